import { detectable, requiredLooking, requiredSize } from '../../../shared/statistics/power.ts'
import { type Count, pooled, share } from '../../../shared/statistics/proportion.ts'
import { alwaysValid } from '../../../shared/statistics/sequential.ts'
import type { Verdict } from './results.ts'

/** The chance of ever calling something better or worse that is neither. */
export const ALPHA = 0.05
/** Of it, for the one look at the number planned; the rest is for all the looks before and after (RCV-53). Most is kept
 * for the plan: a look early is to stop what clearly harms, or clearly works. */
const AT_PLANNED = 0.8
/** Differences of about this size are seen soonest by looks at any moment: three points. */
const SCALE = 0.03
/** Payments, and people who did not pay, that either group must be expected to have before anything is judged: below,
 * differences are not distributed as the tests take them to be. */
const FEWEST = 10

/** People of both groups: all that are final, and the first so many that were planned (null: not planned, or not reached). */
export interface Looked {
  treated: Count
  control: Count
  planned: { treated: Count; control: Count } | null
  /** The number fixed before the start; null: none was. */
  plan: number | null
}

const enough = (a: Count, b: Count): boolean => {
  const all = (a.are + b.are) / (a.of + b.of)
  return Math.min(a.of, b.of) * Math.min(all, 1 - all) >= FEWEST
}

/** p for looks whenever one likes, with what is kept for the number planned. Null where there are too few to say. */
export const honestP = ({ treated, control, planned, plan }: Looked): number | null => {
  if (treated.of === 0 || control.of === 0 || !enough(treated, control)) return null
  const looking = alwaysValid(share(treated) - share(control), pooled(treated, control).error, SCALE)
  if (plan === null) return looking
  const early = looking / (1 - AT_PLANNED)
  const atPlanned =
    planned && planned.treated.of > 0 && planned.control.of > 0 && enough(planned.treated, planned.control)
      ? pooled(planned.treated, planned.control).p / AT_PLANNED
      : 1
  return Math.min(1, early, atPlanned)
}

/** `p` is honest, and corrected for how many comparisons there are. */
export const verdictOf = ({ treated, control, planned }: Looked, p: number | null): Verdict => {
  if (p !== null && p <= ALPHA) return share(treated) >= share(control) ? 'better' : 'worse'
  return planned && p !== null ? 'unclear' : 'not-enough'
}

/** Care taken where a number was planned, and where none was. */
const care = (plan: number | null) => ({ alpha: plan === null ? ALPHA : ALPHA * AT_PLANNED, power: 0.8 })

/** People in all that it takes to tell two shares apart: with a number fixed before the start, or looking at any moment. */
export const needed = (
  about: { treated: number; base: number; control: number },
  how: 'planned' | 'looking',
): number =>
  how === 'planned' ? requiredSize(about, care(1)) : requiredLooking({ ...about, scale: SCALE }, care(null))

/** The smallest rise that so many people show, if they are the number planned; null where none does. */
export const seenWith = (about: { base: number; control: number; people: number }): number | null =>
  detectable(about, care(1))

/** More than this tells nobody anything: what would take so many does not matter. */
const MOST = 5_000_000

/** How many more people it takes before something can be said. */
export const howManyMore = ({ treated, control, plan }: Looked): number | null => {
  const people = treated.of + control.of
  if (plan !== null) return people < plan ? plan - people : null
  if (treated.of === 0 || control.of === 0) return null
  const about = { treated: share(treated), base: share(control), control: control.of / people }
  const all = needed(about, 'looking')
  return all > MOST ? null : Math.max(0, all - people) || null
}
