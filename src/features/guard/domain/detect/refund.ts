import { type Detector, hit, matches, signsOf } from '../reading.ts'

/** Saying no to a refund as such. What cannot be done by this way, or not yet, is no refusal. */
const REFUSED =
  /(?:不给|不予|拒绝|不同意|不可能|概不|一律不|坚决不|绝不|不会|不能|不支持|不接受|无法|没法|不可以|不让)(?:给?您|给?你|亲|再|给|办理|申请|进行|受理|安排|直接|为您|的?哦?)?(?:退款|退货退款|退钱|退还货款|退货|退换货?|退了)/gu
const ENGLISH =
  /\b(?:no refunds?|(?:will not|won['’]?t|cannot|can['’]?t|refuse to|not going to|don['’]?t) (?:give you a |offer |issue a |accept a? ?|be )?refund(?:s|ed)?|non-?refundable)\b/giu
/** A way that is closed while another is open, a question, a plea: 不能退款吗, 直接退款不了请先拒收. */
const EXCUSED =
  /^(?:吗|么|？|\?|的话|之前|前|后|前提|原因|时|成功|了吗|怎么|会|将|可能|到(?:微信|银行|其他|别的))/u
const BEFORE =
  /(?:是否|如果|若|假如|万一|要是|为什么|未什么|为啥|怎么|担心|怕|以免|避免|否则|会不会|能不能|不会|不用担心)[^，。！？]{0,6}$/u

export const refund: Detector = {
  rules: ['refund.refused'],
  find: ({ signs, context }) => {
    if (context.consent || !/[退款refund]/i.test(signs.text)) return []
    const line = signs.line
    const hits = matches(signs, REFUSED).flatMap(({ from, to }) => {
      if (EXCUSED.test(line.slice(to, to + 4)) || BEFORE.test(line.slice(Math.max(0, from - 10), from)))
        return []
      return [hit('refund.refused', from, to)]
    })
    const english = ENGLISH.test(signs.text) ? inEnglish(signs) : []
    return [...hits, ...english]
  },
}

const inEnglish = (signs: Parameters<Detector['find']>[0]['signs']) => {
  ENGLISH.lastIndex = 0
  return [...signs.text.matchAll(ENGLISH)].map((found) => {
    const [from, to] = signsOf(signs, found.index, found.index + found[0].length)
    return hit('refund.refused', from, to)
  })
}
