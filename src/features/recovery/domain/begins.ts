import type { Instant } from '../../../shared/time.ts'
import type { Order } from '../../order/domain/order.ts'
import type { Plan } from './plan.ts'

/** Somebody a plan could be about, before chance and reason are asked. */
export interface Subject {
  subject: string
  buyerKey: string
  buyerId: number | null
  buyerName: string
  orderId: string | null
  products: readonly string[]
  fen: number | null
  beganAt: Instant
  endsAt: Instant | null
}

type Taking = Pick<Plan, 'state' | 'trigger' | 'audience' | 'from' | 'until' | 'startedAt'>

/** From when on a plan takes on new cases: what lies before was not its to draw lots about. */
export const takesFrom = ({ from, startedAt }: Pick<Plan, 'from' | 'startedAt'>): Instant =>
  from ?? startedAt ?? Number.POSITIVE_INFINITY

/** Whether a plan is about it (RCV-4): in its time, not over yet, of its audience. Amounts and products that are not known
 * fit no plan that asks for some. A paused plan goes on taking them in: who is drawn into the control group must not depend
 * on when somebody pressed a button. */
export const fits = (plan: Taking, who: Subject, now: Instant): boolean => {
  const { leastFen, mostFen, products } = plan.audience
  if (plan.state !== 'running' && plan.state !== 'paused') return false
  if (who.beganAt < takesFrom(plan) || (plan.until !== null && who.beganAt >= plan.until)) return false
  if (who.endsAt !== null && who.endsAt <= now) return false
  if (leastFen !== null && (who.fen === null || who.fen < leastFen)) return false
  if (mostFen !== null && (who.fen === null || who.fen > mostFen)) return false
  return products.length === 0 || who.products.some((product) => products.includes(product))
}

const productsOf = (order: Order): string[] => [
  ...new Set(order.lines.flatMap(({ product }) => (product === null ? [] : [product]))),
]

/**
 * Who a plan about orders is about because of this order; null: nobody (RCV-3). A case about an unpaid order begins when it
 * was made; one about a balance when that can be paid, or when the plan began, if that was later. Orders without a buyer's
 * id belong to nobody who could be drawn or reached.
 */
export const begins = (plan: Taking, order: Order, now: Instant): Subject | null => {
  if (!order.buyer) return null
  const who = {
    subject: `order:${order.id}`,
    buyerKey: order.buyer.id,
    buyerId: null,
    buyerName: order.buyer.name,
    orderId: order.id,
    products: productsOf(order),
    endsAt: order.payBy,
  }
  const subject =
    plan.trigger === 'unpaid' && order.status === 'unpaid'
      ? { ...who, fen: order.payableFen, beganAt: order.createdAt }
      : plan.trigger === 'balance' && order.status === 'deposit-paid'
        ? {
            ...who,
            fen: order.payableFen === null ? null : Math.max(0, order.payableFen - (order.depositFen ?? 0)),
            beganAt: Math.max(order.balanceFrom ?? order.createdAt, takesFrom(plan)),
          }
        : null
  return subject !== null && fits(plan, subject, now) ? subject : null
}
