import { yuan } from '../../../../shared/money.ts'

/** A number that may be money: where, in fen, and as what it is marked. */
export interface Amount {
  /** The number with its mark (`¥399`, `399元`), in UTF-16 units: from (included), to (excluded). */
  from: number
  to: number
  /** The digits alone. */
  digits: readonly [number, number]
  fen: number
  /** Another amount, written in the same way. */
  write(fen: number): string
  /** A sign of money stands at it. Without one only the words around can tell. */
  marked: boolean
}

const DIGITS = new Map(
  [...'零一二三四五六七八九']
    .map((char, i): [string, number] => [char, i])
    .concat([
      ['〇', 0],
      ['两', 2],
    ]),
)
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 }

/** A number in Chinese: 三百九十九, 三九九, 一百五 (150), 两千零八. Null where it is none. */
export const hanNumber = (text: string): number | null => {
  if (text === '') return null
  if ([...text].every((char) => DIGITS.has(char)))
    return Number([...text].map((char) => DIGITS.get(char)).join(''))
  let total = 0
  let digit: number | null = null
  let last = 0
  let zero = false
  for (const char of text) {
    const unit = UNITS[char]
    const value = DIGITS.get(char)
    if (unit !== undefined) {
      if (digit === null && unit !== 10) return null
      if (unit === 10_000) total = (total + (digit ?? 0)) * unit
      else total += (digit ?? 1) * unit
      digit = null
      last = unit
      zero = false
    } else if (value !== undefined) {
      if (digit !== null && digit !== 0) return null
      zero ||= value === 0
      digit = value
    } else return null
  }
  // 一百五 is 150, 一百零五 is 105.
  if (digit !== null) total += last > 10 && !zero ? (digit * last) / 10 : digit
  return total
}

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d,])|\d{1,7}(?:\.\d{1,2})?(?![\d])`
const HAN = '[零〇一二两三四五六七八九十百千万]{1,9}'
const MARKED = new RegExp(
  [
    // ¥399, RMB 399, 399元, 39块9, 39块9毛
    String.raw`(?<sign>(?:¥|rmb|cny|人民币)\s?)(?<signed>${NUMBER})(?:\s?(?:元|块钱?|圆|yuan))?`,
    String.raw`(?<![\d.])(?<number>${NUMBER})\s?(?:元(?![宵旦素])|块钱|块(?<jiao>[\d一二三四五六七八九]{1,2})?毛?(?![钱肥])|圆|rmb\b|cny\b|yuan\b|¥)`,
    String.raw`(?<han>${HAN})(?:元|块钱|块(?<hanJiao>[\d一二三四五六七八九])?毛?(?![肥])|圆)`,
    String.raw`(?<![\d.,])(?<bare>${NUMBER})`,
    `(?<=价|到手|只要|只需|仅需|总共|一共|合计|共计)(?:是|为|:)?(?<bareHan>[零〇一二两三四五六七八九十百千万]{2,9})(?![件个套双条元块折])`,
  ].join('|'),
  'giu',
)

const fenOf = (digits: string): number => Math.round(Number(digits.replaceAll(',', '')) * 100)
const jiaoOf = (digits: string | undefined): number => {
  if (digits === undefined) return 0
  const value = /^\d+$/.test(digits) ? Number(digits) : (hanNumber(digits) ?? 0)
  return digits.length === 2 && /^\d+$/.test(digits) ? value : value * 10
}

const spot = (found: RegExpMatchArray, digits: string): readonly [number, number] => {
  const from = (found.index ?? 0) + found[0].indexOf(digits)
  return [from, from + digits.length]
}

/** Full-width letters, digits and signs as the narrow ones: nothing changes its place. */
export const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e\uffe5\u3000]/g, (char) => {
    if (char === '\uffe5') return '¥'
    if (char === '\u3000') return ' '
    return String.fromCharCode(char.charCodeAt(0) - 0xfee0)
  })

/** All numbers of a narrow text that may be money, in order. */
export const amountsIn = (text: string): Amount[] => {
  const amounts: Amount[] = []
  for (const found of text.matchAll(MARKED)) {
    const { signed, number, jiao, han, hanJiao, bare, bareHan } = found.groups ?? {}
    const from = found.index
    const to = from + found[0].length
    const add = (digits: string, fen: number | null, marked: boolean, end = to) => {
      if (fen === null || fen <= 0) return
      const place = spot(found, digits)
      const [lead, tail] = [text.slice(from, place[0]), text.slice(place[1], end)]
      // 39块9 becomes 45.9元: its tail is part of the number.
      const mark = /^块[^钱]/u.test(tail) ? '元' : tail
      const write = (other: number) => `${lead}${yuan(other)}${mark}`
      amounts.push({ from, to: end, digits: place, fen: Math.round(fen), write, marked })
    }
    if (signed !== undefined) add(signed, fenOf(signed), true)
    else if (number !== undefined) add(number, fenOf(number) + jiaoOf(jiao), true)
    else if (han !== undefined) {
      // 一块 alone is “together”.
      if (found[0] === '一块') continue
      const value = hanNumber(han)
      add(han, value === null ? null : value * 100 + jiaoOf(hanJiao), true)
    } else if (bare !== undefined) add(bare, fenOf(bare), false)
    else if (bareHan !== undefined) {
      const value = hanNumber(bareHan)
      add(bareHan, value === null ? null : value * 100, false)
    }
  }
  return amounts
}
