import { apportion } from '../../../../shared/money.ts'
import type { QuotedLine } from '../quote.ts'

/** What each piece of a line was paid with, in fen: alike but for the rest of the division, which the last pieces bear. */
export const pieceShares = ({ paysFen, quantity }: Pick<QuotedLine, 'paysFen' | 'quantity'>): number[] =>
  apportion(
    paysFen,
    Array.from({ length: quantity }, () => 1),
  )

/** What pieces `from` (included) to `to` (excluded) were paid with, and which reductions fall on them. */
export const sharesOf = (
  line: QuotedLine,
  from: number,
  to: number,
): { paysFen: number; cuts: QuotedLine['cuts'] } => {
  const paysFen = pieceShares(line)
    .slice(from, to)
    .reduce((sum, fen) => sum + fen, 0)
  const listFen = line.quantity === 0 ? 0 : (line.listFen / line.quantity) * (to - from)
  const parts = apportion(
    Math.round(listFen) - paysFen,
    line.cuts.map(({ fen }) => fen),
  )
  return { paysFen, cuts: line.cuts.map(({ offer }, i) => ({ offer, fen: parts[i] ?? 0 })) }
}
