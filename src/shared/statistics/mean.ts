import type { Estimate } from './estimate.ts'
import { studentQuantile } from './normal.ts'

/** What is kept of a group to compare means: `y` what is measured, `x` what was known before. `xx`, `yy`, `xy` are sums
 * about the means (PostgreSQL's regr_sxx, regr_syy, regr_sxy). */
export interface Moments {
  n: number
  x: number
  y: number
  xx: number
  yy: number
  xy: number
}

export const momentsOf = (pairs: readonly (readonly [x: number, y: number])[]): Moments => {
  const n = pairs.length
  const mean = (pick: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[pick], 0) / n
  const [x, y] = [mean(0), mean(1)]
  const sums = { xx: 0, yy: 0, xy: 0 }
  for (const [a, b] of pairs) {
    sums.xx += (a - x) ** 2
    sums.yy += (b - y) ** 2
    sums.xy += (a - x) * (b - y)
  }
  return { n, x, y, ...sums }
}

/** CUPED's θ = cov(x, y) / var(x), within the groups: both from the same sums, since n − 1 above and n below would bias it. */
export const slope = (...groups: readonly Moments[]): number => {
  const xx = groups.reduce((sum, g) => sum + g.xx, 0)
  return xx === 0 ? 0 : groups.reduce((sum, g) => sum + g.xy, 0) / xx
}

/** The share of the variance of y that x explains, ρ². */
export const explained = ({ xx, yy, xy }: Moments): number => (xx * yy === 0 ? 0 : (xy * xy) / (xx * yy))

/** Difference of two means, unequal variances (Welch). With `theta`, of y − θ·x: what x says beforehand is taken out, and
 * the interval is narrower by what x explains (CUPED). Null with fewer than two in a group. */
export const meanDifference = (a: Moments, b: Moments, theta = 0, alpha = 0.05): Estimate | null => {
  if (a.n < 2 || b.n < 2) return null
  const value = a.y - b.y - theta * (a.x - b.x)
  const [va, vb] = [a, b].map(
    ({ n, xx, yy, xy }) => Math.max(0, yy - 2 * theta * xy + theta * theta * xx) / (n - 1) / n,
  ) as [number, number]
  const variance = va + vb
  if (variance === 0) return { value, low: value, high: value }
  const freedom = variance ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1))
  const half = studentQuantile(1 - alpha / 2, freedom) * Math.sqrt(variance)
  return { value, low: value - half, high: value + half }
}
