import { type Estimate, linear } from '../../../shared/statistics/estimate.ts'
import { explained, meanDifference, slope } from '../../../shared/statistics/mean.ts'
import { newcombe, pooled, share, wilson } from '../../../shared/statistics/proportion.ts'
import { holm } from '../../../shared/statistics/sequential.ts'
import { honestP, howManyMore, type Looked, seenWith, verdictOf } from './judge.ts'
import type { Compared, Group } from './results.ts'
import { countOf, type Tally, together } from './tally.ts'

/** Two groups, and the same two among the first so many that were planned. */
export interface Pair {
  treated: Tally
  control: Tally
  /** Null: none were planned, or they are not all final yet. */
  planned: { treated: Tally; control: Tally } | null
}

export interface How {
  /** The number of people fixed before the start; null: none was. */
  plan: number | null
  /** Whether the amount of the order is known of everybody: what it says of the money is taken out then (CUPED). */
  amounts: boolean
}

const groupOf = (tally: Tally): Group => ({
  people: tally.people,
  paid: tally.paid,
  paidFen: tally.paidFen,
  share: tally.people > 0 ? wilson(countOf(tally)) : null,
})

const lookedAt = ({ treated, control, planned }: Pair, plan: number | null): Looked => ({
  treated: countOf(treated),
  control: countOf(control),
  planned: planned && { treated: countOf(planned.treated), control: countOf(planned.control) },
  plan,
})

/** Money that would not have come by itself: the mean difference a person, for all who were to be reminded. */
const incrementalFen = ({ treated, control }: Pair, amounts: boolean): Estimate | null => {
  const theta = amounts ? slope(treated.money, control.money) : 0
  const each = meanDifference(treated.money, control.money, theta)
  return each && linear(each, treated.people)
}

const one = (pair: Pair, { plan, amounts }: How, judged: number | null): Compared => {
  const { treated, control } = pair
  const looked = lookedAt(pair, plan)
  const both = treated.people > 0 && control.people > 0
  const uplift = both ? newcombe(looked.treated, looked.control) : null
  const test = both ? pooled(looked.treated, looked.control) : null
  const people = treated.people + control.people
  const verdict = verdictOf(looked, judged)
  return {
    treated: groupOf(treated),
    control: groupOf(control),
    uplift,
    z: test?.z ?? null,
    p: test?.p ?? null,
    judged,
    orders: uplift && linear(uplift, treated.people),
    fen: incrementalFen(pair, amounts),
    verdict,
    more: verdict === 'not-enough' ? howManyMore(looked) : null,
    detectable: both
      ? seenWith({ base: share(looked.control), control: control.people / people, people })
      : null,
  }
}

/** Several comparisons of one kind (arms, reasons): judged together by Holm's method, so that the chance of any false one
 * among them stays the same, however many there are (RCV-54). */
export const comparedAll = (pairs: readonly Pair[], how: How): Compared[] => {
  const ps = pairs.map((pair) => honestP(lookedAt(pair, how.plan)))
  // What has too few people to be judged is not among those that are looked at.
  const judged = holm(ps.filter((p) => p !== null))
  let k = 0
  return pairs.map((pair, i) => one(pair, how, ps[i] === null ? null : (judged[k++] ?? null)))
}

export const compared = (pair: Pair, how: How): Compared => one(pair, how, honestP(lookedAt(pair, how.plan)))

/** The share of the variance of money that the amounts explain; null where they are not used. */
export const explainedBy = ({ treated, control }: Pair, amounts: boolean): number | null => {
  if (!amounts || treated.people + control.people < 2) return null
  return explained(together([treated, control]).money)
}

/** Margin on incremental money less what was sent, and that by its cost. Bounds go with it. */
export const returned = (
  fen: Estimate | null,
  { margin, costFen }: { margin: number; costFen: number },
): { netFen: Estimate | null; roi: Estimate | null } => {
  const netFen = fen && linear(fen, margin, -costFen)
  return { netFen, roi: netFen && costFen > 0 ? linear(netFen, 1 / costFen) : null }
}
