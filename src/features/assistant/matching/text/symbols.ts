import { folds } from './fold.ts'
import { hashOf, mixed } from './hash.ts'
import { amountAt, countedAt, isDigit, mayCount } from './numbers.ts'
import { stem } from './stem.ts'

/** Characters of a question that are read: what comes after says nothing new, and time must be bounded. */
export const READ = 240

/** A text as the symbols it is made of: a Han character is its own code, a word or number is a hash with the top bit. */
export interface Symbols {
  codes: Uint32Array
  length: number
  /** Words in Latin letters, for pieces of their spelling. */
  words: string[]
  /** What is counted or measured: the measure's hash and the value, in pairs. */
  amounts: number[]
}

export const WORD = 0x80000000
const isHan = (unit: number): boolean => unit > 0x2e80
const MOST_STEMS = 20_000
const stems = new Map<string, number>()

const wordCode = (word: string): number => {
  const known = stems.get(word)
  if (known !== undefined) return known
  const code = (hashOf(stem(word)) | WORD) >>> 0
  if (stems.size >= MOST_STEMS) stems.clear()
  stems.set(word, code)
  return code
}

export const amountCode = (measure: string, value: number): number =>
  (mixed(hashOf(measure), Math.round(value * 100)) | WORD) >>> 0

const scratch = new Uint16Array(READ + 8)
const APOSTROPHE = new Set([0x27, 0x2019])

/** Tags of pasted pages go, their text stays. */
const untagged = (text: string): string =>
  text.includes('<') ? text.slice(0, READ * 8).replace(/<[^<>]{0,200}>/g, ' ') : text

const fold = (text: string): number => {
  const table = folds()
  let n = 0
  // A message that begins with a page of blanks is read further, but not without end.
  for (let i = 0; i < text.length && i < READ * 8 && n < READ; i++) {
    const unit = text.charCodeAt(i)
    let folded = table[unit] ?? 0
    if (folded === 0 && APOSTROPHE.has(unit)) folded = 0x27
    if (folded === 0 && (n === 0 || scratch[n - 1] === 0)) continue
    scratch[n++] = folded
  }
  return n
}

/** The symbols of a text, with A不A (能不能, 有没有) as A. */
export const symbolsOf = (text: string): Symbols => {
  const end = fold(untagged(text))
  const codes = new Uint32Array(end)
  const words: string[] = []
  const amounts: number[] = []
  let n = 0
  for (let i = 0; i < end; ) {
    const unit = scratch[i] ?? 0
    if (isDigit(unit) || mayCount(unit)) {
      const amount = isDigit(unit) ? amountAt(scratch, i, end) : countedAt(scratch, i, end)
      if (amount) {
        codes[n++] = amountCode(amount.measure, amount.value)
        if (amount.measure !== '') amounts.push(hashOf(amount.measure), amount.value)
        i = amount.end
        continue
      }
    }
    if (isHan(unit)) {
      codes[n++] = unit
      i++
    } else if (unit === 0 || unit === 0x27 || unit === 0x2e || unit === 0x25) i++
    else {
      let to = i + 1
      for (; to < end; to++) {
        const next = scratch[to] ?? 0
        if (next === 0 || next === 0x2e || next === 0x25 || isHan(next)) break
        if (isDigit(next) && to - i > 1) break
      }
      const word = String.fromCharCode(...scratch.subarray(i, to)).replace(/'+$/, '')
      if (word !== '') {
        codes[n++] = wordCode(word)
        words.push(word)
      }
      i = to
    }
  }
  return { codes, length: alternativesJoined(codes, n), words, amounts }
}

const BU = '不'.charCodeAt(0)
const MEI = '没'.charCodeAt(0)

const alternativesJoined = (codes: Uint32Array, length: number): number => {
  let n = 0
  for (let i = 0; i < length; i++) {
    const code = codes[i] ?? 0
    codes[n++] = code
    const between = codes[i + 1]
    if (i + 2 < length && codes[i + 2] === code && (between === BU || between === MEI)) i += 2
  }
  return n
}
