import type { Moments } from '../../../shared/statistics/mean.ts'
import type { Count } from '../../../shared/statistics/proportion.ts'

/** What is counted of a group of people. Of `money`, x is what the order came to before anything was sent, y what was
 * paid within the window (0 for who did not pay). */
export interface Tally {
  people: number
  paid: number
  paidFen: number
  money: Moments
}

export const nobody: Tally = {
  people: 0,
  paid: 0,
  paidFen: 0,
  money: { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 },
}

export const countOf = ({ people, paid }: Tally): Count => ({ are: paid, of: people })

/** Two groups as one (Chan, Golub & LeVeque): no sum of squares of large numbers is ever taken. */
const mergedMoments = (a: Moments, b: Moments): Moments => {
  if (a.n === 0) return b
  if (b.n === 0) return a
  const n = a.n + b.n
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const by = (a.n * b.n) / n
  return {
    n,
    x: a.x + (dx * b.n) / n,
    y: a.y + (dy * b.n) / n,
    xx: a.xx + b.xx + dx * dx * by,
    yy: a.yy + b.yy + dy * dy * by,
    xy: a.xy + b.xy + dx * dy * by,
  }
}

export const together = (tallies: Iterable<Tally>): Tally => {
  let sum = nobody
  for (const one of tallies)
    sum = {
      people: sum.people + one.people,
      paid: sum.paid + one.paid,
      paidFen: sum.paidFen + one.paidFen,
      money: mergedMoments(sum.money, one.money),
    }
  return sum
}
