import type { IndexData } from './data.ts'
import { featuresOf } from './features.ts'
import { comparer, SIGNS } from './judge.ts'
import { type Linear, linearReader } from './linear.ts'
import { chanceOf } from './logistic.ts'
import { type Near, reader, type Seen } from './open.ts'

/** An entry as it stands to a question. */
export interface Ranked {
  /** Its place in the list the index was made from. */
  entry: number
  /** The wording of it that is nearest. */
  wording: number
  /** The joint likeness of question and wording, 0–1. */
  likeness: number
  /** Of what is meant in the question, the share that the wording has too, 0–1. */
  covered: number
  /** Whether one of them is negated and the other is not. */
  negation: boolean
  /** 1: another number or quantity; −1: the same; 0: nothing to compare. */
  amounts: number
  /** Whether the wording has the question's very words. */
  same: boolean
  /** What it is ordered by. */
  strength: number
}

/** How much of its strength a wording keeps that says the contrary, or names another number or quantity. */
const CONTRARY = 0.93
const OTHER_AMOUNT = 0.7
const SAME_AMOUNT = 1.05
const SAME = 1.2
/** What the nearest wording adds to the classifier's judgement (in logits). */
const NEAR_SHARE = 0.5
/** Entries that the classifier proposes. */
const PROPOSED = 6

const AT = (name: (typeof SIGNS)[number]): number => SIGNS.indexOf(name)
const [LIKENESS, COVERED, NEGATION, AMOUNTS, VERY] = [
  AT('likeness'),
  AT('covered'),
  AT('negation'),
  AT('amounts'),
  AT('same'),
]

export interface Limits {
  /** A wording that is not looked at: a question asked of all the others. */
  without?: number
  allowed?(entry: number): boolean
}

const firstWordings = ({ entryOf, entries }: IndexData): Uint32Array => {
  const first = new Uint32Array(entries)
  for (let i = entryOf.length - 1; i >= 0; i--) first[entryOf[i] ?? 0] = i
  return first
}

/** The entries the classifier thinks most of. */
const proposed = (judged: Float32Array, allowed: ((entry: number) => boolean) | undefined): number[] => {
  const best: number[] = []
  const of = (entry: number | undefined) =>
    entry === undefined ? Number.NEGATIVE_INFINITY : (judged[entry] ?? 0)
  for (let entry = 0; entry < judged.length; entry++) {
    if (best.length === PROPOSED && of(entry) <= of(best.at(-1))) continue
    if (allowed && !allowed(entry)) continue
    if (best.length === PROPOSED) best.pop()
    let at = best.length
    while (at > 0 && of(best[at - 1]) < of(entry)) at--
    best.splice(at, 0, entry)
  }
  return best
}

/** Ranks the entries that may answer a question, by the nearest wordings and, where there is one, the classifier. */
export const ranker = (index: IndexData, linear: Linear | null) => {
  const { see, near } = reader(index)
  const compare = comparer(index)
  const judge = linear && linearReader(linear)
  const first = judge ? firstWordings(index) : null
  const signs = new Float64Array(SIGNS.length)

  const closely = (seen: Seen, { entry, wording, likeness }: Near, judged: number | null): Ranked => {
    compare.signs(seen, wording, signs)
    const at = (k: number) => signs[k] ?? 0
    const negation = at(NEGATION) === 1
    const amounts = at(AMOUNTS)
    const same = at(VERY) === 1
    const agrees = amounts > 0 ? OTHER_AMOUNT : amounts < 0 ? SAME_AMOUNT : 1
    const nearness = likeness * (negation ? CONTRARY : 1) * agrees * (same ? SAME : 1)
    return {
      ...{ entry, wording, likeness: at(LIKENESS), covered: at(COVERED), negation, amounts, same },
      strength: judged === null ? nearness : judged + NEAR_SHARE * nearness + (same ? 8 : 0),
    }
  }
  return (text: string, { without = -1, allowed }: Limits): { ranked: Ranked[]; asks: boolean } => {
    const found = featuresOf(text, judge !== null)
    const seen = see(found)
    const nearest = near(seen, without, allowed)
    const judged = judge?.(found) ?? null
    if (judged && first && seen.length > 0)
      for (const entry of proposed(judged, allowed))
        if (!nearest.some((one) => one.entry === entry))
          nearest.push({ entry, wording: first[entry] ?? 0, likeness: 0 })
    compare.ask(seen)
    const ranked = nearest
      .map((one) => closely(seen, one, judged === null ? null : (judged[one.entry] ?? 0)))
      .sort((a, b) => b.strength - a.strength || a.entry - b.entry)
    return { ranked, asks: seen.symbols > 0 }
  }
}

/** How far an entry leads the next (or, negative, is led by the first): a share of its own nearness; with a classifier,
 * in logits, a tenth of them, so that both are of about one size. */
export const leadOf = (ranked: readonly Ranked[], i: number, byLinear: boolean): number => {
  const own = ranked[i]?.strength ?? 0
  const other = ranked[i === 0 ? 1 : 0]?.strength ?? (byLinear ? own - 10 : 0)
  if (byLinear) return (own - other) / 10
  return own === 0 ? 0 : Math.max(-1, (own - other) / own)
}

/** What the chance of being right is judged by. */
export const observed = (one: Ranked, lead: number, byLinear: boolean): number[] => [
  byLinear ? one.strength / 10 : one.likeness,
  lead,
  one.covered,
  one.negation ? 1 : 0,
  Math.max(0, one.amounts),
]

/** How sure one can be of the very words. */
const CERTAIN = 0.99

/** What the scores are figured with. */
export interface Weights {
  byLinear: boolean
  values: readonly number[]
}

/** Gives the scores, falling from the first on. */
export const scored = (ranked: readonly Ranked[], weights: Weights): (Ranked & { score: number })[] => {
  let last = 1
  return ranked.map((one, i) => {
    const lead = leadOf(ranked, i, weights.byLinear)
    let score = chanceOf(weights.values, observed(one, lead, weights.byLinear))
    // The very words are certain, unless another entry has them too: then neither can be told from the other.
    if (one.same && i === 0) score = ranked[1]?.same ? Math.min(score, 0.5) : Math.max(score, CERTAIN)
    last = Math.min(last, score)
    return { ...one, score: last }
  })
}
