import type { Order } from './order.ts'

/** Why a price cannot be wanted: it is not known what the order comes to; more than it came to; the freight is more than the
 * whole; less than the person may go. Money back: more than was paid. */
export type PriceFlaw =
  | { why: 'unknown' }
  | { why: 'above-list'; mostFen: number }
  | { why: 'freight' }
  | { why: 'too-much'; leastFen: number }
  | { why: 'more-than-paid'; mostFen: number }

type Priced = Pick<Order, 'lines' | 'goodsFen' | 'freightFen' | 'payableFen'>

/** What the order comes to by the prices of its lines, with freight; null where they are not all known. */
export const listFen = ({ lines, goodsFen, freightFen }: Priced): number | null => {
  let goods = 0
  for (const { priceFen, quantity } of lines) {
    if (priceFen === null) return goodsFen === null ? null : goodsFen + (freightFen ?? 0)
    goods += priceFen * quantity
  }
  if (lines.length === 0) return goodsFen === null ? null : goodsFen + (freightFen ?? 0)
  return goods + (freightFen ?? 0)
}

/** What the order came to before anybody at the desk changed its price: many small steps down are one big one. `before`: what
 * was to be paid when each earlier price was wanted. Null where nobody knows. */
export const baseFen = (order: Priced, before: readonly number[]): number | null => {
  const known = [order.payableFen ?? listFen(order), ...before].filter((fen) => fen !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** What is wrong with a price for a whole order, freight included; null where nothing is (specs/order.md ORD-32). */
export const priceFlaw = (
  order: Priced,
  wanted: { payableFen: number; freightFen: number },
  { before, mostOff }: { before: readonly number[]; mostOff: (baseFen: number) => number },
): PriceFlaw | null => {
  const base = baseFen(order, before)
  if (base === null) return { why: 'unknown' }
  if (wanted.freightFen > wanted.payableFen) return { why: 'freight' }
  const most = Math.max(base, listFen(order) ?? 0)
  if (wanted.payableFen > most) return { why: 'above-list', mostFen: most }
  const least = base - mostOff(base)
  return wanted.payableFen < least ? { why: 'too-much', leastFen: least } : null
}

/** What is wrong with money back for an order or one of its lines, besides what was given or is wanted already. What the
 * platform has paid back may be what the desk wanted, or somebody's doing on the platform: the greater of the two is gone. */
export const refundFlaw = (
  order: Pick<Order, 'lines' | 'paidFen' | 'payableFen' | 'refunds'>,
  wanted: { line: string | null; fen: number },
  before: readonly { line: string | null; fen: number }[],
): PriceFlaw | null => {
  const paid = order.paidFen ?? order.payableFen
  const ofLine =
    wanted.line === null ? null : (order.lines.find(({ id }) => id === wanted.line)?.paysFen ?? null)
  const told = order.refunds.filter(({ state }) => state === 'done')
  const sum = (list: readonly { fen: number | null }[]) =>
    list.reduce((total, { fen }) => total + (fen ?? 0), 0)
  const gone = (is: (of: { line: string | null }) => boolean) =>
    Math.max(sum(before.filter(is)), sum(told.filter(is)))
  const rest = [
    ...(paid === null ? [] : [paid - gone(() => true)]),
    ...(ofLine === null ? [] : [ofLine - gone(({ line }) => line === wanted.line)]),
  ]
  if (rest.length === 0) return { why: 'unknown' }
  const most = Math.max(0, Math.min(...rest))
  return wanted.fen > most ? { why: 'more-than-paid', mostFen: most } : null
}
