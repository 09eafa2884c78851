import { z } from 'zod'

export { yuan } from './yuan.ts'

/** Money is whole fen. A million yuan is more than any basket of a shop, and sums of 1,000 such lines stay exact. */
export const MOST_FEN = 100_000_000
export const Fen = z.number().int().min(0).max(MOST_FEN)
/** A share of something, 0 to 1. */
export const Share = z.number().min(0).max(1)

/** How an amount is laid onto parts. `largest-remainder`: in whole units, what is left goes to the largest remainders.
 * The others round every part but the last, which takes what is left (so do the receipts of older shops). */
export const Rounding = z.enum(['largest-remainder', 'half-up', 'up', 'down'])
export type Rounding = z.infer<typeof Rounding>

/** n ÷ c rounded down, of whole numbers below 2^53. The division may be a hair too large for a float, never more; `%` on
 * such numbers takes some ten times as long. */
const quotient = (n: number, c: number): number => {
  const whole = Math.floor(n / c)
  return whole * c > n ? whole - 1 : whole
}

/** a × b ÷ c in whole numbers: the quotient and what remains. Exact: fen times fen may be more than 2^53, and only then
 * is it reckoned with BigInt, which is some 20 times slower. */
export const divided = (a: number, b: number, c: number): { whole: number; rest: number } => {
  const product = a * b
  if (product <= Number.MAX_SAFE_INTEGER) {
    const whole = quotient(product, c)
    return { whole, rest: product - whole * c }
  }
  const exact = BigInt(a) * BigInt(b)
  return { whole: Number(exact / BigInt(c)), rest: Number(exact % BigInt(c)) }
}

/**
 * Lays `amount` onto parts in proportion to their weights: whole numbers of `unit` fen, which always add up to the
 * amount. Where remainders are alike, the smaller weight takes the unit, then the later part: who wants the same result
 * whatever the order sorts the parts by something of their own first. All weights 0: the parts are alike.
 */
export const apportion = (
  amount: number,
  weights: readonly number[],
  { unit = 1, rounding = 'largest-remainder' }: { unit?: number; rounding?: Rounding } = {},
): number[] => {
  const n = weights.length
  if (n === 0) return []
  let total = 0
  for (const w of weights) total += w
  const alike = total === 0
  const by = (alike ? n : total) * unit
  const parts = new Array<number>(n)
  const rests = new Array<number>(n)
  let laid = 0
  for (let i = 0; i < n; i++) {
    const weight = alike ? 1 : (weights[i] ?? 0)
    const product = amount * weight
    if (product <= Number.MAX_SAFE_INTEGER) {
      // As `divided`, without an object for each part.
      const whole = quotient(product, by)
      parts[i] = whole
      rests[i] = product - whole * by
      laid += whole
      continue
    }
    const { whole, rest } = divided(amount, weight, by)
    parts[i] = whole
    rests[i] = rest
    laid += whole
  }
  return rounding === 'largest-remainder'
    ? byRemainder(amount, weights, parts, rests, { unit, laid })
    : rounded(amount, parts, rests, { unit, by, rounding })
}

const byRemainder = (
  amount: number,
  weights: readonly number[],
  parts: number[],
  rests: readonly number[],
  { unit, laid }: { unit: number; laid: number },
): number[] => {
  const units = (amount - (amount % unit)) / unit - laid
  const odd = amount % unit
  for (let i = 0; i < parts.length; i++) parts[i] = (parts[i] ?? 0) * unit
  if (units === 0 && odd === 0) return parts
  const order = foremost(rests, weights, Math.max(1, units))
  for (let k = 0; k < units; k++) {
    const i = order[k] ?? 0
    parts[i] = (parts[i] ?? 0) + unit
  }
  // An amount that is not a whole number of units: the rest of it goes where the first unit went.
  const first = order[0]
  if (first !== undefined) parts[first] = (parts[first] ?? 0) + odd
  return parts
}

/** Places of the `count` greatest remainders, the greatest first. Few parts are looked through again and again, which for
 * a basket of ten lines takes a fifth of the time of sorting them. */
const foremost = (rests: readonly number[], weights: readonly number[], count: number): number[] => {
  const n = rests.length
  if (n > 24) {
    const order = rests.map((_, i) => i)
    return order.sort(
      (a, b) => (rests[b] ?? 0) - (rests[a] ?? 0) || (weights[a] ?? 0) - (weights[b] ?? 0) || b - a,
    )
  }
  const order: number[] = []
  let taken = 0
  for (let k = 0; k < count && k < n; k++) {
    let best = -1
    let most = -1
    let least = 0
    for (let i = 0; i < n; i++) {
      if ((taken >> i) & 1) continue
      const rest = rests[i] ?? 0
      const weight = weights[i] ?? 0
      // Going up, an equal one is later, and later goes first.
      if (rest > most || (rest === most && weight <= least)) {
        best = i
        most = rest
        least = weight
      }
    }
    taken |= 1 << best
    order.push(best)
  }
  return order
}

const rounded = (
  amount: number,
  parts: number[],
  rests: readonly number[],
  { unit, by, rounding }: { unit: number; by: number; rounding: 'half-up' | 'up' | 'down' },
): number[] => {
  const least = { 'half-up': by / 2, up: 1, down: by }[rounding]
  let left = amount
  for (let i = 0; i < parts.length; i++) {
    const share = ((parts[i] ?? 0) + ((rests[i] ?? 0) >= least ? 1 : 0)) * unit
    const part = i === parts.length - 1 ? left : Math.min(left, share)
    parts[i] = part
    left -= part
  }
  return parts
}
