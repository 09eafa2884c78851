import type { Knowable } from '../domain/faq.ts'
import type { Indexer } from './indexer.ts'
import { similarities } from './similar.ts'

/** Two sentences, and whether they mean the same. */
export interface Pair {
  a: string
  b: string
  same: boolean
}

/** A question asked: how sure the first candidate was, and the places (from 0) at which a right one stood. */
export interface Outcome {
  score: number
  place: number | null
}

export interface Measures {
  entries: number
  questions: number
  top1: number
  top3: number
  /** Share of the questions that can be answered while at most the given share of the answers is wrong. */
  answered: number
  /** Rank correlation of likeness and label over all pairs, × 100; null where all labels are alike. */
  spearman: number | null
  pairs: number
}

/** What a base of knowledge made of pairs is: every second sentence an entry, asked with the first ones. */
export interface Asking {
  docs: string[]
  questions: string[]
  /** Whether an entry means what a question means: also through other pairs (a = b, b = c). */
  right(question: string, doc: string): boolean
}

export const askingOf = (pairs: readonly Pair[]): Asking => {
  const above = new Map<string, string>()
  const root = (text: string): string => {
    let at = text
    for (let up = above.get(at); up !== undefined; up = above.get(at)) at = up
    return at
  }
  const positive = pairs.filter((pair) => pair.same)
  for (const { a, b } of positive) {
    const [x, y] = [root(a), root(b)]
    if (x !== y) above.set(x, y)
  }
  return {
    docs: [...new Set(positive.map(({ b }) => b))],
    questions: [...new Set(positive.map(({ a }) => a))],
    right: (question, doc) => root(question) === root(doc),
  }
}

/** The largest share of questions that, answered in the order of the scores, are wrong in at most `wrong` of the cases. */
export const answerable = (outcomes: readonly Outcome[], wrong: number): number => {
  const sorted = outcomes.toSorted((a, b) => b.score - a.score)
  let most = 0
  let bad = 0
  for (const [i, { place, score }] of sorted.entries()) {
    if (place !== 0) bad++
    // Those of one score are answered together or not at all.
    if (sorted[i + 1]?.score === score) continue
    if (bad / (i + 1) <= wrong) most = i + 1
  }
  return outcomes.length === 0 ? 0 : most / outcomes.length
}

const ranks = (values: readonly number[]): Float64Array => {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const given = new Float64Array(values.length)
  for (let i = 0; i < order.length; ) {
    let to = i
    while (to < order.length && values[order[to] ?? 0] === values[order[i] ?? 0]) to++
    for (let k = i; k < to; k++) given[order[k] ?? 0] = (i + to - 1) / 2
    i = to
  }
  return given
}

/** Spearman’s rank correlation, −1 … 1; null where one side does not vary. */
export const spearman = (a: readonly number[], b: readonly number[]): number | null => {
  const [x, y] = [ranks(a), ranks(b)]
  const mean = (a.length - 1) / 2
  let both = 0
  let xs = 0
  let ys = 0
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [(x[i] ?? 0) - mean, (y[i] ?? 0) - mean]
    both += dx * dy
    xs += dx * dx
    ys += dy * dy
  }
  return xs === 0 || ys === 0 ? null : both / Math.sqrt(xs * ys)
}

export const measuresOf = (asking: Asking, outcomes: readonly Outcome[], wrong: number) => {
  const within = (n: number) =>
    outcomes.length === 0
      ? 0
      : outcomes.filter(({ place }) => place !== null && place < n).length / outcomes.length
  return {
    ...{ entries: asking.docs.length, questions: asking.questions.length },
    ...{ top1: within(1), top3: within(3), answered: answerable(outcomes, wrong) },
  }
}

const entryOf = (question: string, id: number): Knowable => ({
  ...{ id, question, wordings: [], answer: question, pictures: [], items: [], phases: [] },
  ...{ validFrom: null, validTo: null },
})

/** Makes an entry of every second sentence of the positive pairs, asks with the first ones, and compares all pairs. */
export const measurePairs = async (
  pairs: readonly Pair[],
  indexer: Indexer,
  wrong: number,
): Promise<Measures> => {
  const asking = askingOf(pairs)
  const matcher = await indexer.index(asking.docs.map(entryOf))
  const outcomes = asking.questions.map((question): Outcome => {
    const found = matcher.find(question)
    const place = found.findIndex(({ entry }) => asking.right(question, asking.docs[entry] ?? ''))
    return { score: found[0]?.score ?? 0, place: place < 0 ? null : place }
  })
  const likeness = similarities(pairs.map(({ a, b }) => [a, b]))
  const rho = spearman(
    likeness,
    pairs.map(({ same }) => (same ? 1 : 0)),
  )
  return {
    ...measuresOf(asking, outcomes, wrong),
    spearman: rho === null ? null : rho * 100,
    pairs: pairs.length,
  }
}
