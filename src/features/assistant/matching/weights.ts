import type { KINDS } from './features.ts'

/** How much each kind of feature says, found on half of three sets of question pairs (bench/faq.md). */
export const KIND_WEIGHTS: Readonly<Record<(typeof KINDS)[number], number>> = {
  one: 1.25,
  two: 0.3,
  sound: 0.3,
  spelling: 0.3,
  sense: 1,
  senses: 0.4,
  pair: 0,
}

/** How much more a rare feature says than a frequent one, as part of the square of its weight: so the weight has the root
 * of the usual logarithm, which did best on all three sets. */
export const rarity = (wordings: number, having: number): number => Math.log(1 + wordings / (having + 0.5))
