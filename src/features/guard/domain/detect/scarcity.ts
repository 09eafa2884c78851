import { type Detector, type Hit, hit, type Reading, signsOf } from '../reading.ts'
import type { GuardContext } from '../verdict.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** China's clocks, which buyers and offers go by. */
const ZONE = 8 * HOUR
const endOfDay = (now: number): number => Math.floor((now + ZONE) / DAY) * DAY + DAY - ZONE

const NUMERALS = '零一二三四五六七八九十'
const numberOf = (text: string): number | null => {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === '两') return 2
  const ten = text.indexOf('十')
  if (ten >= 0) {
    const head = ten === 0 ? 1 : NUMERALS.indexOf(text[0] ?? '')
    const tail = ten === text.length - 1 ? 0 : NUMERALS.indexOf(text.at(-1) ?? '')
    return head * 10 + tail
  }
  const single = NUMERALS.indexOf(text)
  return single >= 0 ? single : null
}

/** A claim of scarcity: what bears it out, given the number it names. Null: nothing known can. */
interface Claim {
  pattern: RegExp
  holds(context: GuardContext, number: number | null): boolean | null
}

const N = '(\\d{1,6}|[一二两三四五六七八九十]{1,3})'
const THINGS = '(?:件|个|套|台|双|条|份|箱|瓶|盒|单|库存|只|款|部|张|支|包|袋|组|把|对|名|位)'
const left = ({ stock }: GuardContext, number: number | null): boolean | null =>
  stock === null ? null : number !== null ? stock <= number : stock <= 10
const until =
  (limit: (now: number, number: number | null) => number): Claim['holds'] =>
  ({ offerEndsAt, now }, number) =>
    offerEndsAt === null ? null : offerEndsAt >= now && offerEndsAt <= limit(now, number)
const today = until((now) => endOfDay(now))

const CLAIMS: readonly Claim[] = [
  {
    pattern: new RegExp(
      `(?:仅剩|只剩|就剩|还剩|剩下|仅有|只余|仅余|库存(?:仅|只)?(?:剩|有)?|最后|限量)(?:下|最后|了|不到)?${N}${THINGS}`,
      'gu',
    ),
    holds: left,
  },
  {
    pattern:
      /(?:库存不多|所剩不多|库存告急|库存紧张|货不多|即将售罄|马上售罄|快售罄|快卖完|马上卖完|快没货|马上没货|马上断货|即将断货|快断货|就要断货|手慢无|最后几件|剩最后几件|只剩几件|仅剩几件|没几件了|抢完就没|卖完就没|卖完不补|不再补货|绝版|最后一批|仅此一批)/gu,
    holds: left,
  },
  {
    pattern:
      /(?:最后一天|最后1天|仅限今天|仅限今日|只限今天|限今天|今天截止|今日截止|今晚截止|今天结束|今日结束|今晚结束|今天最后|过了今天|错过今天|过了今晚|今晚12点结束|今晚十二点结束|今天之后恢复|明天恢复原价|明天涨价|明天就涨|明天就没|马上涨价|明日涨价|明日恢复)/gu,
    holds: today,
  },
  {
    pattern: new RegExp(`(?:最后|仅剩|只剩|还剩|倒计时)${N}(?:个)?小时`, 'gu'),
    holds: until((now, n) => now + (n ?? 24) * HOUR),
  },
  {
    pattern: new RegExp(`(?:最后|仅剩|只剩|还剩|倒计时)${N}(?:分钟)`, 'gu'),
    holds: until((now, n) => now + ((n ?? 60) * HOUR) / 60),
  },
  {
    pattern: new RegExp(`(?:最后|仅剩|只剩|倒计时)${N}天`, 'gu'),
    holds: until((now, n) => endOfDay(now) + ((n ?? 1) - 1) * DAY),
  },
]
const ENGLISH: readonly Claim[] = [
  {
    pattern: /\bonly (\d{1,5}|a few|one|two|three|four|five) (?:\w+ )?(?:left|remaining|in stock)\b/giu,
    holds: left,
  },
  {
    pattern:
      /\b(?:selling out|almost gone|nearly sold out|last (?:few|one|ones|pieces?)|while (?:stocks?|supplies) lasts?|limited stock)\b/giu,
    holds: left,
  },
  {
    pattern:
      /\b(?:last day|ends? (?:today|tonight)|today only|last chance|final hours?|price goes up tomorrow|offer ends tonight)\b/giu,
    holds: today,
  },
]
/** 最后一件事, 还剩两件没发: not said of what is for sale. */
const OTHERWISE =
  /^(?:事|问题|没发|未发|没收|没寄|没到|在路上|待发|没有发|包裹|快递|未到|未收|商品没|没拍|没退)/u
const WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5 }

const claims = (
  line: string,
  list: readonly Claim[],
  reading: Reading,
  place: (start: number, end: number) => [number, number],
): Hit[] =>
  list.flatMap(({ pattern, holds }) =>
    [...line.matchAll(pattern)].flatMap((found) => {
      const end = found.index + found[0].length
      if (OTHERWISE.test(line.slice(end, end + 3))) return []
      const number = found[1] === undefined ? null : (WORDS[found[1].toLowerCase()] ?? numberOf(found[1]))
      const held = holds(reading.context, number)
      if (held === true) return []
      const [from, to] = place(found.index, end)
      return [hit(held === false ? 'scarcity.untrue' : 'scarcity.unknown', from, to)]
    }),
  )

export const scarcity: Detector = {
  rules: ['scarcity.untrue', 'scarcity.unknown'],
  find: (reading) => {
    const { signs } = reading
    const { text } = signs
    const hits: Hit[] = []
    if (/[剩仅最余库限快马手卖抢没绝今明倒錯错过過]|即将|即將|不再/u.test(text))
      hits.push(...claims(signs.line, CLAIMS, reading, (from, to) => [from, to]))
    if (/only|last|today|tonight|sell|final|limited|tomorrow|gone|sold|stock/i.test(text))
      hits.push(...claims(text, ENGLISH, reading, (start, end) => signsOf(signs, start, end)))
    return hits
  },
}
