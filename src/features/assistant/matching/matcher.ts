import type { Knowable } from '../domain/faq.ts'
import { type CurvePoint, thresholdsFor } from './curve.ts'
import { type Ranked, ranker, scored } from './rank.ts'
import type { Trained } from './train.ts'

/** An entry that may answer a question. */
export type Match = Ranked & {
  /** How likely it is that it is the right one, 0–1. */
  score: number
}

/** Which entries hold, by their place, and which of them are for a certain product or phase. */
export interface Among {
  allowed(entry: number): boolean
  particular(entry: number): boolean
}

export interface Matcher {
  entries: readonly Knowable[]
  /** All wordings, as `Match.wording` counts them. */
  texts: readonly string[]
  /** The best first. Text that asks nothing gives only what has its very words. */
  find(text: string, among?: Among): readonly Match[]
  /** What would become of the shop's questions at each threshold; empty where it has too few wordings to say. */
  curve: readonly CurvePoint[]
  /** Thresholds for a share of wrong answers, 0–1. */
  thresholds(wrongTarget: number): { answer: number; choose: number }
}

/** Likeness up to which a general entry is taken to ask what a particular one asks. */
const ALIKE = 0.92

/** A general entry gives way to one for this very product or phase that is about as near. */
const particularFirst = (ranked: readonly Ranked[], { particular }: Among): readonly Ranked[] => {
  const best = ranked[0]?.likeness ?? 0
  const own = ranked.find((one) => particular(one.entry) && one.likeness >= best * ALIKE)
  if (!own) return ranked
  const others = ranked.filter(
    (one) => one !== own && (particular(one.entry) || one.likeness < own.likeness * ALIKE),
  )
  return [own, ...others]
}

/** A matcher of what was trained. It keeps scratch of its own, so it serves one thread. */
export const openIndex = (
  trained: Trained,
  entries: readonly Knowable[],
  texts: readonly string[],
): Matcher => {
  const rank = ranker(trained.index, trained.linear)
  const { weights, curve, trials } = trained
  return {
    entries,
    texts,
    find(text, among) {
      const { ranked, asks } = rank(text, among ? { allowed: among.allowed } : {})
      const found = scored(among ? particularFirst(ranked, among) : ranked, weights)
      return asks ? found : found.filter((one) => one.same)
    },
    curve,
    thresholds: (wrongTarget) => thresholdsFor(curve, trials, wrongTarget),
  }
}
