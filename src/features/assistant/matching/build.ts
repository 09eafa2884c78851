import type { Knowable } from '../domain/faq.ts'
import { commonShares, IMAGINED } from './common.ts'
import type { IndexData } from './data.ts'
import { featuresOf, KINDS } from './features.ts'
import { growing, push } from './list.ts'
import { numbered, tableFor } from './table.ts'
import { KIND_WEIGHTS, rarity } from './weights.ts'

/** All ways of asking, each with its entry's place. */
export interface Wordings {
  entries: number
  texts: readonly string[]
  entryOf: Uint32Array
}

export const wordingsOf = (entries: readonly Knowable[]): Wordings => {
  const texts: string[] = []
  const of: number[] = []
  for (const [i, entry] of entries.entries())
    for (const text of new Set([entry.question, ...entry.wordings])) {
      texts.push(text)
      of.push(i)
    }
  return { entries: entries.length, texts, entryOf: Uint32Array.from(of) }
}

/** How far a long wording is held to its length: 1 is the cosine; less, because long wordings are not worse ones. */
const LENGTH_POWER = 0.8

/** Of the imagined questions, how many have a feature that is not known to be common. */
const RARE = 0.3

/** The features of all wordings: each wording's list, how many wordings have each. */
const gathered = (texts: readonly string[]) => {
  const features = tableFor(1024)
  const kinds = growing()
  const having = growing()
  const seenIn = growing()
  const lists = growing()
  const listsAt = new Uint32Array(texts.length + 1)
  const negated = new Uint8Array(texts.length)
  const amountsAt = new Uint32Array(texts.length + 1)
  const amounts: number[] = []
  const numberFor = (hash: number, kind: number): number => {
    const f = numbered(features, hash)
    if (f === kinds.length)
      for (const [list, value] of [
        [kinds, kind],
        [having, 0],
        [seenIn, 0],
      ] as const)
        push(list, value)
    return f
  }
  for (const [i, text] of texts.entries()) {
    const found = featuresOf(text)
    for (let k = 0; k < found.length; k++) {
      const f = numberFor(found.hashes[k] ?? 0, found.kinds[k] ?? 0)
      if (seenIn.numbers[f] === i + 1) continue
      seenIn.numbers[f] = i + 1
      having.numbers[f] = (having.numbers[f] ?? 0) + 1
      push(lists, f)
    }
    negated[i] = found.negated ? 1 : 0
    amounts.push(...found.amounts)
    listsAt[i + 1] = lists.length
    amountsAt[i + 1] = amounts.length
  }
  // Common ones that no wording has are known all the same: a question that has them is not strange for it.
  const shares = [...commonShares()].map(([hash, { share, kind }]) => ({ f: numberFor(hash, kind), share }))
  return {
    ...{ features, having: having.numbers, shares, listsAt, negated, amountsAt },
    kinds: Uint8Array.from(kinds.numbers.subarray(0, kinds.length)),
    lists: lists.numbers.slice(0, lists.length),
    amounts: Float64Array.from(amounts),
  }
}

/** The index of some wordings. 60,000 take about a second. */
export const buildIndex = ({ entries, texts, entryOf }: Wordings): IndexData => {
  const { features, having, shares, kinds, lists, listsAt, ...rest } = gathered(texts)
  const imagined = new Float32Array(kinds.length).fill(RARE)
  for (const { f, share } of shares) imagined[f] = share * IMAGINED
  const kindWeight = Float32Array.from(KINDS, (kind) => KIND_WEIGHTS[kind])
  const gains = Float32Array.from(
    kinds,
    (kind, f) =>
      (kindWeight[kind] ?? 0) ** 2 * rarity(texts.length + IMAGINED, (having[f] ?? 0) + (imagined[f] ?? 0)),
  )
  const { postingsAt, postings } = inverted(lists, listsAt, having, kinds.length)
  return {
    ...{ entries, entryOf, features, kinds, gains, postingsAt, postings, listsAt, lists, ...rest },
    scale: scales(lists, listsAt, gains),
    strange: kindWeight.map((weight) => weight ** 2 * rarity(texts.length + IMAGINED, RARE)),
  }
}

const inverted = (lists: Uint32Array, listsAt: Uint32Array, having: Uint32Array, features: number) => {
  const postingsAt = new Uint32Array(features + 1)
  for (let f = 0; f < features; f++) postingsAt[f + 1] = (postingsAt[f] ?? 0) + (having[f] ?? 0)
  const next = postingsAt.slice()
  const postings = new Uint32Array(lists.length)
  for (let i = 0; i + 1 < listsAt.length; i++)
    for (let k = listsAt[i] ?? 0; k < (listsAt[i + 1] ?? 0); k++) {
      const f = lists[k] ?? 0
      const at = next[f] ?? 0
      postings[at] = i
      next[f] = at + 1
    }
  return { postingsAt, postings }
}

const scales = (lists: Uint32Array, listsAt: Uint32Array, gains: Float32Array): Float32Array => {
  const scale = new Float32Array(listsAt.length - 1)
  for (let i = 0; i < scale.length; i++) {
    let square = 0
    for (let k = listsAt[i] ?? 0; k < (listsAt[i + 1] ?? 0); k++) square += gains[lists[k] ?? 0] ?? 0
    scale[i] = square === 0 ? 0 : square ** (-LENGTH_POWER / 2)
  }
  return scale
}
