import type { Knowable } from '../domain/faq.ts'
import { type CurvePoint, thresholdsFor } from './curve.ts'
import type { IndexData } from './data.ts'
import { comparer, SIGNS } from './judge.ts'
import { chanceOf } from './logistic.ts'
import { type Near, reader, type Seen } from './open.ts'

/** An entry that may answer a question. */
export interface Match {
  /** Its place in the list the index was made from. */
  entry: number
  wording: number
  /** How likely it is that it is the right one, 0–1. */
  score: number
  /** The joint likeness of question and wording, 0–1. */
  likeness: number
  negation: boolean
  amounts: number
}

export interface Ranked extends Match {
  /** What it is ordered by. */
  strength: number
}

/** How much of its strength a wording keeps that says the contrary, or names another number or quantity. */
const CONTRARY = 0.93
const OTHER_AMOUNT = 0.7
const SAME_AMOUNT = 1.05
/** What decides how sure it is: likeness, lead over the next entry, how much of the question is covered, contradictions. */
export const PRIOR: readonly number[] = [-6.2, 6.5, 6, 1.2, -0.4, -1.2, 2.5]
const CERTAIN = 0.99

const AT = (name: (typeof SIGNS)[number]): number => SIGNS.indexOf(name)
const [LIKENESS, COVERED, NEGATION, AMOUNTS, SAME] = [
  AT('likeness'),
  AT('covered'),
  AT('negation'),
  AT('amounts'),
  AT('same'),
]

export interface Closely extends Ranked {
  covered: number
  same: boolean
}

/** The observations of an entry that leads by `lead` (negative: is led). */
export const seenOf = (one: Closely, lead: number): number[] => [
  one.likeness,
  lead,
  one.covered,
  one.negation ? 1 : 0,
  Math.max(0, one.amounts),
  one.same ? 1 : 0,
]

/** Ranks what is near a question. */
export const ranker = (data: IndexData) => {
  const compare = comparer(data)
  const signs = new Float64Array(SIGNS.length)
  const closely = (seen: Seen, near: Near): Closely => {
    compare.signs(seen, near, signs)
    const at = (k: number) => signs[k] ?? 0
    const negation = at(NEGATION) === 1
    const amounts = at(AMOUNTS)
    const same = at(SAME) === 1
    const strength =
      near.likeness * (negation ? CONTRARY : 1) * (amounts > 0 ? OTHER_AMOUNT : amounts < 0 ? SAME_AMOUNT : 1)
    return {
      ...{ entry: near.entry, wording: near.wording, score: 0, likeness: at(LIKENESS), covered: at(COVERED) },
      ...{ negation, amounts, same, strength: same ? strength * 1.2 : strength },
    }
  }
  return (seen: Seen, near: readonly Near[]): Closely[] => {
    compare.ask(seen)
    return near.map((one) => closely(seen, one)).sort((a, b) => b.strength - a.strength || a.entry - b.entry)
  }
}

const leadOf = (ranked: readonly Closely[], i: number): number => {
  const own = ranked[i]?.strength ?? 0
  const rival = ranked[i === 0 ? 1 : 0]?.strength ?? 0
  return own === 0 ? 0 : Math.max(-1, (own - rival) / own)
}

/** Gives the scores, falling from the first on. */
export const scored = (ranked: readonly Closely[], weights: readonly number[]): Closely[] => {
  let last = 1
  return ranked.map((one, i) => {
    const lead = leadOf(ranked, i)
    let score = chanceOf(weights, seenOf(one, lead))
    if (one.same && i === 0) score = ranked[1]?.same ? Math.min(score, 0.5) : Math.max(score, CERTAIN)
    last = Math.min(last, score)
    return { ...one, score: last }
  })
}

/** Likeness up to which a general entry is taken to ask what a particular one asks. */
const ALIKE = 0.92

/** A general entry gives way to one for this very product or phase that is about as near. */
const particularFirst = (ranked: readonly Closely[], { particular }: Among): readonly Closely[] => {
  const best = ranked[0]?.strength ?? 0
  const own = ranked.find((one) => particular(one.entry) && one.strength >= best * ALIKE)
  if (!own) return ranked
  const others = ranked.filter(
    (one) => one !== own && (particular(one.entry) || one.strength < own.strength * ALIKE),
  )
  return [own, ...others]
}

/** Which entries hold, by their place, and which of them are for a certain product or phase. */
export interface Among {
  allowed(entry: number): boolean
  particular(entry: number): boolean
}

export interface Matcher {
  entries: readonly Knowable[]
  texts: readonly string[]
  /** The best first. Text that asks nothing gives only what has its very words. */
  find(text: string, among?: Among): readonly Match[]
  curve: readonly CurvePoint[]
  /** Thresholds for a share of wrong answers, 0–1. */
  thresholds(wrongTarget: number): { answer: number; choose: number }
}

export const openIndex = (
  data: IndexData,
  entries: readonly Knowable[],
  texts: readonly string[],
): Matcher => {
  const { near, featuresOf } = reader(data)
  const rank = ranker(data)
  return {
    entries,
    texts,
    find(text, among) {
      const seen = featuresOf(text)
      const ranked = rank(seen, near(seen, -1, among?.allowed))
      const found = scored(among ? particularFirst(ranked, among) : ranked, PRIOR)
      return seen.symbols > 0 ? found : found.filter((one) => one.same)
    },
    curve: [],
    thresholds: (wrongTarget) => thresholdsFor([], 0, wrongTarget),
  }
}
