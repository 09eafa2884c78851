import { folded } from '../../../shared/text.ts'

/** The whole message. Letters that mean more in a chat than in a text message (R, N) are not among them. */
const WHOLE = new Set([
  't',
  'td',
  'tui',
  '退订',
  '回t',
  '拒收',
  '勿扰',
  'stop',
  'unsubscribe',
  '别发了',
  '不要发了',
  '别催',
  '别催了',
])

/** Within a message. What is refused has to be the reminding: “不要了” and “取消” are about the goods. */
const SAYS: readonly RegExp[] = [
  /退订(?!单)/,
  /(?:别|不要|不用|不许|不准|勿|少|停止|甭)(?:再|老是?|总是?|一直|天天)*(?:给我|跟我|来|向我)?(?:再|老|总)?(?:发|推|推送)(?:了|这种|这些|这类|信息|消息|短信|广告|提醒|我|过来|来)/,
  /(?:别|不要|不用|不许|少|停止|甭)(?:再|老是?|总是?|一直|天天)*(?:给我|跟我|来|向我)?(?:再|老|总)?(?:催(?!…|一下|下|快递|物流|促)|提醒(?!…)|打扰|骚扰|烦我|联系我|打电话)/,
  /(?:不想|不愿意?|不需要)(?:再)?(?:收到|接到|看到)(?:你们?)?(?:的|这种|这些|这类|任何)*(?:催付|提醒|广告|信息|消息|短信|推送)/,
  /(?:拉黑|投诉|举报)你们?.{0,4}(?:骚扰|再发|还发|再催)/,
  /\bunsubscribe\b|\bopt(?:ing)?[ -]?(?:me )?out\b/i,
  /\b(?:stop|quit)\s+(?:sending|messaging|texting|reminding|bothering|spamming|contacting|calling)\b/i,
  /\b(?:do not|don['’]?t|no need to|please never)\s+(?:send|message|text|remind|contact|bother|call)\b(?!\s+(?:the|my order|it|them|to)\b)/i,
  /\bno more (?:messages|reminders|texts|spam|ads)\b/i,
]

/** Of a message that stops something else: shipping, the order, a gift. */
const OTHER = /(?:发货|发错|发快递|发顺丰|发圆通|发中通|发韵达|发票|发邮政|发这个颜色|发别的)/

/**
 * Whether a buyer asks in the chat to be left alone (RCV-80). Whom it opts out has been reminded before (RCV-81); that a person
 * answers it does no harm to anybody else. Chinese and English.
 */
export const wantsNoMore = (text: string): boolean => {
  const bare = folded(text)
  if (bare === '') return false
  if (WHOLE.has(bare)) return true
  const chinese = text.normalize('NFKC').replace(/\s+/g, '')
  const without = chinese.replace(new RegExp(OTHER, 'g'), '…')
  return SAYS.some((says) => says.test(says.flags.includes('i') ? text.normalize('NFKC') : without))
}
