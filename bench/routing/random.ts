/** Chance that can be repeated: xoshiro128** seeded by splitmix32, both public domain by Blackman and Vigna. */
export interface Chance {
  /** In [0, 1). */
  next(): number
  /** Of a mean, exponentially distributed: gaps between arrivals, patience. */
  exponential(mean: number): number
  /** Around a mean, with a standard deviation of the logarithm: how long things take. */
  lognormal(mean: number, sigma: number): number
  between(low: number, high: number): number
  pick<T>(list: readonly [T, ...T[]]): T
}

const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k))

/** A stream of its own for each pair: what happens to one buyer never shifts what happens to the next. */
export const chance = (seed: number, stream = 0): Chance => {
  let mix = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca77)) | 0
  const word = () => {
    mix = (mix + 0x9e3779b9) | 0
    let z = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let [a, b, c, d] = [word(), word(), word(), word()]
  const next = () => {
    const result = Math.imul(rotl(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotl(d, 11)
    return result / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    exponential: (mean) => -mean * Math.log(1 - next()),
    lognormal: (mean, sigma) => mean * Math.exp(sigma * normal() - (sigma * sigma) / 2),
    between: (low, high) => low + (high - low) * next(),
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
  }
}
