import { DAY, type Instant } from '../../../shared/time.ts'
import type { Order } from './order.ts'

/** Where a buyer's order stands, as far as it decides who serves them (routing's stages). */
export type OrderStage = 'none' | 'unpaid' | 'paid' | 'shipped' | 'received' | 'refunding'

/** An older order is not what a buyer writes about today: platforms end after-sale 15 days after receipt; the way there
 * takes some. */
const RECENT = 45 * DAY

const refunding = new Set(['asked', 'agreed', 'returned'])

/** The stage of one order; null for one that is over and done with. */
export const stageOf = (order: Pick<Order, 'status' | 'refunds'>): Exclude<OrderStage, 'none'> | null => {
  if (order.refunds.some(({ state }) => refunding.has(state))) return 'refunding'
  switch (order.status) {
    case 'unpaid':
    case 'deposit-paid':
      return 'unpaid'
    case 'paid':
    case 'part-shipped':
      return 'paid'
    case 'shipped':
      return 'shipped'
    case 'finished':
      return 'received'
    case 'closed':
    case 'unknown':
      return null
  }
}

/** The stage of the order a buyer most likely writes about: the latest of some weeks that is not over (ORD-20). */
export const stageNow = (
  orders: readonly Pick<Order, 'status' | 'refunds' | 'createdAt'>[],
  now: Instant,
): OrderStage => {
  const recent = orders
    .filter(({ createdAt }) => now - createdAt <= RECENT)
    .sort((a, b) => b.createdAt - a.createdAt)
  for (const order of recent) {
    const stage = stageOf(order)
    if (stage !== null) return stage
  }
  return 'none'
}
