import type { Instant } from '../../../shared/time.ts'
import type { Order } from './order.ts'
import { stageNow, stageOf } from './stage.ts'

type About = Pick<Order, 'status' | 'refunds' | 'createdAt'>

/** The order that words to a buyer speak of: the latest that is under way, else the latest received one of late; null where
 * nothing is (ORD-82). */
export const spokenOf = <T extends About>(orders: readonly T[], now: Instant): T | null => {
  const recent = [...orders]
    .filter((order) => stageNow([order], now) !== null)
    .sort((a, b) => b.createdAt - a.createdAt)
  return recent.find((order) => stageOf(order) !== 'received') ?? recent[0] ?? null
}

/** The parcel that was sent last. */
export const lastParcel = (order: Pick<Order, 'shipments'>): Order['shipments'][number] | null =>
  order.shipments.reduce<Order['shipments'][number] | null>(
    (last, one) => (last === null || one.at >= last.at ? one : last),
    null,
  )
