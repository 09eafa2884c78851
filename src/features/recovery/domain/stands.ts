import { HOUR, type Instant } from '../../../shared/time.ts'
import type { Order } from '../../order/domain/order.ts'
import type { Case, Why } from './case.ts'
import type { Plan, Trigger } from './plan.ts'

const settledStates: ReadonlySet<Order['status']> = new Set(['paid', 'part-shipped', 'shipped', 'finished'])
const underWay = new Set(['asked', 'agreed', 'returned'])

type Standing = Pick<Order, 'status' | 'paidAt' | 'refunds'>

/** Why an order is nothing to remind of any more; null: its payment is still to come (RCV-12). What is not known is not
 * reminded of. */
export const orderStands = (trigger: Trigger, order: Standing | null): Why | null => {
  if (order === null) return 'cancelled'
  if (order.refunds.some(({ state }) => underWay.has(state))) return 'refunding'
  const open = trigger === 'balance' ? 'deposit-paid' : 'unpaid'
  if (order.status === open) return null
  if (settledStates.has(order.status) || order.status === 'deposit-paid') return 'paid'
  return 'cancelled'
}

/**
 * What became of a case by an order of its buyer (RCV-30): when and how much was paid within the plan's window after it
 * began, whoever reminded, and whoever did not. Null: nothing (yet), or the order was closed again. `seenAt`: for sources
 * that do not tell when.
 */
export const outcomeOf = (
  plan: Pick<Plan, 'trigger' | 'window'>,
  { beganAt }: Pick<Case, 'beganAt'>,
  order: Order,
  seenAt: Instant,
): { paidAt: Instant; paidFen: number } | null => {
  const deposit = plan.trigger === 'unpaid' && order.status === 'deposit-paid'
  if (!settledStates.has(order.status) && !deposit) return null
  // Of a balance the source may tell when the deposit was paid.
  const paidAt = order.paidAt !== null && order.paidAt >= beganAt ? order.paidAt : seenAt
  if (paidAt - beganAt > plan.window * HOUR) return null
  const whole = order.payableFen ?? order.paidFen ?? 0
  const paidFen = deposit
    ? (order.depositFen ?? 0)
    : plan.trigger === 'balance'
      ? Math.max(0, whole - (order.depositFen ?? 0))
      : whole
  return { paidAt, paidFen }
}
