import { apportion } from '../../../../shared/money.ts'
import type { RuleSet } from '../rule-set.ts'

export interface Ground {
  /** What is left of each line. */
  left: readonly number[]
  /** What may not be taken: deposits. */
  floor: readonly number[]
  /** What shares are in proportion to. */
  weights: readonly number[]
}

/**
 * Lays an amount on lines: the share of each, beside `lines`. No share is more than its line has left; what is more is
 * moved to the other lines or lost, as the rule set says. Moved, the shares add up to the amount or to all there is.
 */
export const lay = (
  amount: number,
  lines: readonly number[],
  { left, floor, weights }: Ground,
  { unitFen, rounding, excess }: RuleSet['share'],
): number[] => {
  const rooms = lines.map((i) => (left[i] ?? 0) - (floor[i] ?? 0))
  let room = 0
  for (const r of rooms) room += r
  const shares = apportion(
    excess === 'moved' ? Math.min(amount, room) : amount,
    lines.map((i) => weights[i] ?? 0),
    { unit: unitFen, rounding },
  )
  let over = cap(shares, rooms)
  while (over > 0 && excess === 'moved') {
    const open = shares.map((_, k) => k).filter((k) => (shares[k] ?? 0) < (rooms[k] ?? 0))
    const more = apportion(
      over,
      open.map((k) => weights[lines[k] ?? 0] ?? 0),
      { unit: unitFen, rounding },
    )
    open.forEach((k, j) => {
      shares[k] = (shares[k] ?? 0) + (more[j] ?? 0)
    })
    over = cap(shares, rooms)
  }
  return shares
}

/** Cuts shares down to their rooms; what was over. */
const cap = (shares: number[], rooms: readonly number[]): number => {
  let over = 0
  for (let k = 0; k < shares.length; k++) {
    const more = (shares[k] ?? 0) - (rooms[k] ?? 0)
    if (more > 0) {
      over += more
      shares[k] = rooms[k] ?? 0
    }
  }
  return over
}
