import { apportion } from '../../../shared/money.ts'
import type { Order, OrderLine } from '../../order/domain/order.ts'

/** Refunds that gave, or will give, money back. */
const counts = new Set(['agreed', 'returned', 'done'])
const unsent = new Set(['deposit-paid', 'paid'])

/** What each line of an order was paid with, fen; null where nothing tells. The platform's own share of a line first; else what
 * was paid for the goods is laid onto the lines by their prices, as platforms do. */
export const paidShares = (
  order: Pick<Order, 'lines' | 'paidFen' | 'payableFen' | 'freightFen'>,
): Map<string, number | null> => {
  const shares = new Map(order.lines.map(({ id, paysFen }) => [id, paysFen]))
  if (order.lines.every(({ paysFen }) => paysFen !== null)) return shares
  const whole = order.paidFen ?? order.payableFen
  const weight = ({ priceFen, quantity }: OrderLine): number | null =>
    priceFen === null ? null : priceFen * quantity
  if (whole === null) return shares
  const goods = whole - (order.freightFen ?? 0)
  const known = order.lines.reduce((sum, { paysFen }) => sum + (paysFen ?? 0), 0)
  const rest = order.lines.filter(({ paysFen }) => paysFen === null)
  const weights = rest.map(weight)
  // One line alone takes what is left, whatever its price.
  if (rest.length > 1 && weights.some((one) => one === null)) return shares
  const parts = apportion(
    Math.max(0, goods - known),
    rest.length === 1 ? [1] : weights.map((one) => one ?? 0),
  )
  for (const [i, { id }] of rest.entries()) shares.set(id, parts[i] ?? 0)
  return shares
}

/** What can be given back of an order at most, fen: what was paid, less what was given back before. Without end where nothing
 * tells what was paid. */
export const leftToGiveBack = (order: Pick<Order, 'paidFen' | 'payableFen' | 'refunds'>): number => {
  const paid = order.paidFen ?? order.payableFen
  if (paid === null) return Number.POSITIVE_INFINITY
  const given = order.refunds.reduce((sum, { state, fen }) => sum + (counts.has(state) ? (fen ?? 0) : 0), 0)
  return Math.max(0, paid - given)
}

export interface RefundDue {
  /** Null: not known. */
  dueFen: number | null
  lines: { line: string; title: string; fen: number | null }[]
  /** Of it, the freight: an order that is given back whole before anything was sent. */
  freightFen: number
}

/** What a refund of lines (none: all) comes to: their share of what was paid, less what was given back for them before
 * (TSK-40). Lines and freight together are never more than what was paid. */
export const refundDue = (order: Order, wanted: readonly string[]): RefundDue => {
  const shares = paidShares(order)
  const chosen = wanted.length === 0 ? order.lines : order.lines.filter(({ id }) => wanted.includes(id))
  const back = order.refunds.filter(({ state }) => counts.has(state))
  const ofLine = (line: string) =>
    back.reduce((sum, one) => sum + (one.line === line ? (one.fen ?? 0) : 0), 0)
  const lines = chosen.map(({ id, title }) => {
    const share = shares.get(id) ?? null
    return { line: id, title, fen: share === null ? null : Math.max(0, share - ofLine(id)) }
  })
  const whole = chosen.length === order.lines.length
  const freightFen = whole && unsent.has(order.status) ? (order.freightFen ?? 0) : 0
  const goods = lines.reduce<number | null>(
    (sum, { fen }) => (sum === null || fen === null ? null : sum + fen),
    0,
  )
  if (goods === null) return { dueFen: null, lines, freightFen }
  return { dueFen: Math.min(goods + freightFen, leftToGiveBack(order)), lines, freightFen }
}
