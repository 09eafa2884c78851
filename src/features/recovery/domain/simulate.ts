import { DAY, type Instant } from '../../../shared/time.ts'
import type { PhaseKind } from '../../campaign/domain/phase.ts'
import type { Order } from '../../order/domain/order.ts'
import { begins } from './begins.ts'
import type { Why } from './case.ts'
import { after, type Decided, type Due, decide, type Facts, type Rules } from './decide.ts'
import { drawn } from './draw.ts'
import { planned } from './due.ts'
import { createHeap } from './heap.ts'
import type { Plan, Reason, SendingChannel } from './plan.ts'

/** What a simulation asks of the world besides the orders. */
export interface World {
  rules: Rules
  phaseAt(at: Instant): PhaseKind | null
  optedOut(buyerKey: string): Facts['optedOut']
  reachable(order: Order, channel: SendingChannel): boolean
  outOfStock(order: Order): boolean
  reasonOf(order: Order): Reason
}

export interface Simulated {
  plan: Plan
  due: Due
  at: Instant
  decided: Decided
  reason: Reason
}

export interface Result {
  cases: number
  control: number
  /** Cases whose order was paid after all, as told by the orders. */
  paid: number
  decisions: number
}

/** An order as it was known at a moment, by the times it tells. */
const asOf = (
  order: Order,
  at: Instant,
): Pick<Order, 'id' | 'status' | 'paidAt' | 'refunds' | 'payBy' | 'lines'> => {
  const { id, payBy, lines } = order
  const refunds = order.refunds.filter((refund) => refund.at <= at)
  const open = order.depositFen !== null && order.balanceFrom !== null ? 'deposit-paid' : 'unpaid'
  if (order.paidAt !== null && order.paidAt <= at && order.paidAt >= (order.balanceFrom ?? order.createdAt))
    return { id, status: 'paid', paidAt: order.paidAt, refunds, payBy, lines }
  const closedAt = order.closedAt ?? (order.status === 'closed' ? order.payBy : null)
  if (closedAt !== null && closedAt <= at)
    return { id, status: 'closed', paidAt: null, refunds, payBy, lines }
  // Nothing tells when it was paid: it counts as paid from the beginning, so that no reminder is claimed for it.
  const untold = order.paidAt === null && !['unpaid', 'deposit-paid', 'closed'].includes(order.status)
  return { id, status: untold ? 'paid' : open, paidAt: null, refunds, payBy, lines }
}

/** Decisions between two breaths. */
const BREATH = 500

/**
 * Plays plans over past orders, in the order of time: the same functions that decide when it counts, with caps and budget
 * reckoned as it goes (RCV-42). Yields now and then, so that whoever runs it can let others have their turn. `told` gets
 * every decision.
 */
export function* simulated(
  plans: readonly Plan[],
  orders: readonly Order[],
  world: World,
  told: (one: Simulated) => void,
): Generator<void, Result> {
  const { rules } = world
  const { settings, zone } = rules
  const coming = createHeap<{ plan: Plan; due: Due; order: Order }>()
  const result: Result = { cases: 0, control: 0, paid: 0, decisions: 0 }
  let steps = 0
  for (const order of orders) {
    const began: Order = { ...order, ...asOf(order, order.createdAt) }
    for (const plan of plans) {
      const who = begins(plan, began, order.createdAt)
      if (!who) continue
      if (++steps % BREATH === 0) yield
      result.cases++
      if (order.paidAt !== null) result.paid++
      const { control, arm } = drawn(plan, who.buyerKey)
      if (control) {
        result.control++
        continue
      }
      const { subject, buyerKey, buyerName, orderId, fen, beganAt, endsAt } = who
      const first = planned(plan, { beganAt, endsAt, arm }, 0, null, settings, zone)
      if (first?.nextAt == null) continue
      const due = { subject, buyerKey, buyerName, orderId, fen, arm, control, beganAt, endsAt }
      coming.push(first.nextAt, { plan, due: { ...due, step: 0, dueAt: first.dueAt }, order })
    }
  }
  const reminded = new Map<string, Instant[]>()
  const spent = new Map<number, number>()
  for (;;) {
    const next = coming.pop()
    if (!next) return result
    if (++steps % BREATH === 0) yield
    result.decisions++
    const { at, item } = next
    const { plan, due, order } = item
    const known = reminded.get(due.buyerKey) ?? []
    const reason = world.reasonOf(order)
    const channel = plan.steps[due.step]?.channel ?? 'chat'
    const facts: Facts = {
      order: asOf(order, at),
      settled: null,
      complaint: false,
      talking: false,
      optedOut: world.optedOut(due.buyerKey),
      reminded: known,
      unanswered: 0,
      reachable: world.reachable(order, channel),
      outOfStock: world.outOfStock(order),
      reason,
      phase: world.phaseAt(at),
      titles: [],
      spentLi: spent.get(plan.id) ?? 0,
    }
    const decided = decide(plan, due, facts, rules, at)
    told({ plan, due, at, decided, reason })
    if (decided.do === 'send') {
      // What no cap looks back to any more is not kept.
      const since = at - (settings.caps.days.within + 1) * DAY
      reminded.set(due.buyerKey, [...known.filter((one) => one > since), at])
      spent.set(plan.id, facts.spentLi + decided.costLi)
    }
    const { state, step, dueAt, nextAt } = after(plan, due, decided, rules, at)
    if (state === 'waiting' && nextAt !== null)
      coming.push(Math.max(nextAt, at), { plan, due: { ...due, step, dueAt }, order })
  }
}

/** Counts of why, the most frequent first. */
export const tally = (counts: ReadonlyMap<Why, number>): { why: string; count: number }[] =>
  [...counts].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count)
