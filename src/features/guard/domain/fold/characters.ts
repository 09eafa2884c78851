import { braille, digitBlocks, lookalikes, ornaments, pictures } from './lookalikes.ts'
import { radicals } from './splits.ts'
import { traditional } from './traditional.ts'

/** What a character is to the guard. From `LETTER` on it is a sign; before, it only separates signs. */
export const Kind = {
  /** Not looked at yet. */
  UNKNOWN: 0,
  /** Takes no room: zero-width, combining, variation selectors. */
  INVISIBLE: 1,
  BLANK: 2,
  SYMBOL: 3,
  /** Ends or divides a sentence. */
  STOP: 4,
  LINE: 5,
  LETTER: 6,
  DIGIT: 7,
  HAN: 8,
  OTHER: 9,
  /** A sign that may as well be nothing: ❤ as 心, + as 加, a radical. */
  HINT: 10,
  /** Folds into several: ⑫, ㎏. */
  SEVERAL: 11,
} as const

/** One character folded. `code` is what it is read as, in one UTF-16 unit; for separators what is drawn. */
export interface Folded {
  kind: number
  code: number
  /** The digit that it means: 0 to 9, else -1. ⅴ is both a letter and a digit. */
  digit: number
  several: readonly Folded[]
}

const NONE: readonly Folded[] = []
const folded = (kind: number, code: number, digit = -1, several = NONE): Folded => ({
  kind,
  code,
  digit,
  several,
})

const CODE_0 = 48
const ofDigit = (digit: number): Folded => folded(Kind.DIGIT, CODE_0 + digit, digit)
const ofNumber = (value: number): Folded =>
  value < 10
    ? ofDigit(value)
    : folded(
        Kind.SEVERAL,
        0,
        -1,
        [...String(value)].map((digit) => ofDigit(Number(digit))),
      )

const special = new Map<number, Folded>()
const pairs = (text: string, add: (from: number, to: string) => void): void => {
  const chars = [...text]
  for (let i = 0; i + 1 < chars.length; i += 2) add(chars[i]?.codePointAt(0) ?? 0, chars[i + 1] ?? '')
}

const HAN = /^\p{Script=Han}$/u
const sign = (char: string): Folded => {
  if (/^[0-9]$/.test(char)) return ofDigit(Number(char))
  const code = char.charCodeAt(0)
  if (/^[a-z]$/.test(char)) return folded(Kind.LETTER, code)
  return folded(HAN.test(char) ? Kind.HAN : Kind.OTHER, code)
}

pairs(traditional, (from, to) => special.set(from, sign(to)))
pairs(lookalikes, (from, to) => special.set(from, sign(to)))
for (const [first, last, from] of digitBlocks)
  for (let code = first; code <= last; code++) special.set(code, ofNumber(code - first + from))
;[...braille].forEach((char, i) => {
  special.set(char.codePointAt(0) ?? 0, ofDigit((i + 1) % 10))
})
// Roman five and ten are letters too: Ⅴ信.
for (const [code, letter, digit] of [
  [0x2164, 'v', 5],
  [0x2174, 'v', 5],
  [0x2160, 'i', 1],
  [0x2170, 'i', 1],
] as const)
  special.set(code, folded(Kind.LETTER, letter.charCodeAt(0), digit))
for (const code of [0x2169, 0x2179]) special.set(code, folded(Kind.LETTER, 'x'.charCodeAt(0)))
for (const pair of pictures.flatMap((row) => row.split(' '))) {
  const [from, to] = [...pair]
  if (from === undefined || to === undefined || from === '十') continue
  const meant = sign(to)
  special.set(from.codePointAt(0) ?? 0, { ...meant, kind: Kind.HINT })
}
for (const char of '+@') special.set(char.charCodeAt(0), folded(Kind.HINT, char.charCodeAt(0)))
for (const char of ['＠', '﹫', 'ⓐ', '🅐']) {
  const code = char.codePointAt(0) ?? 0
  if (char === '＠' || char === '﹫') special.set(code, folded(Kind.HINT, 64))
}
for (const char of ornaments) special.set(char.charCodeAt(0), folded(Kind.SYMBOL, char.charCodeAt(0)))
for (const char of radicals) special.set(char.charCodeAt(0), folded(Kind.HINT, char.charCodeAt(0)))
for (let i = 0; i < 26; i++) {
  const letter = folded(Kind.LETTER, 97 + i)
  special.set(0x1f1e6 + i, letter) // 🇦
  special.set(0x1f150 + i, letter) // 🅐
  special.set(0x1f170 + i, letter) // 🅰
  special.set(0x1f130 + i, letter) // 🄰
  special.set(0xe0061 + i, folded(Kind.INVISIBLE, 0))
}

const INVISIBLE = /^(?:[\p{M}\p{Cf}\u115f\u1160\u3164\uffa0\u2800]|[\u{1f3fb}-\u{1f3ff}])$/u
const STOPS = new Set('。，！？；：,!?;:…')
/** What separates the parts of a host, whatever it is drawn as. */
const DOTS = new Set('.．。｡·・•∙⋅●▪﹒‧․')

const NUMERIC = /^\p{Nd}$/u
/** Decimal digits stand in runs of ten, all scripts alike. */
const decimalOf = (code: number): number => {
  let first = code
  while (NUMERIC.test(String.fromCodePoint(first - 1))) first--
  return (code - first) % 10
}

const separator = (char: string, code: number): Folded => {
  if (INVISIBLE.test(char)) return folded(Kind.INVISIBLE, 0)
  if (/^[\n\r\u2028\u2029\u0085\v\f]$/.test(char)) return folded(Kind.LINE, 10)
  if (/^\s$/.test(char)) return folded(Kind.BLANK, 32)
  const drawn = DOTS.has(char) ? 46 : code > 0xffff ? 0xfffd : code
  return folded(STOPS.has(char) ? Kind.STOP : Kind.SYMBOL, drawn)
}

/** Looks at one code point for the first time. */
const look = (code: number): Folded => {
  const known = special.get(code)
  if (known) return known
  const char = String.fromCodePoint(code)
  if (code >= 0xd800 && code <= 0xdfff) return folded(Kind.SYMBOL, 0xfffd)
  if (DOTS.has(char) || STOPS.has(char)) return separator(char, code)
  if (HAN.test(char) && code < 0x10000 && code >= 0x3400 && code < 0xf900) return folded(Kind.HAN, code)
  if (NUMERIC.test(char)) return ofDigit(decimalOf(code))
  const plain = char.normalize('NFKD').toLowerCase()
  const parts = [...plain].filter((part) => !/^\p{M}$/u.test(part))
  const [part] = parts
  if (part === undefined) return folded(Kind.INVISIBLE, 0)
  if (parts.length === 1) {
    const now = part.codePointAt(0) ?? 0
    const known = special.get(now)
    if (known) return known
    if (now !== code) {
      const seen = look(now)
      // 🈶 is a picture with a character in it.
      return code >= 0x1f200 && code <= 0x1f265 ? { ...seen, kind: Kind.HINT } : seen
    }
    if (/^[\p{L}\p{N}]$/u.test(part)) {
      if (/^[a-z]$/.test(part)) return folded(Kind.LETTER, now)
      return folded(HAN.test(part) && now < 0x10000 ? Kind.HAN : Kind.OTHER, now > 0xffff ? 0xfffd : now)
    }
    return separator(char, code)
  }
  // Hangul and kana with marks fall apart under NFKD without meaning more for it.
  if (!/[a-z0-9\p{Script=Han}]/u.test(plain))
    return /^\p{L}$/u.test(char) ? folded(Kind.OTHER, code > 0xffff ? 0xfffd : code) : separator(char, code)
  // ⑴ and ⒜ stand in brackets that are part of the drawing; 🈶 is a picture.
  const signs = parts.map((part) => look(part.codePointAt(0) ?? 0)).filter(({ kind }) => kind >= Kind.LETTER)
  const [only] = signs
  if (only && signs.length === 1) return code >= 0x1f200 ? { ...only, kind: Kind.HINT } : only
  return folded(Kind.SEVERAL, 0, -1, signs)
}

const BMP = 0x10000
const kinds = new Uint8Array(BMP)
const codes = new Uint16Array(BMP)
const digits = new Int8Array(BMP)
const rest = new Map<number, Folded>()

/** A character folded; looked up once, then from tables. `code` is a code point. */
export const fold = (code: number): Folded => {
  const known = rest.get(code)
  if (known) return known
  const seen = look(code)
  rest.set(code, seen)
  if (code < BMP) {
    kinds[code] = seen.kind
    codes[code] = seen.code
    digits[code] = seen.digit
  }
  return seen
}

/** The tables of the first plane, filled as characters are met. */
export const plane = { kinds, codes, digits }
