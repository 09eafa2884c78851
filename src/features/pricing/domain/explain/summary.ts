import type { Reckoned } from '../engine/reckon.ts'
import type { Quote } from '../quote.ts'

const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0)

/** The window in which every balance can be paid: the latest beginning, the earliest end. */
const deposit = ({ prices, found }: Reckoned): Quote['deposit'] => {
  if (prices.deposits.length === 0) return null
  const fen = sum(prices.deposit)
  const presale = found.left.reduce((total, left, i) => total + ((prices.deposit[i] ?? 0) > 0 ? left : 0), 0)
  const froms = prices.deposits.flatMap((d) => d.from ?? [])
  const tos = prices.deposits.flatMap((d) => d.to ?? [])
  return {
    fen,
    balanceFen: presale - fen + found.freightFen,
    from: froms.length === 0 ? null : Math.max(...froms),
    to: tos.length === 0 ? null : Math.min(...tos),
  }
}

/** The amounts of a quote, without its lines and sentences. */
export type Summary = Pick<
  Quote,
  'listFen' | 'itemFen' | 'goodsFen' | 'freightFen' | 'payableFen' | 'nowFen' | 'deposit' | 'choice'
>

export const summary = (r: Reckoned): Summary => {
  const { found } = r
  const held = deposit(r)
  return {
    listFen: sum(r.s.list),
    itemFen: sum(r.prices.item),
    goodsFen: found.payableFen - found.freightFen,
    freightFen: found.freightFen,
    payableFen: found.payableFen,
    nowFen: held === null ? found.payableFen : found.payableFen - held.balanceFen,
    deposit: held,
    choice: {
      cards: found.applied
        .filter((a) => a.c.ready.held)
        .map((a) => a.c.ready.id)
        .sort(),
      proven: found.proven,
      boundFen: found.boundFen,
    },
  }
}
