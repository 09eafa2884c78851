import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../shared/time.ts'
import { type Reason, reasons } from './plan.ts'
import { type ReasonFacts, readyRules, reasonOf } from './reason.ts'
import { defaultReasonRules } from './reason-words.ts'

const rules = readyRules(defaultReasonRules())
const now = Date.parse('2026-11-11T02:00:00Z')

/** A dialogue of one line each: `>` is the shop's answer. A minute between them, the last one ten minutes ago. */
const talk = (lines: string): ReasonFacts['messages'] => {
  const all = lines.split('\n').map((line) => line.trim())
  return all.map((line, i) => ({
    id: i + 1,
    buyer: !line.startsWith('>'),
    text: line.replace(/^>\s*/, ''),
    at: now - 10 * MINUTE - (all.length - i) * MINUTE,
  }))
}
const piece = (stock: number) => ({ title: '海盐蓝衬衫', stock, restockAt: null })
const facts = (lines: string, more: Partial<ReasonFacts> = {}): ReasonFacts => ({
  messages: lines === '' ? [] : talk(lines),
  order: { createdAt: now - 8 * MINUTE },
  products: [piece(12)],
  ahead: null,
  phase: null,
  now,
  ...more,
})

const cases: {
  says: string
  lines: string
  reason: Reason
  because?: number
  more?: Partial<ReasonFacts>
}[] = [
  {
    says: 'price: pressed on it',
    lines: '这件有点贵啊\n> 亲，现在满300减50哦\n能便宜点吗',
    reason: 'doubt-price',
    because: 3,
  },
  { says: 'price: a neighbour is cheaper', lines: '隔壁家比你们便宜', reason: 'doubt-price' },
  { says: 'price: a round sum', lines: '凑个600整吧老板', reason: 'doubt-price' },
  { says: 'price: whatever bargaining hears', lines: '580拿走行不行', reason: 'doubt-price' },
  { says: 'price: bargaining in English', lines: 'can you knock off 20', reason: 'doubt-price' },
  { says: 'price: asking for offers is no bargaining', lines: '有优惠券吗', reason: 'waiting-coupon' },
  { says: 'price: in English', lines: 'Nice bag, but a bit too expensive for me', reason: 'doubt-price' },
  {
    says: 'price: not expensive is no doubt',
    lines: '不贵 挺好的\n什么时候发货呀',
    reason: 'doubt-delivery',
    because: 2,
  },
  { says: 'delivery: a day to be ready by', lines: '13号生日 来得及吗', reason: 'doubt-delivery' },
  {
    says: 'delivery: courier',
    lines: '你好\n> 您好\n发什么快递\n几天能到广州',
    reason: 'doubt-delivery',
    because: 4,
  },
  {
    says: 'delivery: in English',
    lines: 'Will it arrive before Friday? when will it arrive',
    reason: 'doubt-delivery',
  },
  { says: 'coupon: waits for the evening', lines: '我等双十一再付\n> 好的亲', reason: 'waiting-coupon' },
  { says: 'coupon: cannot be used', lines: '优惠券用不了啊', reason: 'waiting-coupon' },
  { says: 'coupon: in English', lines: 'When does the sale start?', reason: 'waiting-coupon' },
  { says: 'stock: asked when it is back', lines: '海盐蓝M码什么时候能有货', reason: 'out-of-stock' },
  { says: 'stock: wants to be told', lines: '到货了麻烦告诉我一声', reason: 'out-of-stock' },
  { says: 'stock: in English', lines: 'Let me know when it is back in stock', reason: 'out-of-stock' },
  { says: 'wrong: size', lines: '哎呀 尺码拍错了 要L的', reason: 'wrong-item' },
  { says: 'wrong: address, in passing a price', lines: '地址填错了，多少钱运费', reason: 'wrong-item' },
  { says: 'wrong: in English', lines: 'I ordered the wrong size by mistake', reason: 'wrong-item' },
  { says: 'product: genuine', lines: '你们家是正品吗', reason: 'doubt-product' },
  { says: 'product: fit', lines: '165 110斤穿多大\n> M 码\n会不会偏小', reason: 'doubt-product', because: 3 },
  { says: 'product: thinks it over', lines: '> 亲喜欢可以下单哦\n我再看看', reason: 'doubt-product' },
  { says: 'product: benefit holds no fit', lines: 'for the benefit of everybody', reason: 'forgot' },
  { says: 'forgot: says so', lines: '不好意思 忘记付了', reason: 'forgot' },
  { says: 'forgot: tonight', lines: '有点贵\n> 已经优惠了哦\n好吧 晚上付', reason: 'forgot', because: 3 },
  { says: 'forgot: payment failed', lines: '支付失败了怎么回事', reason: 'forgot' },
  { says: 'other: does not want it', lines: '算了 不想要了', reason: 'other' },
  { says: 'nothing said: forgotten', lines: '', reason: 'forgot' },
  { says: 'greeting alone tells nothing', lines: '在吗\n> 在的亲', reason: 'forgot' },
  { says: 'the shop’s own words do not count', lines: '你好\n> 有点贵是因为面料好\n嗯', reason: 'forgot' },
  {
    says: 'the later word counts',
    lines: '什么时候发货\n> 今天\n还是有点贵',
    reason: 'doubt-price',
    because: 3,
  },
  { says: 'who says beats who hints', lines: '有点贵\n有优惠券吗', reason: 'doubt-price', because: 1 },
  { says: 'parcel questions are no doubt before buying', lines: '上一单的快递单号发我', reason: 'forgot' },
  {
    says: 'asked, and none is left',
    lines: '这款还有吗',
    reason: 'out-of-stock',
    more: { order: null, products: [piece(0)] },
  },
  { says: 'ordered: its pieces are kept', lines: '好的', reason: 'forgot', more: { products: [piece(0)] } },
  {
    says: 'asked while a sale is ahead',
    lines: '好看',
    reason: 'waiting-coupon',
    more: { order: null, ahead: { at: now + HOUR, name: '双十一第二波' } },
  },
  { says: 'asked, and nothing tells', lines: '好看', reason: 'other', more: { order: null } },
]

test.each(cases)('[RCV-100] $says', ({ lines, reason, because, more }) => {
  const guess = reasonOf(facts(lines, more), rules)
  expect(guess.reason).toBe(reason)
  expect(guess.confidence).toBeGreaterThan(0)
  expect(guess.confidence).toBeLessThan(1)
  if (because !== undefined) expect(guess.messageId).toBe(because)
})

test('[RCV-101] it says which message it was', () => {
  expect(reasonOf(facts('你好\n能便宜点吗'), rules)).toMatchObject({
    messageId: 2,
    because: { zh: '买家说“能便宜点吗”', en: 'The buyer wrote “能便宜点吗”' },
  })
})

test('[RCV-101] two reasons are less sure than one', () => {
  const one = reasonOf(facts('有点贵'), rules).confidence
  const two = reasonOf(facts('什么时候发货\n有点贵'), rules).confidence
  expect(two).toBeLessThan(one)
})

test('[RCV-102] words older than the shop looks back tell nothing', () => {
  const old = [{ id: 1, buyer: true, text: '太贵了', at: now - 100 * HOUR }]
  expect(reasonOf(facts('', { messages: old }), rules).reason).toBe('forgot')
})

test('[RCV-102] a shop’s own words are read', () => {
  const own = readyRules({
    words: [{ reason: 'doubt-delivery', weight: 'says', words: ['台风'], unless: [] }],
    willPay: [],
    hours: 72,
  })
  expect(reasonOf(facts('台风天还送吗'), own).reason).toBe('doubt-delivery')
})

test('[RCV-100] whatever was written, there is one reason, and reading it takes no time', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 30 }), (texts) => {
      const messages = texts.map((text, i) => ({ id: i + 1, buyer: i % 2 === 0, text, at: now - MINUTE }))
      const { reason, confidence } = reasonOf(facts('', { messages }), rules)
      expect(reasons).toContain(reason)
      expect(confidence >= 0 && confidence < 1).toBe(true)
    }),
  )
})

test.each<[string, number, string, number]>([
  ['nothing said since', 8, 'forgot', 0.5],
  ['a question since that tells no reason', 30, 'doubt-product', 0.35],
])('[RCV-100] of an order: %s', (_, minutesAgo, reason, confidence) => {
  const order = { createdAt: now - minutesAgo * MINUTE }
  expect(reasonOf(facts('主卧偏暗，浅灰和奶白哪个显干净', { order }), rules)).toMatchObject({
    reason,
    confidence,
  })
})
test('[RCV-100] of an order: words since that neither ask nor tell a reason', () => {
  const order = { createdAt: now - 30 * MINUTE }
  expect(reasonOf(facts('嗯嗯', { order }), rules)).toMatchObject({ reason: 'forgot', confidence: 0.35 })
})
