import { z } from 'zod'

/** Money is whole fen. A million yuan is more than any basket of a shop, and sums of 1,000 such lines stay exact. */
export const MOST_FEN = 100_000_000
export const Fen = z.number().int().min(0).max(MOST_FEN)
/** A share of something, 0 to 1. */
export const Share = z.number().min(0).max(1)

/** Money as buyers read it: `1299`, `16.5`, `0.05`. */
export const yuan = (fen: number): string => {
  const cents = Math.abs(fen) % 100
  const whole = `${fen < 0 ? '-' : ''}${Math.trunc(Math.abs(fen) / 100)}`
  if (cents === 0) return whole
  return `${whole}.${String(cents).padStart(2, '0').replace(/0$/, '')}`
}

/** How an amount is laid onto parts. `largest-remainder`: in whole units, what is left goes to the largest remainders.
 * The others round every part but the last, which takes what is left (so do the receipts of older shops). */
export const Rounding = z.enum(['largest-remainder', 'half-up', 'up', 'down'])
export type Rounding = z.infer<typeof Rounding>

/** a × b ÷ c in whole numbers: the quotient and what remains. Exact: fen times fen may be more than 2^53, and only then
 * is it reckoned with BigInt, which is some 20 times slower. */
export const divided = (a: number, b: number, c: number): { whole: number; rest: number } => {
  const product = a * b
  if (product <= Number.MAX_SAFE_INTEGER) {
    const rest = product % c
    return { whole: (product - rest) / c, rest }
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
    const { whole, rest } = divided(amount, alike ? 1 : (weights[i] ?? 0), by)
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
  const order = parts.map((_, i) => i)
  order.sort((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0) || (weights[a] ?? 0) - (weights[b] ?? 0) || b - a)
  for (let k = 0; k < units; k++) {
    const i = order[k] ?? 0
    parts[i] = (parts[i] ?? 0) + unit
  }
  // An amount that is not a whole number of units: the rest of it goes where the first unit went.
  const first = order[0]
  if (first !== undefined) parts[first] = (parts[first] ?? 0) + odd
  return parts
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
