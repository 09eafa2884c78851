import type { Platform } from '../../shop/domain.ts'
import { Kind } from './fold/characters.ts'
import type { Signs } from './fold/signs.ts'
import { numeralOf } from './numbers/digits.ts'
import type { Digits, Numbers } from './numbers/numbers.ts'
import type { Own } from './shipped/platforms.ts'
import { type Span, within } from './spans.ts'
import type { GuardContext } from './verdict.ts'
import type { Mark } from './words/marks.ts'
import type { Topic } from './words/terms.ts'

/** A host named in a text. */
export interface Host extends Span {
  value: string
  /** The place of an @ right before it; -1 where there is none. */
  local: number
}

/** A text in signs, with its terms and numbers. */
export interface Words {
  signs: Signs
  marks: readonly Mark[]
  numbers: Numbers
}

/** A text as the detectors see it. */
export interface Reading extends Words {
  platform: Platform
  own: Own
  /** Hosts whose links may be sent, those of the shop included. */
  hosts: readonly string[]
  /** Hosts named in the text, allowed or not. */
  named: readonly Host[]
  context: GuardContext
}

/** Something found: a rule and a place, in signs. */
export interface Hit {
  rule: string
  from: number
  to: number
  /** What may stand there instead; null or absent: the clause goes. */
  instead?: string
}

/** Looks for one kind of thing. The list of them is in detect/index.ts. */
export interface Detector {
  rules: readonly string[]
  find(reading: Reading): readonly Hit[]
}

export const hit = (rule: string, from: number, to: number, instead?: string): Hit =>
  instead === undefined ? { rule, from, to } : { rule, from, to, instead }

/** The character of a sign; empty beyond the ends. */
export const charAt = (signs: Signs, at: number): string => signs.line.charAt(at)

/** The signs of a span as one string. */
export const spelled = (signs: Signs, from: number, to: number): string =>
  signs.line.slice(Math.max(0, from), Math.max(0, to))

export const isAlnum = (signs: Signs, at: number): boolean =>
  signs.kind[at] === Kind.LETTER || signs.kind[at] === Kind.DIGIT

/** A mark is at most so many signs long. */
const MARK = 40

/** The nearest mark of a topic that ends at most `reach` signs before `at`, or begins at most as many after `to`. */
export const markBefore = (
  { marks }: Reading,
  topics: readonly Topic[],
  at: number,
  reach: number,
): Mark | undefined =>
  within(marks, at - reach - MARK, at).findLast(
    (mark) => mark.to <= at && at - mark.to <= reach && topics.includes(mark.topic),
  )
export const markAfter = (
  { marks }: Reading,
  topics: readonly Topic[],
  to: number,
  reach: number,
): Mark | undefined => within(marks, to, to + reach + 1).find((mark) => topics.includes(mark.topic))

/** A letter, a digit or a numeral that may stand in an account or a host. */
export const isNameSign = (signs: Signs, at: number): boolean =>
  isAlnum(signs, at) || (at >= 0 && at < signs.count && numeralOf(signs.code[at] ?? 0) >= 0)
/** What such a sign is typed as. */
export const typed = (signs: Signs, at: number): string => {
  const numeral = numeralOf(signs.code[at] ?? 0)
  return numeral >= 0 ? String(numeral) : charAt(signs, at)
}
/** The name signs of a span as they would be typed. */
export const typedIn = (signs: Signs, from: number, to: number): string => {
  let text = ''
  for (let i = Math.max(0, from); i < Math.min(to, signs.count); i++) text += typed(signs, i)
  return text
}

const UNDERSCORE = 95
const HYPHEN = 45

/** What an id follows its name after: 号, 是, 同号, 我的 … */
const BRIDGE = new Set([
  ...'号码是为同我的加账帐户名叫这个下面如有请搜索备注添你您也就在都用和样联系哦呢哈呀啊亲可以:发送id',
])

/** A row of letters and digits that may be an account: where, and as it would be typed. */
export interface Account {
  from: number
  to: number
  value: string
  digits: number
  letters: number
  /** Written in one piece. */
  whole: boolean
}

/** The account that begins at a sign, whatever is strewn into it; null where there is none. */
export const accountAt = (signs: Signs, at: number): Account | null => {
  let to = at
  let whole = true
  let value = ''
  let digits = 0
  let letters = 0
  let piece = 0
  const goesOn = (i: number): boolean => {
    const gap = signs.gap[i] ?? 0
    if (gap <= Kind.INVISIBLE) return true
    if (gap >= Kind.LINE) return false
    const drawn = signs.drawn[i] ?? 0
    if (drawn === UNDERSCORE || drawn === HYPHEN) return true
    // Letters one by one: a b c 1 2 3. Words of English are not.
    const next = i + 1 >= signs.count || (signs.gap[i + 1] ?? 0) > Kind.INVISIBLE || !isNameSign(signs, i + 1)
    return (piece === 1 && next) || (signs.kind[i] !== Kind.LETTER && signs.kind[i - 1] !== Kind.LETTER)
  }
  for (let i = at; i < signs.count && value.length < 32; i++) {
    if (signs.kind[i] === Kind.HINT && i > at) {
      whole = false
      continue
    }
    if (!isNameSign(signs, i) || (i > at && !goesOn(i))) break
    if (i > at && (signs.gap[i] ?? 0) > Kind.INVISIBLE) {
      piece = 0
      const drawn = signs.drawn[i] ?? 0
      if (drawn === UNDERSCORE || drawn === HYPHEN) value += String.fromCharCode(drawn)
      else whole = false
    }
    piece++
    value += typed(signs, i)
    if (signs.kind[i] === Kind.LETTER) letters++
    else digits++
    to = i + 1
  }
  return to > at ? { from: at, to, value, digits, letters, whole } : null
}

/** An account after a name, at most a few joining words away. */
export const accountAfter = (signs: Signs, after: number): Account | null => {
  for (let i = after; i < Math.min(after + 9, signs.count); i++) {
    if ((signs.gap[i] ?? 0) === Kind.LINE && i > after) return null
    if (isAlnum(signs, i)) {
      const account = accountAt(signs, i)
      if (account && account.value.length >= 4) return account
      if (account && account.letters > 0 && /^(?:id|v|vx|wx|qq|is)$/.test(account.value)) {
        i = account.to - 1
        continue
      }
      return null
    }
    if (numeralOf(signs.code[i] ?? 0) >= 0) {
      const account = accountAt(signs, i)
      if (account && account.value.length >= 5) return account
      continue
    }
    if (signs.kind[i] === Kind.HAN && !BRIDGE.has(charAt(signs, i))) return null
  }
  return null
}

/** The row of digits that begins at most `reach` signs after a place. */
export const rowAfter = ({ numbers }: Reading, after: number, reach: number): Digits | undefined =>
  within(numbers.rows, after, after + reach + 1)[0]

/** Words that say a number is one of an order or a parcel. */
const ORDER =
  /(?:订单|单号|运单|快递|物流|编号|货号|条码|序列号|券码|验证码|sku|商品id|流水号|取件码|款号|型号|批号|发票号?|税号|防伪码)[^，。！？]{0,4}$/u
export const isOrderNumber = (signs: Signs, from: number): boolean =>
  ORDER.test(spelled(signs, from - 10, from))

/** The signs of a place in the original. Both arrays ascend, so this halves its way. */
export const signsOf = (signs: Signs, start: number, end: number): [from: number, to: number] => {
  const first = (fits: (i: number) => boolean) => {
    let [low, high] = [0, signs.count]
    while (low < high) {
      const middle = (low + high) >> 1
      if (fits(middle)) high = middle
      else low = middle + 1
    }
    return low
  }
  return [first((i) => (signs.to[i] ?? 0) > start), first((i) => (signs.from[i] ?? 0) >= end)]
}

/** Where a pattern fits the folded text: its signs and groups. Not across the end of a sentence, unless `across`. */
export const matches = (
  signs: Signs,
  pattern: RegExp,
  across = false,
): { from: number; to: number; groups: RegExpExecArray }[] => {
  const found = []
  for (const groups of signs.line.matchAll(pattern)) {
    const [from, to] = [groups.index, groups.index + groups[0].length]
    let whole = true
    for (let i = from + 1; i < to && !across; i++) if ((signs.gap[i] ?? 0) >= Kind.STOP) whole = false
    if (whole) found.push({ from, to, groups })
  }
  return found
}

/** Where the clause of a sign begins: nothing said before a stop counts for what comes after. Looks back a little. */
export const clauseAt = (signs: Signs, at: number): number => {
  let start = at
  while (start > 0 && at - start < 40 && (signs.gap[start] ?? 0) < Kind.STOP) start--
  return start
}
