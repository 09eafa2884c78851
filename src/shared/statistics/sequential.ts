/**
 * A p-value that may be looked at every day, at any moment and as often as one likes: where there is no difference, the
 * chance that it is ever at or below α is at most α. It is 1 over the likelihood ratio of “some difference, about `scale`
 * large” to “none” (mixture of normal distributions; Robbins 1970, for A/B tests Johari, Koomen, Pekelis & Walsh 2017).
 * `scale` decides only how soon differences of which size are seen, never how often one is seen that is not there. The
 * difference is taken as normally distributed: ask for some payments in either group first.
 */
export const alwaysValid = (difference: number, error: number, scale: number): number => {
  if (error <= 0) return 1
  const variance = error * error
  const mixed = variance + scale * scale
  const log = (difference * difference * scale * scale) / (2 * variance * mixed)
  return Math.min(1, Math.sqrt(mixed / variance) * Math.exp(-log))
}

/** Holm's correction: p-values of several comparisons, each raised so that the chance of any false one stays at α when
 * those at or below α are believed. In the order given. */
export const holm = (ps: readonly number[]): number[] => {
  const order = ps.map((p, i) => ({ p, i })).toSorted((a, b) => a.p - b.p)
  const out = new Array<number>(ps.length)
  let highest = 0
  order.forEach(({ p, i }, k) => {
    highest = Math.max(highest, Math.min(1, p * (ps.length - k)))
    out[i] = highest
  })
  return out
}

/** The least difference that `alwaysValid` believes at `alpha`, for a standard error. */
export const boundary = (error: number, scale: number, alpha: number): number => {
  const variance = error * error
  const mixed = variance + scale * scale
  return Math.sqrt(((2 * variance * mixed) / (scale * scale)) * Math.log(Math.sqrt(mixed / variance) / alpha))
}
