import type { Basket } from './basket.ts'
import { prepare } from './engine/prepare.ts'
import { type Reckoned, reckon } from './engine/reckon.ts'
import { quoted } from './explain/quote.ts'
import { type Summary, summary } from './explain/summary.ts'
import { oddOffers } from './odd.ts'
import type { Offer } from './offer.ts'
import type { PriceProblem, Quote } from './quote.ts'
import type { RuleSet } from './rule-set.ts'

/** A quote without sentences. */
export interface Reckoning extends Summary {
  /** What each line of the basket pays, in the basket's order, fen. */
  paysFen: readonly number[]
  /** What each offer takes off, in the order of deduction. */
  cuts: readonly { offer: string; cutFen: number }[]
}

/** The offers of a shop under a rule set, ready for any number of baskets. */
export interface Pricing {
  /** With every step, every offer that was not used, and sentences in both languages. */
  quote: (basket: Basket) => Quote
  /** The amounts alone: for searches that price many baskets. */
  reckon: (basket: Basket) => Reckoning
}

const reckoning = (r: Reckoned): Reckoning => {
  const paysFen = new Array<number>(r.s.lines.length).fill(0)
  r.s.place.forEach((place, i) => {
    paysFen[place] = r.found.left[i] ?? 0
  })
  return {
    ...summary(r),
    paysFen,
    cuts: [
      ...r.prices.cuts.map((c) => ({ offer: c.ready.id, cutFen: c.cuts.reduce((a, b) => a + b, 0) })),
      ...r.found.applied.map((a) => ({ offer: a.c.ready.id, cutFen: a.cutFen })),
    ],
  }
}

/**
 * Reads the offers of a shop once; quotes are then fast. With any problem there is no pricing: an offer that cannot be
 * priced is never left out of a quote.
 */
export const preparePricing = (
  offers: readonly Offer[],
  ruleSet: RuleSet,
): { ok: true; pricing: Pricing } | { ok: false; problems: PriceProblem[] } => {
  const read = prepare(offers, ruleSet)
  if (!read.ok) return read
  const { prepared } = read
  return {
    ok: true,
    pricing: {
      quote: (basket) => quoted(reckon(prepared, basket)),
      reckon: (basket) => reckoning(reckon(prepared, basket)),
    },
  }
}

/** What is wrong with offers (they cannot be priced), or odd (they can, and a person should look): for who edits them. */
export const checkOffers = (
  offers: readonly Offer[],
  ruleSet: RuleSet,
): { problems: PriceProblem[]; notes: PriceProblem[] } => {
  const read = prepare(offers, ruleSet)
  return read.ok
    ? { problems: [], notes: oddOffers(offers, read.prepared) }
    : { problems: read.problems, notes: [] }
}

/** One quote of one basket. Who prices many with the same offers prepares them once. */
export const quote = (
  basket: Basket,
  offers: readonly Offer[],
  ruleSet: RuleSet,
): { ok: true; quote: Quote } | { ok: false; problems: PriceProblem[] } => {
  const ready = preparePricing(offers, ruleSet)
  return ready.ok ? { ok: true, quote: ready.pricing.quote(basket) } : ready
}
