import { mixed } from './text/hash.ts'
import { replacePhrases } from './text/phrases.ts'
import { soundOf } from './text/pinyin.ts'
import { READ, symbolsOf, WORD } from './text/symbols.ts'
import { vocabulary } from './text/vocabulary.ts'

/** What kind of piece of a text a feature is: each has a weight of its own. */
export const KINDS = ['one', 'two', 'sound', 'spelling', 'sense', 'senses', 'pair'] as const
export const ONE = 0
export const TWO = 1
export const SOUND = 2
export const SPELLING = 3
export const SENSE = 4
export const SENSES = 5
export const PAIR = 6

/** A symbol alone, and two in a row, as features of a kind; the odd numbers keep the kinds apart. */
export const alone = (code: number, kind: typeof ONE | typeof SENSE): number =>
  mixed(code, kind === ONE ? 1 : 13)
export const inRow = (before: number, code: number, kind: typeof TWO | typeof SENSES): number =>
  mixed(mixed(before, code), kind === TWO ? 2 : 17)

/** A text as hashed features, each once or more; the kind of each besides. */
export interface Features {
  hashes: Uint32Array
  kinds: Uint8Array
  length: number
  /** Symbols left without fillers: of none, the text asks nothing. */
  symbols: number
  negated: boolean
  amounts: readonly number[]
}

/** Features of a text at most. */
export const ROOM = READ * 12
const hashes = new Uint32Array(ROOM)
const kinds = new Uint8Array(ROOM)
const replaced = new Uint32Array(READ * 4)

const NEGATORS = new Set([...'不没别无未'].map((c) => c.charCodeAt(0)))

let negatorWords: Set<number> | null = null
const isNegator = (code: number): boolean => {
  negatorWords ??= new Set(
    ['not', 'never', 'without', 'cannot', 'no', "don't"].map((word) => symbolsOf(word).codes[0] ?? 0),
  )
  return code < WORD ? NEGATORS.has(code) : negatorWords.has(code)
}

/** Senses of which all pairs are made, at most: 14 give 91. */
const PAIRED = 14

/** The features of a text; `wide`: with all pairs of its senses, wherever they stand, which only the classifier uses. The
 * arrays are used again by the next call. */
export const featuresOf = (text: string, wide = false): Features => {
  const symbols = symbolsOf(text)
  const n = replacePhrases(vocabulary(), symbols.codes, symbols.length, replaced)
  let at = 0
  const put = (hash: number, kind: number) => {
    if (at >= ROOM) return
    hashes[at] = hash
    kinds[at++] = kind
  }
  for (let i = 0; i < symbols.length; i++) {
    const code = symbols.codes[i] ?? 0
    put(alone(code, ONE), ONE)
    const before = i === 0 ? 3 : (symbols.codes[i - 1] ?? 0)
    put(inRow(before, code, TWO), TWO)
    if (code < WORD) {
      const sound = soundOf(code)
      if (sound !== 1) put(mixed(mixed(before < WORD ? soundOf(before) : before, sound), 7), SOUND)
    }
  }
  let negations = 0
  for (let i = 0; i < n; i++) {
    const code = replaced[i] ?? 0
    if (isNegator(code)) negations++
    put(alone(code, SENSE), SENSE)
    const before = i === 0 ? 3 : (replaced[i - 1] ?? 0)
    put(inRow(before, code, SENSES), SENSES)
  }
  if (wide && n <= PAIRED)
    for (let i = 0; i < n; i++)
      for (let k = i + 1; k < n; k++) {
        const [a, b] = [replaced[i] ?? 0, replaced[k] ?? 0]
        put(mixed(mixed(Math.min(a, b), Math.max(a, b)), 19), PAIR)
      }
  for (const word of symbols.words) {
    if (word.length < 4) continue
    const framed = `<${word}>`
    for (let i = 0; i + 3 <= framed.length; i++)
      put(
        mixed(mixed(framed.charCodeAt(i), framed.charCodeAt(i + 1)), mixed(framed.charCodeAt(i + 2), 11)),
        SPELLING,
      )
  }
  return { hashes, kinds, length: at, symbols: n, negated: negations % 2 === 1, amounts: symbols.amounts }
}
