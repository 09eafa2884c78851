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

/**
 * Lays `amount` onto parts in proportion to their weights: whole numbers of `unit` fen, which always add up to the
 * amount. Where remainders are alike, the smaller weight takes the unit, then the later part. All weights 0: the parts
 * are alike.
 */
export const apportion = (
  amount: number,
  weights: readonly number[],
  { unit = 1, rounding = 'largest-remainder' }: { unit?: number; rounding?: Rounding } = {},
): number[] => {
  const n = weights.length
  if (n === 0) return []
  const total = weights.reduce((sum, w) => sum + w, 0)
  const weight = (i: number): number => (total === 0 ? 1 : (weights[i] ?? 0))
  const whole = total === 0 ? n : total
  // Products of fen stay below 2^53 up to some 90 million yuan squared: BigInt is not needed at MOST_FEN².
  const exact = weights.map((_, i) => (amount / unit) * (weight(i) / whole))
  if (rounding !== 'largest-remainder') {
    const round = { 'half-up': Math.round, up: Math.ceil, down: Math.floor }[rounding]
    let left = amount
    return exact.map((share, i) => {
      const part = i === n - 1 ? left : Math.min(left, round(share) * unit)
      left -= part
      return part
    })
  }
  const parts = exact.map((share) => Math.floor(share + 1e-9))
  const order = exact
    .map((share, i) => ({ i, rest: share - (parts[i] ?? 0), weight: weight(i) }))
    .sort((a, b) => (Math.abs(a.rest - b.rest) > 1e-9 ? b.rest - a.rest : a.weight - b.weight || b.i - a.i))
  let left = Math.floor(amount / unit) - parts.reduce((sum, p) => sum + p, 0)
  for (const { i } of order) {
    if (left <= 0) break
    parts[i] = (parts[i] ?? 0) + 1
    left--
  }
  const fen = parts.map((p) => p * unit)
  // An amount that is not a whole number of units: the rest of it goes where the first unit went.
  const rest = amount - fen.reduce((sum, p) => sum + p, 0)
  const first = order[0]?.i
  if (rest !== 0 && first !== undefined) fen[first] = (fen[first] ?? 0) + rest
  return fen
}
