import { mixed } from './hash.ts'

/** Symbols a phrase may have at most. */
const LONGEST = 7
const BITS = 1 << 17

/** Phrases by their symbols, with the symbols that stand for them. */
export interface Phrases {
  /** Whether any phrase begins with a symbol, and whether one may have a hash: most places are passed with these. */
  begins: Uint8Array
  may: Uint8Array
  stands: Map<number, Uint32Array>
}

export const noPhrases = (): Phrases => ({
  begins: new Uint8Array(BITS >> 3),
  may: new Uint8Array(BITS >> 3),
  stands: new Map(),
})

const set = (bits: Uint8Array, hash: number): void => {
  const at = hash & (BITS - 1)
  bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7))
}
const has = (bits: Uint8Array, hash: number): boolean => {
  const at = hash & (BITS - 1)
  return ((bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0
}

/** The first phrase of a form holds: lists name the more general group first. */
export const addPhrase = (phrases: Phrases, symbols: Uint32Array, stands: Uint32Array): void => {
  if (symbols.length === 0 || symbols.length > LONGEST) return
  let hash = 0
  for (const symbol of symbols) hash = mixed(hash, symbol)
  if (phrases.stands.has(hash)) return
  set(phrases.begins, mixed(0, symbols[0] ?? 0))
  set(phrases.may, hash)
  phrases.stands.set(hash, stands)
}

/** Puts what stands for them in the place of the longest phrases, from the left. Gives the new length in `into`. */
export const replacePhrases = (
  { begins, may, stands }: Phrases,
  symbols: Uint32Array,
  length: number,
  into: Uint32Array,
): number => {
  let n = 0
  for (let i = 0; i < length; ) {
    let hash = mixed(0, symbols[i] ?? 0)
    let found: Uint32Array | undefined
    let taken = 0
    if (has(begins, hash)) {
      const last = Math.min(LONGEST, length - i)
      for (let k = 1; ; k++) {
        if (has(may, hash)) {
          const stand = stands.get(hash)
          if (stand) {
            found = stand
            taken = k
          }
        }
        if (k >= last) break
        hash = mixed(hash, symbols[i + k] ?? 0)
      }
    }
    if (!found) {
      into[n++] = symbols[i++] ?? 0
      continue
    }
    for (const symbol of found) into[n++] = symbol
    i += taken
  }
  return n
}
