import type { IndexData } from './data.ts'
import { type Features, featuresOf } from './features.ts'
import { numberOf } from './table.ts'

/** A wording that resembles a question. */
export interface Near {
  entry: number
  wording: number
  /** Of the features, by kind and together, 0–1. */
  likeness: number
}

/** What a question is to an index: its known features, and how much of it is strange. */
export interface Seen {
  features: Uint32Array
  length: number
  /** Sums of the squares of the weights of all its features, also of strange ones: together and by kind. */
  square: number
  squares: Float64Array
  symbols: number
  negated: boolean
  amounts: readonly number[]
}

/** Wordings looked at closely, at most one an entry. */
const CLOSELY = 12

/** Reads an index. The scratch it keeps is why one reader serves one thread. */
export const reader = (data: IndexData) => {
  const wordings = data.entryOf.length
  const sums = new Float32Array(wordings)
  const touched = new Uint32Array(wordings)
  const stamps = new Uint32Array(data.kinds.length)
  let stamp = 0

  const see = (found: Features): Seen => {
    stamp++
    const features = new Uint32Array(found.length)
    let n = 0
    let square = 0
    const squares = new Float64Array(data.strange.length)
    for (let k = 0; k < found.length; k++) {
      const kind = found.kinds[k] ?? 0
      const f = numberOf(data.features, found.hashes[k] ?? 0)
      if (f >= 0 && stamps[f] === stamp) continue
      const weight = f < 0 ? (data.strange[kind] ?? 0) : (data.weights[f] ?? 0)
      square += weight ** 2
      squares[kind] = (squares[kind] ?? 0) + weight ** 2
      if (f < 0) continue
      stamps[f] = stamp
      features[n++] = f
    }
    const { symbols, negated, amounts } = found
    return { features, length: n, square, squares, symbols, negated, amounts }
  }

  /** Sum of the squares of what a wording shares with the question seen last, by 1 / its length. */
  const near = (seen: Seen, without = -1, allowed?: (entry: number) => boolean): Near[] => {
    let many = 0
    for (let k = 0; k < seen.length; k++) {
      const f = seen.features[k] ?? 0
      const gain = (data.weights[f] ?? 0) ** 2
      const to = data.postingsAt[f + 1] ?? 0
      for (let p = data.postingsAt[f] ?? 0; p < to; p++) {
        const wording = data.postings[p] ?? 0
        const sum = sums[wording] ?? 0
        if (sum === 0) touched[many++] = wording
        sums[wording] = sum + gain
      }
    }
    const best: Near[] = []
    let least = 0
    for (let t = 0; t < many; t++) {
      const wording = touched[t] ?? 0
      const likeness = (sums[wording] ?? 0) * (data.scale[wording] ?? 0)
      sums[wording] = 0
      if (likeness <= least || wording === without) continue
      const entry = data.entryOf[wording] ?? 0
      if (allowed && !allowed(entry)) continue
      least = placed(best, { entry, wording, likeness })
    }
    return best
  }
  return { see, near, featuresOf: (text: string) => see(featuresOf(text)) }
}

/** Puts a wording into the list of the best, one an entry; gives what the next must surpass. Ties go to the earlier. */
const placed = (best: Near[], one: Near): number => {
  const same = best.findIndex(({ entry }) => entry === one.entry)
  const known = same < 0 ? undefined : best[same]
  if (known) {
    if (known.likeness < one.likeness) best.splice(same, 1)
    else return best.length < CLOSELY ? 0 : (best.at(-1)?.likeness ?? 0)
  } else if (best.length === CLOSELY) best.pop()
  let at = best.length
  while (at > 0 && (best[at - 1]?.likeness ?? 0) < one.likeness) at--
  best.splice(at, 0, one)
  return best.length < CLOSELY ? 0 : (best.at(-1)?.likeness ?? 0)
}
