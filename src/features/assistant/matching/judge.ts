import type { IndexData } from './data.ts'
import { KINDS, SENSE } from './features.ts'
import type { Seen } from './open.ts'

/** What a question and a wording have in common, each −1 … 1. The order is that of the weights. */
export const SIGNS = ['likeness', ...KINDS, 'covers', 'covered', 'negation', 'amounts', 'same'] as const

/** Whether what is measured in both has no value in common: 1; the same value: −1; nothing measured alike: 0. */
const amountsDiffer = (asked: readonly number[], data: IndexData, wording: number): number => {
  const from = data.amountsAt[wording] ?? 0
  const to = data.amountsAt[wording + 1] ?? 0
  if (from === to || asked.length === 0) return 0
  let met = 0
  for (let k = 0; k < asked.length; k += 2)
    for (let p = from; p < to; p += 2) {
      if (data.amounts[p] !== asked[k]) continue
      if (data.amounts[p + 1] === asked[k + 1]) return -1
      met = 1
    }
  return met
}

/** Compares questions with wordings closely. */
export const comparer = (data: IndexData) => {
  const marks = new Uint32Array(data.kinds.length)
  const askedSquares = new Float64Array(KINDS.length)
  let mark = 0

  /** To be called before `signs` for another question. */
  const ask = (seen: Seen): void => {
    mark++
    askedSquares.set(seen.squares)
    for (let k = 0; k < seen.length; k++) marks[seen.features[k] ?? 0] = mark
  }

  const dots = new Float64Array(KINDS.length)
  const squares = new Float64Array(KINDS.length)
  /** Writes the signs of a wording to `into`. */
  const signs = (seen: Seen, wording: number, into: Float64Array): void => {
    dots.fill(0)
    squares.fill(0)
    for (let k = data.listsAt[wording] ?? 0; k < (data.listsAt[wording + 1] ?? 0); k++) {
      const f = data.lists[k] ?? 0
      const kind = data.kinds[f] ?? 0
      const square = data.gains[f] ?? 0
      squares[kind] = (squares[kind] ?? 0) + square
      if (marks[f] === mark) dots[kind] = (dots[kind] ?? 0) + square
    }
    let dot = 0
    let square = 0
    for (let kind = 0; kind < KINDS.length; kind++) {
      const shared = dots[kind] ?? 0
      dot += shared
      square += squares[kind] ?? 0
      into[kind + 1] = shared === 0 ? 0 : shared / Math.sqrt((squares[kind] ?? 0) * (askedSquares[kind] ?? 0))
    }
    const n = KINDS.length
    into[0] = dot === 0 ? 0 : dot / Math.sqrt(square * seen.square)
    const meant = dots[SENSE] ?? 0
    into[n + 1] = meant === 0 ? 0 : meant / (squares[SENSE] ?? 1)
    into[n + 2] = meant === 0 ? 0 : meant / (askedSquares[SENSE] ?? 1)
    into[n + 3] = (data.negated[wording] === 1) === seen.negated ? 0 : 1
    into[n + 4] = amountsDiffer(seen.amounts, data, wording)
    into[n + 5] = (into[0] ?? 0) > 0.9999 ? 1 : 0
  }
  return { ask, signs }
}
