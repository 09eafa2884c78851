const DENSITY = 1 / Math.sqrt(2 * Math.PI)
export const normalDensity = (x: number): number => DENSITY * Math.exp((-x * x) / 2)

/** Near the middle: Φ(x) − ½ = φ(x)·(x + x³/3 + x⁵/15 + …), which has no cancellation. */
const middle = (x: number): number => {
  let term = x
  let sum = x
  for (let k = 3; Math.abs(term) > Math.abs(sum) * 1e-17; k += 2) {
    term *= (x * x) / k
    sum += term
  }
  return normalDensity(x) * sum
}

/** Far out: 1 − Φ(x) = φ(x)/(x + 1/(x + 2/(x + …))), for x ≥ 2.5 exact to some 15 digits with 120 steps. */
const tail = (x: number): number => {
  let fraction = x
  for (let k = 120; k > 0; k--) fraction = x + k / fraction
  return normalDensity(x) / fraction
}

/** P(Z ≤ x) of the standard normal distribution, with an error below 1e-14 of the value on both sides. */
export const normalBelow = (x: number): number => {
  if (x < -2.5) return tail(-x)
  if (x > 2.5) return 1 - tail(x)
  return 0.5 + middle(x)
}

/** P(|Z| ≥ |z|). */
export const twoSided = (z: number): number => Math.min(1, 2 * normalBelow(-Math.abs(z)))

/** z with P(Z ≤ z) = p. p must lie strictly between 0 and 1. Newton's steps from the middle, each kept below 1: from there
 * they do not overshoot, and twelve at most are needed down to p = 1e-12. */
export const normalQuantile = (p: number): number => {
  if (!(p > 0 && p < 1)) throw new RangeError(`no quantile for a probability of ${p}`)
  let z = 0
  for (let i = 0; i < 60; i++) {
    const step = (normalBelow(z) - p) / normalDensity(z)
    z -= Math.max(-1, Math.min(1, step))
    if (Math.abs(step) < 1e-13) break
  }
  return z
}

/** t with P(T ≤ t) = p of Student's distribution (Abramowitz & Stegun 26.7.5); within 0.5 % from 4 degrees of freedom. */
export const studentQuantile = (p: number, freedom: number): number => {
  const z = normalQuantile(p)
  const z3 = z ** 3
  const z5 = z ** 5
  const z7 = z ** 7
  const z9 = z ** 9
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92_160 * freedom ** 4)
  )
}
