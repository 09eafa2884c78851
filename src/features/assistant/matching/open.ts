import type { IndexData } from './data.ts'
import { type Features, PAIR, ROOM } from './features.ts'
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
/** Places of the lists that are read for a question, rare features first, before the best so far are compared whole; at
 * 60,000 wordings, where the lists are long, more. */
const READ_AT_LEAST = 3000
const READ_SHARE = 0.25
/** How many are compared whole then. */
const SHORTLIST = 96
/** Lists are read in the order of their length, to a power of two. */
const LENGTHS = 24

/** Reads an index. The scratch it keeps is why one reader serves one thread. */
export const reader = (data: IndexData) => {
  const wordings = data.entryOf.length
  const sums = new Float32Array(wordings)
  const touched = new Uint32Array(wordings)
  const stamps = new Uint32Array(data.kinds.length)
  const features = new Uint32Array(ROOM)
  const squares = new Float64Array(data.strange.length)
  const byLength = Array.from({ length: LENGTHS }, () => new Uint32Array(ROOM))
  const counts = new Uint32Array(LENGTHS)
  const budget = Math.max(READ_AT_LEAST, wordings * READ_SHARE)
  let stamp = 0

  /** What a question is to this index. Its arrays are used again by the next call. */
  const see = (found: Features): Seen => {
    stamp++
    let n = 0
    let square = 0
    squares.fill(0)
    for (let k = 0; k < found.length; k++) {
      const kind = found.kinds[k] ?? 0
      if (kind === PAIR) continue
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

  const lengthOf = (f: number) => (data.postingsAt[f + 1] ?? 0) - (data.postingsAt[f] ?? 0)

  /** Adds up what wordings share with the question, the rarest features first; whether all features were read. */
  const addUp = (seen: Seen): { many: number; whole: boolean } => {
    counts.fill(0)
    for (let k = 0; k < seen.length; k++) {
      const f = seen.features[k] ?? 0
      const length = lengthOf(f)
      if (length === 0) continue
      const rank = Math.min(LENGTHS - 1, 32 - Math.clz32(length))
      const list = byLength[rank]
      if (list) list[counts[rank] ?? 0] = f
      counts[rank] = (counts[rank] ?? 0) + 1
    }
    let many = 0
    let read = 0
    for (let rank = 0; rank < LENGTHS; rank++)
      for (let k = 0; k < (counts[rank] ?? 0); k++) {
        const f = byLength[rank]?.[k] ?? 0
        if (read > 0 && read + lengthOf(f) > budget) return { many, whole: false }
        read += lengthOf(f)
        const gain = (data.weights[f] ?? 0) ** 2
        const to = data.postingsAt[f + 1] ?? 0
        for (let p = data.postingsAt[f] ?? 0; p < to; p++) {
          const wording = data.postings[p] ?? 0
          const sum = sums[wording] ?? 0
          if (sum === 0) touched[many++] = wording
          sums[wording] = sum + gain
        }
      }
    return { many, whole: true }
  }

  /** The sum of all that a wording shares with the question seen last. */
  const wholeSum = (wording: number): number => {
    let sum = 0
    const to = data.listsAt[wording + 1] ?? 0
    for (let k = data.listsAt[wording] ?? 0; k < to; k++) {
      const f = data.lists[k] ?? 0
      if (stamps[f] === stamp) sum += (data.weights[f] ?? 0) ** 2
    }
    return sum
  }

  /** The nearest wordings to the question seen last, at most one an entry. */
  const near = (seen: Seen, without = -1, allowed?: (entry: number) => boolean): Near[] => {
    const { many, whole } = addUp(seen)
    const shortlist: Rough[] = []
    const best: Near[] = []
    let least = 0
    for (let t = 0; t < many; t++) {
      const wording = touched[t] ?? 0
      const likeness = (sums[wording] ?? 0) * (data.scale[wording] ?? 0)
      sums[wording] = 0
      if (likeness <= least || wording === without) continue
      const entry = data.entryOf[wording] ?? 0
      if (allowed && !allowed(entry)) continue
      if (whole) least = placed(best, { entry, wording, likeness })
      else least = shortlisted(shortlist, { wording, likeness })
    }
    for (const { wording } of shortlist) {
      const likeness = wholeSum(wording) * (data.scale[wording] ?? 0)
      placed(best, { entry: data.entryOf[wording] ?? 0, wording, likeness })
    }
    return best
  }
  return { see, near }
}

interface Rough {
  wording: number
  likeness: number
}

/** Keeps the best as a heap whose top is the worst of them; gives what the next must surpass. */
const shortlisted = (heap: Rough[], one: Rough): number => {
  if (heap.length < SHORTLIST) {
    heap.push(one)
    for (let i = heap.length - 1; i > 0; ) {
      const up = (i - 1) >> 1
      if ((heap[up]?.likeness ?? 0) <= one.likeness) break
      heap[i] = heap[up] ?? one
      heap[up] = one
      i = up
    }
    return heap.length < SHORTLIST ? 0 : (heap[0]?.likeness ?? 0)
  }
  let i = 0
  heap[0] = one
  for (;;) {
    const left = 2 * i + 1
    if (left >= heap.length) break
    const right = left + 1
    const down =
      right < heap.length && (heap[right]?.likeness ?? 0) < (heap[left]?.likeness ?? 0) ? right : left
    const below = heap[down]
    if (!below || below.likeness >= one.likeness) break
    heap[i] = below
    heap[down] = one
    i = down
  }
  return heap[0]?.likeness ?? 0
}

/** Puts a wording into the list of the best, one an entry; gives what the next must surpass. Ties go to the earlier. */
const placed = (best: Near[], one: Near): number => {
  const same = best.findIndex(({ entry }) => entry === one.entry)
  const known = same < 0 ? undefined : best[same]
  if (known) {
    if (known.likeness >= one.likeness) return best.length < CLOSELY ? 0 : (best.at(-1)?.likeness ?? 0)
    best.splice(same, 1)
  } else if (best.length === CLOSELY) {
    if ((best.at(-1)?.likeness ?? 0) >= one.likeness) return best.at(-1)?.likeness ?? 0
    best.pop()
  }
  let at = best.length
  while (at > 0 && (best[at - 1]?.likeness ?? 0) < one.likeness) at--
  best.splice(at, 0, one)
  return best.length < CLOSELY ? 0 : (best.at(-1)?.likeness ?? 0)
}
