import type { Estimate } from './estimate.ts'
import { normalQuantile, twoSided } from './normal.ts'

/** So many of so many. */
export interface Count {
  of: number
  are: number
}
export const share = ({ are, of }: Count): number => are / of

/** Wilson's interval of a share; it stays within 0 and 1 and is right for few people and small shares too. `of` ≥ 1. */
export const wilson = (count: Count, alpha = 0.05): Estimate => {
  const p = share(count)
  const n = count.of
  const z = normalQuantile(1 - alpha / 2)
  const by = 1 + (z * z) / n
  const centre = (p + (z * z) / (2 * n)) / by
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / by
  return {
    value: p,
    low: count.are === 0 ? 0 : Math.max(0, centre - half),
    high: count.are === n ? 1 : Math.min(1, centre + half),
  }
}

/** The difference of two shares with Newcombe's interval (1998, method 10: from two intervals of Wilson). */
export const newcombe = (a: Count, b: Count, alpha = 0.05): Estimate => {
  const one = wilson(a, alpha)
  const two = wilson(b, alpha)
  const value = one.value - two.value
  return {
    value,
    low: value - Math.hypot(one.value - one.low, two.high - two.value),
    high: value + Math.hypot(one.high - one.value, two.value - two.low),
  }
}

/** The pooled test that two shares are one. `z` is 0 where nobody or everybody is counted: there is nothing to tell apart. */
export const pooled = (a: Count, b: Count): { z: number; p: number; error: number } => {
  const all = (a.are + b.are) / (a.of + b.of)
  const error = Math.sqrt(all * (1 - all) * (1 / a.of + 1 / b.of))
  const z = error === 0 ? 0 : (share(a) - share(b)) / error
  return { z, p: twoSided(z), error }
}
