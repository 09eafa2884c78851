const zh = {
  title: '在线客服',
  open: '联系客服',
  openUnread: (n: number) => `联系客服，${n} 条未读消息`,
  close: '关闭聊天窗口',
  write: '请输入消息…',
  message: '消息',
  send: '发送',
  emoji: '表情',
  picture: '发送图片',
  remove: '移除',
  looking: '正在咨询',
  earlier: '查看更早的消息',
  newest: '有新消息',
  assistant: '智能客服',
  agent: '客服',
  you: '我',
  today: '今天',
  yesterday: '昨天',
  typing: '对方正在输入…',
  starting: '正在连接…',
  lost: '网络不畅，正在重新连接。消息会在恢复后发出。',
  empty: '您好，有什么可以帮您？',
  history: '聊天记录',
  sending: '发送中',
  retry: '重试',
  drop: '删除',
  viewer: '查看图片',
  pictureFrom: (who: string) => `${who}发送的图片`,
  badPicture: '无法发送这个文件，请选择 8 MB 以内的图片。',
  toProduct: '查看商品',
  payable: '应付',
  order: '订单',
  howReckoned: '优惠明细',
  until: (when: string) => `价格有效期至 ${when}`,
  closed: '客服窗口暂未开放，请稍后再来。',
  refused: {
    'too-large': '内容过大，无法发送',
    'not-a-picture': '图片格式不支持',
    malformed: '内容无法发送',
    other: '发送失败',
  } as Record<string, string>,
}

const en: typeof zh = {
  title: 'Chat',
  open: 'Chat with us',
  openUnread: (n) => `Chat with us, ${n} unread`,
  close: 'Close the chat',
  write: 'Write a message…',
  message: 'Message',
  send: 'Send',
  emoji: 'Emoji',
  picture: 'Send a picture',
  remove: 'Remove',
  looking: 'You are asking about',
  earlier: 'Earlier messages',
  newest: 'New messages',
  assistant: 'Assistant',
  agent: 'Support',
  you: 'Me',
  today: 'Today',
  yesterday: 'Yesterday',
  typing: 'Typing…',
  starting: 'Connecting…',
  lost: 'The connection is lost. Your messages will be sent when it is back.',
  empty: 'Hello, how can we help?',
  history: 'Conversation',
  sending: 'Sending',
  retry: 'Try again',
  drop: 'Delete',
  viewer: 'Picture',
  pictureFrom: (who) => `Picture from ${who}`,
  badPicture: 'This file cannot be sent. Please choose a picture of at most 8 MB.',
  toProduct: 'View product',
  payable: 'To pay',
  order: 'Order',
  howReckoned: 'How this adds up',
  until: (when) => `Price holds until ${when}`,
  closed: 'The chat is closed at the moment. Please come back later.',
  refused: {
    'too-large': 'Too large to be sent',
    'not-a-picture': 'This kind of picture cannot be sent',
    malformed: 'This cannot be sent',
    other: 'Not sent',
  },
}

export type Language = 'zh-CN' | 'en'
export type Words = typeof zh
export const words: Record<Language, Words> = { 'zh-CN': zh, en }

/** The language of a page or a browser, as far as we speak it. */
export const languageOf = (...tags: (string | null | undefined)[]): Language => {
  const tag = tags.find((one) => one)?.toLowerCase() ?? ''
  return tag.startsWith('zh') ? 'zh-CN' : 'en'
}

const formats = new Map<string, Intl.DateTimeFormat>()
const format = (language: Language, name: string, options: Intl.DateTimeFormatOptions) => {
  const key = language + name
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options)
  formats.set(key, known)
  return known
}

export const clockOf = (language: Language, at: number): string =>
  format(language, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

export const dateOf = (language: Language, at: number, now: number): string =>
  new Date(at).getFullYear() === new Date(now).getFullYear()
    ? format(language, 'day', { month: 'long', day: 'numeric' }).format(at)
    : format(language, 'date', { year: 'numeric', month: 'long', day: 'numeric' }).format(at)
