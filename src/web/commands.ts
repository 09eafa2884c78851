import type { Permission, PersonState } from '../shared/access.ts'
import { alternatives, isBare, isReserved } from './keys.ts'

/** What a command may depend on. */
export interface Scene {
  /** The conversations page is shown. */
  atDesk: boolean
  /** The selected conversation. */
  talk: {
    status: 'open' | 'snoozed' | 'closed'
    assignee: number | null
    /** Colleagues may claim it although somebody has it. */
    offered: boolean
    /** The buyer has not been answered. */
    question: boolean
  } | null
  /** Who looks at the screen. */
  personId: number
  /** What this person may do in the shop of the selected conversation; without one, in any of their shops. */
  may(permission: Permission): boolean
}

export type Place = 'list' | 'stream' | 'composer' | 'panel' | 'price' | 'orders' | 'suggestions'
export type Dialog = 'transfer' | 'transfer-team' | 'question' | 'snooze' | 'tags' | 'palette' | 'help'
export type Page =
  | 'desk'
  | 'board'
  | 'clocks'
  | 'campaigns'
  | 'products'
  | 'orders'
  | 'tasks'
  | 'recovery'
  | 'search'
  | 'letters'
  | 'settings'
  | 'offers'
  | 'audit'

/** What commands can do; the workbench provides it. */
export interface Deeds {
  nextUrgent(): void
  openOverdue(): void
  move(by: 1 | -1): void
  filter(by: 1 | -1): void
  act(command: 'claim' | 'take' | 'reopen' | 'wake'): void
  close(how: { next: boolean }): void
  /** Asks whether the buyer's question really needs no answer, and closes the conversation if so. */
  closeUnanswered(): void
  reply(): void
  toggleNote(): void
  whisper(): void
  /** Puts the best of the assistant's suggestions into the reply; once more, the next. */
  suggest(): void
  send(): void
  sendAndClose(): void
  /** Shows the buyer's orders in the panel, the keyboard on the latest. */
  orders(): void
  /** Shows the tab of products in the panel. */
  products(): void
  /** Sends what the buyer looks at as a card. */
  sendCard(): void
  focus(place: Place): void
  /** Opens the price panel, the keyboard where products are added. */
  price(): void
  open(dialog: Dialog): void
  go(page: Page): void
  state(state: PersonState): void
  language(): void
  theme(): void
  sound(): void
  signOut(): void
}

export type Group = 'conversation' | 'moving' | 'writing' | 'desk'

export interface Command {
  name: string
  label: { 'zh-CN': string; en: string }
  group: Group
  /** Default shortcuts, alternatives separated by blanks; empty for none. */
  keys: string
  permission: Permission | null
  /** Whether it makes sense now; without it, always. */
  when?: (scene: Scene) => boolean
  run: (deeds: Deeds) => void
}

const command = (
  group: Group,
  name: string,
  zh: string,
  en: string,
  keys: string,
  run: Command['run'],
  more: { permission?: Permission; when?: Command['when'] } = {},
): Command => ({
  name,
  label: { 'zh-CN': zh, en },
  group,
  keys,
  permission: more.permission ?? null,
  run,
  ...(more.when && { when: more.when }),
})

const REPLY = 'conversation.reply' as const
const selected = (s: Scene) => s.atDesk && s.talk !== null
const alive = (s: Scene) => s.atDesk && s.talk !== null && s.talk.status !== 'closed'
const othersHave = (s: Scene) => s.talk !== null && s.talk.assignee !== null && s.talk.assignee !== s.personId
/** Nobody else is at work in it, or this person may step in. */
const mineToDo = (s: Scene) => alive(s) && (!othersHave(s) || s.may('conversation.take'))
/** A buyer waits for an answer which this person may give. */
const asked = (s: Scene) => mineToDo(s) && s.talk?.question === true
const closed = (s: Scene) => s.atDesk && s.talk?.status === 'closed'
const atDesk = (s: Scene) => s.atDesk

/** Every command of the workbench, in the order of the help sheet. Buttons, shortcuts, palette and help draw on it. */
export const commands: readonly Command[] = [
  command('moving', 'next-urgent', '下一个最紧急的会话', 'Next most urgent conversation', 'n mod+j', (d) =>
    d.nextUrgent(),
  ),
  command(
    'moving',
    'longest-overdue',
    '打开超时最久的会话',
    'Open the longest overdue',
    'u mod+b',
    (d) => d.openOverdue(),
    { permission: REPLY },
  ),
  command('moving', 'next', '下一个会话', 'Next conversation', 'j', (d) => d.move(1), { when: atDesk }),
  command('moving', 'previous', '上一个会话', 'Previous conversation', 'k', (d) => d.move(-1), {
    when: atDesk,
  }),
  command('moving', 'next-filter', '下一个列表', 'Next list', ']', (d) => d.filter(1), { when: atDesk }),
  command('moving', 'previous-filter', '上一个列表', 'Previous list', '[', (d) => d.filter(-1), {
    when: atDesk,
  }),
  command('moving', 'focus-list', '移到会话列表', 'Go to the list', '1', (d) => d.focus('list'), {
    when: atDesk,
  }),
  command('moving', 'focus-stream', '移到聊天记录', 'Go to the messages', '2', (d) => d.focus('stream'), {
    when: selected,
  }),
  command('moving', 'focus-composer', '移到输入框', 'Go to the composer', '3', (d) => d.focus('composer'), {
    when: selected,
    permission: REPLY,
  }),
  command('moving', 'focus-panel', '移到右侧面板', 'Go to the side panel', '4', (d) => d.focus('panel'), {
    when: selected,
  }),

  command('moving', 'price', '算价', 'Price', 'y', (d) => d.price(), { when: selected }),

  command('conversation', 'claim', '领取会话', 'Claim', 'c', (d) => d.act('claim'), {
    permission: REPLY,
    when: (s) => alive(s) && (s.talk?.assignee === null || (othersHave(s) && s.talk?.offered === true)),
  }),
  command('conversation', 'take', '接管会话', 'Take over', 'g', (d) => d.act('take'), {
    permission: 'conversation.take',
    when: (s) => alive(s) && othersHave(s),
  }),
  command('conversation', 'transfer', '转接给同事', 'Transfer', 't', (d) => d.open('transfer'), {
    permission: REPLY,
    when: mineToDo,
  }),
  command(
    'conversation',
    'transfer-team',
    '转给其他组',
    'Transfer to a team',
    'h',
    (d) => d.open('transfer-team'),
    {
      permission: REPLY,
      when: mineToDo,
    },
  ),
  command('conversation', 'snooze', '挂起', 'Snooze', 'z', (d) => d.open('snooze'), {
    permission: REPLY,
    when: mineToDo,
  }),
  command('conversation', 'wake', '取消挂起', 'Wake', 'w', (d) => d.act('wake'), {
    permission: REPLY,
    when: (s) => s.atDesk && s.talk?.status === 'snoozed',
  }),
  command('conversation', 'tags', '编辑标签', 'Edit tags', 'l', (d) => d.open('tags'), {
    permission: REPLY,
    when: selected,
  }),
  command('conversation', 'close', '结束会话', 'Close', 'x', (d) => d.close({ next: false }), {
    permission: REPLY,
    when: mineToDo,
  }),
  command(
    'conversation',
    'close-and-next',
    '结束并接下一个',
    'Close and next',
    'e',
    (d) => d.close({ next: true }),
    { permission: REPLY, when: mineToDo },
  ),
  command(
    'conversation',
    'close-unanswered',
    '不需要回复，直接结束…',
    'Close: needs no answer…',
    'd',
    (d) => d.closeUnanswered(),
    { permission: REPLY, when: (s) => mineToDo(s) && s.talk?.question === true },
  ),
  command('conversation', 'reopen', '重新打开', 'Reopen', 'o', (d) => d.act('reopen'), {
    permission: REPLY,
    when: closed,
  }),

  command('writing', 'reply', '回复', 'Reply', 'r', (d) => d.reply(), { permission: REPLY, when: mineToDo }),
  command(
    'writing',
    'note',
    '内部备注 / 回复切换',
    'Switch note and reply',
    'm mod+/',
    (d) => d.toggleNote(),
    {
      permission: REPLY,
      when: selected,
    },
  ),
  command('writing', 'whisper', '主管悄悄话', 'Whisper to the agent', 'i', (d) => d.whisper(), {
    permission: 'conversation.take',
    when: (s) => selected(s) && othersHave(s),
  }),
  command(
    'writing',
    'insert-suggestion',
    '插入推荐回复（再按换下一条）',
    'Insert a suggestion (again: the next)',
    's mod+i',
    (d) => d.suggest(),
    { permission: REPLY, when: asked },
  ),
  command(
    'writing',
    'focus-suggestions',
    '移到推荐回复',
    'Go to the suggestions',
    '5',
    (d) => d.focus('suggestions'),
    {
      permission: REPLY,
      when: asked,
    },
  ),
  command('writing', 'send', '发送', 'Send', 'mod+enter', (d) => d.send(), {
    permission: REPLY,
    when: selected,
  }),
  command(
    'writing',
    'send-and-close',
    '发送并结束，接下一个',
    'Send, close and next',
    'mod+shift+enter',
    (d) => d.sendAndClose(),
    { permission: REPLY, when: mineToDo },
  ),

  command('writing', 'orders', '打开订单面板', 'Open the buyer’s orders', 'a', (d) => d.orders(), {
    permission: 'order.read',
    when: selected,
  }),
  command('writing', 'products', '打开商品面板', 'Open the products panel', 'f', (d) => d.products(), {
    when: selected,
  }),
  command(
    'writing',
    'send-card',
    '把买家在看的商品发成卡片',
    'Send what the buyer looks at as a card',
    'v',
    (d) => d.sendCard(),
    { permission: REPLY, when: mineToDo },
  ),

  command('desk', 'palette', '命令面板', 'Command palette', 'mod+k', (d) => d.open('palette')),
  command('desk', 'help', '快捷键一览', 'Keyboard shortcuts', '?', (d) => d.open('help')),
  command('desk', 'go-desk', '打开会话', 'Open conversations', '', (d) => d.go('desk')),
  command('desk', 'go-board', '打开看板', 'Open the board', 'b', (d) => d.go('board'), {
    permission: 'routing.direct',
  }),
  command('desk', 'go-clocks', '打开时效与风险', 'Open service clocks', '', (d) => d.go('clocks'), {
    permission: 'routing.direct',
  }),
  command('desk', 'go-campaigns', '打开活动', 'Open campaigns', '', (d) => d.go('campaigns')),
  command('desk', 'go-products', '打开商品', 'Open products', '', (d) => d.go('products')),
  command('desk', 'go-orders', '打开订单', 'Open orders', '', (d) => d.go('orders')),
  command('desk', 'go-tasks', '打开待办', 'Open tasks', '', (d) => d.go('tasks')),
  command('desk', 'go-recovery', '打开催付', 'Open recovery', '', (d) => d.go('recovery')),
  command('desk', 'search', '搜索聊天记录', 'Search messages', '/', (d) => d.go('search')),
  command('desk', 'go-letters', '打开发送失败', 'Open failed deliveries', '', (d) => d.go('letters')),
  command('desk', 'go-settings', '打开设置', 'Open settings', '', (d) => d.go('settings'), {
    permission: 'settings.read',
  }),
  command('desk', 'go-offers', '打开优惠与算价', 'Open offers and prices', '', (d) => d.go('offers'), {
    permission: 'settings.read',
  }),
  command('desk', 'go-audit', '打开操作记录', 'Open audit log', '', (d) => d.go('audit'), {
    permission: 'audit.read',
  }),
  command('desk', 'state-online', '状态：在线', 'State: online', '', (d) => d.state('online')),
  command('desk', 'state-break', '状态：小休', 'State: on a break', '', (d) => d.state('break')),
  command('desk', 'state-offline', '状态：离线', 'State: offline', '', (d) => d.state('offline')),
  command('desk', 'language', '切换语言（English）', 'Switch language (中文)', '', (d) => d.language()),
  command('desk', 'theme', '切换深色 / 浅色', 'Switch dark and light', '', (d) => d.theme()),
  command('desk', 'sound', '超时提示音 开 / 关', 'Sound when overdue, on and off', '', (d) => d.sound()),
  command('desk', 'sign-out', '退出登录', 'Sign out', '', (d) => d.signOut()),
]

const byName = new Map(commands.map((c) => [c.name, c]))
export const commandNamed = (name: string): Command | undefined => byName.get(name)

export const available = (c: Command, scene: Scene): boolean =>
  (c.permission === null || scene.may(c.permission)) && (c.when?.(scene) ?? true)

/** A person's own shortcuts: command name → keys; commands left out keep the default. */
export type Remapped = Readonly<Record<string, string>>

export const keysOf = (c: Command, remapped: Remapped): string[] => alternatives(remapped[c.name] ?? c.keys)

/** The command a shortcut stands for now. While typing, keys without Mod belong to the text. */
export const commandFor = (
  combo: string,
  scene: Scene,
  remapped: Remapped,
  typing: boolean,
): Command | undefined => {
  if (typing && isBare(combo)) return undefined
  return commands.find((c) => keysOf(c, remapped).includes(combo) && available(c, scene))
}

/** Why a shortcut cannot or should not be given to a command; null if it is free. */
export const conflict = (
  combo: string,
  name: string,
  remapped: Remapped,
): { why: 'reserved' } | { why: 'taken'; by: Command } | null => {
  if (isReserved(combo)) return { why: 'reserved' }
  const by = commands.find((c) => c.name !== name && keysOf(c, remapped).includes(combo))
  return by ? { why: 'taken', by } : null
}
