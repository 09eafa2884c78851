import { DAY, type Instant } from '../../../shared/time.ts'
import type { Order } from './order.ts'

/** Where a buyer's order stands, as far as it decides who serves them (routing's stages). */
export type OrderStage = 'unpaid' | 'paid' | 'shipped' | 'received' | 'refunding'

const refunding = new Set(['asked', 'agreed', 'returned'])

/** The stage of one order; null for one that is over and done with. */
export const stageOf = (order: Pick<Order, 'status' | 'refunds'>): OrderStage | null => {
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

/** An older order is not what a buyer writes about today: platforms end after-sale 15 days after receipt, and the way there
 * takes some (ORD-20). */
export const STAGE_DAYS = 45

/** The stage of the order a buyer most likely writes about: the latest of some weeks that is not over. */
export const stageNow = (
  orders: readonly Pick<Order, 'status' | 'refunds' | 'createdAt'>[],
  now: Instant,
): OrderStage | null => {
  const recent = orders
    .filter(({ createdAt }) => now - createdAt <= STAGE_DAYS * DAY)
    .sort((a, b) => b.createdAt - a.createdAt)
  return recent.map(stageOf).find((stage) => stage !== null) ?? null
}
