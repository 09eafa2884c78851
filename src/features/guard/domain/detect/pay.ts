import {
  clauseAt,
  type Detector,
  type Hit,
  hit,
  isOrderNumber,
  markAfter,
  markBefore,
  type Reading,
  rowAfter,
  signsOf,
  spelled,
} from '../reading.ts'
import { PhraseTable } from '../words/phrases.ts'

/** Luhn's check: a digit of the last place that all bank cards carry. */
const isCard = (value: string): boolean => {
  let sum = 0
  ;[...value].reverse().forEach((digit, i) => {
    const n = Number(digit) * (i % 2 === 1 ? 2 : 1)
    sum += n > 9 ? n - 9 : n
  })
  return sum % 10 === 0
}
const UNIONPAY = /^62\d{14,17}$/
const OTHERS = /^(?:4\d{15}|5[1-5]\d{14})$/

const cards = (reading: Reading): Hit[] =>
  reading.numbers.rows.flatMap(({ value, from, to }) => {
    if (value.length < 16 || value.length > 19 || isOrderNumber(reading.signs, from)) return []
    const named = markBefore(reading, ['card', 'transfer', 'payee'], from, 10) !== undefined
    const looks = isCard(value) && (UNIONPAY.test(value) || OTHERS.test(value))
    return named || looks ? [hit('pay.card', from, to)] : []
  })

const TO_BUYER =
  /(?:给|到|至|退|返|为|帮)(?:您|你|亲|买家|客户|顾客|原)|退款|原路|退还|退回|返还|到账|工作日|余额/u
const TO_US =
  /(?:给|到|至|付|打|转|汇|发)(?:我|咱|老板|财务|这个|这张|下面|以下|公司|私人|个人)|私下|线下付|直接[转打付汇]|收款|方式付|[转打付]给我|先[转打付汇]|转这里/u

/** Phrases that say by themselves that the platform is to be passed by. */
const PHRASES = new PhraseTable<true>(
  `支付宝转账 微信转账 支付宝付款给我 微信付款给我 支付宝打给我 微信打给我 支付宝转我 微信转我 支付宝直接转 微信直接转 微信付我 微信付更便宜 银行转账 转账付款 扫码付款 扫码支付给我 扫我的码 扫码转 发我红包 微信红包给我 微信发红包 私下付款 私下转账 私下交易 线下交易 线下付款 线下转账 线下支付 平台外付款 平台外交易 站外付款 站外交易 绕开平台 绕过平台 跳过平台 不走平台 脱离平台 不通过平台 不在平台 不经过平台 直接转给我 直接打给我 直接付给我 直接转账 转账给我 打款给我 汇款给我 转钱给我 打钱给我 打到我卡 转到我卡 打我卡 转我卡 打到我的 转到我的 转到我支付宝 转到我微信 转到这个账户 打到这个账户 转到这个卡 打到这张卡 转到这张卡 转我支付宝 转我微信 付我支付宝 我的支付宝账号 支付宝账号是 支付宝账号为 支付宝号是 我支付宝 加我支付宝 收款账号 收款账户 我的收款码 发收款码 对公转账 对公账户 银行卡号是 银行账号是 卡号是 户名是 补差价转我 差价转我 先打款 先转账 先付定金给我 货款转 货款打 直接付款给我 不走店铺 别在平台下单 不要在平台下单 别拍了直接 直接找我买 私下买 私下拍 走私下 走线下 现金交易 当面交易 见面交易 货到付现`
    .split(/\s+/)
    .map((phrase) => [phrase, true] as const),
)

const ENGLISH =
  /\b(?:paypal|venmo|zelle|cash ?app|western union|wire transfer|bank transfer|pay (?:me )?(?:directly|outside|privately|off)|transfer (?:the money )?to (?:me|my)|send (?:the )?money to|outside the platform)\b/iu

export const pay: Detector = {
  rules: ['pay.outside', 'pay.card'],
  find: (reading) => {
    const { signs, marks } = reading
    const hits: Hit[] = cards(reading)
    const returns = TO_BUYER.test(signs.text)
    for (const { from, to } of PHRASES.met(signs))
      if (
        !returns ||
        TO_US.test(spelled(signs, from - 4, to + 6)) ||
        /微信转账|支付宝转账|私下|线下|平台|站外/u.test(spelled(signs, from, to))
      )
        hits.push(hit('pay.outside', from, to))
    for (const mark of marks) {
      if (mark.topic === 'outside' && mark.strong) hits.push(hit('pay.outside', mark.from, mark.to))
      if (!mark.strong) continue
      const near = spelled(signs, mark.from - 6, mark.to + 8)
      if (mark.topic === 'transfer') {
        const means = markBefore(reading, ['alipay', 'wechat', 'card'], mark.from, 5)
        const payee = markAfter(reading, ['payee', 'card'], mark.to, 4)
        const own =
          TO_US.test(near) ||
          (means?.strong &&
            !TO_BUYER.test(spelled(signs, Math.max(mark.from - 8, clauseAt(signs, mark.from)), mark.to + 10)))
        if (own || (payee && !TO_BUYER.test(near)) || (mark.disguised && means)) {
          const start = means && mark.from - means.to <= 5 ? means.from : mark.from
          hits.push(hit('pay.outside', start, Math.max(mark.to, payee?.to ?? 0)))
        }
      }
      if (mark.topic === 'alipay') {
        const after = spelled(signs, mark.to, mark.to + 6)
        const before = spelled(signs, mark.from - 4, mark.from)
        const given =
          /^(?:账号|帐号|号|收款|给我|转|打|直接付|付我|二维码|扫)/u.test(after) ||
          /(?:我的?|加|转|打|到|走|用我)$/u.test(before)
        const theirs =
          /(?:您|你)(?:的)?$|退.{0,2}$|返.{0,2}$/u.test(before) ||
          /^(?:支付|付款|余额|花呗|账户余额|红包|到账|里)/u.test(after)
        if ((given && !theirs) || (mark.disguised && !theirs))
          hits.push(hit('pay.outside', mark.from, mark.to))
        const row = rowAfter(reading, mark.to, 5)
        if (row && row.value.length >= 6 && !theirs && !isOrderNumber(signs, row.from))
          hits.push(hit('pay.outside', mark.from, row.to))
      }
    }
    const found = ENGLISH.exec(signs.text)
    if (found) hits.push(hit('pay.outside', ...signsOf(signs, found.index, found.index + found[0].length)))
    return hits
  },
}
