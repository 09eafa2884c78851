import type { Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import { HOUR } from '../../../shared/time.ts'
import type { Order } from '../../order/domain/order.ts'
import { keysBeside, orderStore } from '../../order/index.ts'
import { begins, fits, type Subject, takesFrom } from '../domain/begins.ts'
import { drawn } from '../domain/draw.ts'
import { planned } from '../domain/due.ts'
import type { Hours } from '../domain/hours.ts'
import type { Plan } from '../domain/plan.ts'
import { knows } from '../domain/problems.ts'
import { orderStands, outcomeOf } from '../domain/stands.ts'
import * as plans from '../plan-store.ts'
import * as cases from './case-store.ts'
import * as facts from './facts-store.ts'
import { type ReasonsOf, UNKNOWN_REASON } from './ports.ts'

export interface Enrolling {
  settings: Hours
  zone: string
  now: Instant
  reasons?: ReasonsOf | undefined
}

/** Orders looked at in one transaction: some tenths of a second. */
const ORDERS = 1000
const CONCESSIONS = 500

/**
 * Begins cases of a plan, in the order given: who fits it and is none yet. Lots are drawn, the first step is planned. The
 * transaction needs the shop in its scope, no turn. Gives how many are new.
 */
export const beginCases = async (
  tx: Tx,
  shopId: number,
  plan: Plan,
  subjects: readonly Subject[],
  { settings, zone, now, reasons }: Enrolling,
): Promise<number> => {
  const fitting = subjects.filter((who) => fits(plan, who, now))
  if (fitting.length === 0) return 0
  const known = reasons ? await reasons(tx, shopId, fitting) : new Map()
  const fresh = fitting.map((who): cases.CaseRow => {
    const { control, arm } = drawn(plan, who.buyerKey)
    const first = control ? null : planned(plan, { ...who, arm }, 0, null, settings, zone)
    return {
      ...who,
      ...(known.get(who.subject) ?? UNKNOWN_REASON),
      ...{ products: [...who.products], planId: plan.id, arm, control, step: 0 },
      ...{ dueAt: first?.dueAt ?? null, nextAt: first?.nextAt ?? null },
      state: control ? 'done' : 'waiting',
      why: control ? 'control' : null,
      ...{ paidAt: null, paidFen: null },
    }
  })
  return (await cases.addCases(tx, shopId, fresh)).length
}

/** What an order that changed means for a case; null: nothing new. */
const moved = (
  plan: Plan,
  one: cases.CaseRow,
  order: Order,
  { settings, zone, now }: Enrolling,
): cases.CaseRow | null => {
  const own = one.orderId === order.id
  // An order from before the case began has nothing to do with it.
  if (!own && order.createdAt < one.beganAt) return null
  const next = { ...one }
  const outcome = outcomeOf(plan, one, order, now)
  if (outcome && next.paidAt === null) Object.assign(next, outcome)
  // Closed again in the time in which it counts: nothing was won.
  else if (own && !outcome && next.paidAt !== null && now - one.beganAt <= plan.window * HOUR)
    Object.assign(next, { paidAt: null, paidFen: null })
  if (next.state === 'waiting' && !next.control) {
    const going = order.status !== 'closed' && order.status !== 'unknown'
    const why = own ? orderStands(plan.trigger, order) : going ? (outcome ? 'paid' : 'ordered') : null
    if (why) Object.assign(next, { state: 'stopped', why, nextAt: null, dueAt: null })
    else if (own && order.payBy !== next.endsAt) {
      next.endsAt = order.payBy
      const step = plan.steps[next.step]
      if (step?.when.kind === 'before-end')
        Object.assign(next, planned(plan, next, next.step, null, settings, zone) ?? {})
      else if (next.nextAt !== null && next.endsAt !== null) next.nextAt = Math.min(next.nextAt, next.endsAt)
    }
  }
  return JSON.stringify(next) === JSON.stringify(one) ? null : next
}

/**
 * Looks at the orders that changed since it last looked: who becomes a case, who has paid (the control group too), whose case
 * is over. One transaction, in the shop's recovery turn; gives whether there is more to look at, and how much changed.
 */
export const enrol = async (
  tx: Tx,
  shopId: number,
  how: Enrolling,
): Promise<{ more: boolean; changed: number }> => {
  const { now } = how
  const begun = (await plans.begunPlans(tx, shopId)).filter(
    ({ plan }) => plan.endedAt === null || now - plan.endedAt <= plan.window * HOUR,
  )
  if (begun.length === 0) return { more: false, changed: 0 }
  const byId = new Map(begun.map(({ plan }) => [plan.id, plan]))
  let changed = 0
  for (const { plan } of begun) {
    if (plan.trigger !== 'coupon-expiring' || (plan.state !== 'running' && plan.state !== 'paused')) continue
    const given = await cases.concessionsFor(tx, shopId, plan.id, {
      ...{ since: takesFrom(plan), now, limit: CONCESSIONS },
    })
    const subjects = given.map(
      ({ id, givenAt, until, goods, ...who }): Subject => ({
        ...who,
        ...{ subject: `concession:${id}`, orderId: null, products: goods ?? [] },
        ...{ beganAt: givenAt, endsAt: until },
      }),
    )
    changed += await beginCases(tx, shopId, plan, subjects, how)
  }

  const from = Math.min(...begun.map(({ readTo }) => readTo))
  const orders = await orderStore.ordersSince(tx, shopId, from, ORDERS)
  const last = orders.at(-1)
  if (!last) return { more: false, changed }
  // Cases that are known first: what was read just now says nothing new of those that begin with it.
  // Only cases about no order are looked for by their buyer, under any key of theirs.
  const besideOrders = begun.some(({ plan }) => !knows(plan.trigger, 'order'))
  const buyers = besideOrders ? orders.flatMap(({ order }) => order.buyer?.id ?? []) : []
  const beside = await keysBeside(tx, shopId, buyers)
  const known = await cases.casesOf(
    tx,
    shopId,
    orders.map(({ order }) => order.id),
    [...new Set([...beside.values()].flat())],
  )
  const byOrder = new Map<string, cases.CaseRow[]>()
  const byBuyer = new Map<string, cases.CaseRow[]>()
  for (const one of known) {
    const [map, key] = one.orderId === null ? [byBuyer, one.buyerKey] : [byOrder, one.orderId]
    map.set(key, [...(map.get(key) ?? []), one])
  }
  const after = new Map<string, cases.CaseRow>()
  const over = new Map<string, boolean>()
  for (const { seq, order } of orders) {
    const theirs = beside.get(order.buyer?.id ?? '') ?? []
    const concerned = [
      ...(byOrder.get(order.id) ?? []),
      ...new Set(theirs.flatMap((key) => byBuyer.get(key) ?? [])),
    ]
    for (const one of concerned) {
      const plan = byId.get(one.planId)
      const readTo = begun.find((row) => row.plan === plan)?.readTo ?? 0
      if (!plan || seq <= readTo) continue
      const key = `${one.planId}/${one.subject}`
      // A call may stand on a list though its case is done.
      const why = one.orderId === order.id ? orderStands(plan.trigger, order) : null
      if (why) over.set(one.subject, why === 'paid')
      const next = moved(plan, after.get(key) ?? one, order, how)
      if (next) after.set(key, next)
      if (next?.state === 'stopped') over.set(next.subject, next.why === 'paid')
    }
  }
  await cases.saveCases(tx, shopId, [...after.values()])
  await cases.endErrands(
    tx,
    shopId,
    [...over].map(([subject, paid]) => ({ subject, paid })),
    now,
  )
  changed += after.size

  for (const { plan, readTo } of begun) {
    const subjects = orders.flatMap(({ seq, order }) =>
      seq > readTo ? (begins(plan, order, now) ?? []) : [],
    )
    changed += await beginCases(tx, shopId, plan, await named(tx, shopId, subjects), how)
  }
  await plans.saveReadTo(tx, shopId, [...byId.keys()], last.seq)
  return { more: orders.length >= ORDERS, changed }
}

/** Whom the desk knows them as. */
const named = async (tx: Tx, shopId: number, subjects: readonly Subject[]): Promise<Subject[]> => {
  if (subjects.length === 0) return []
  const talks = await facts.talksOf(
    tx,
    shopId,
    subjects.map(({ buyerKey: key, buyerId, orderId }) => ({ key, buyerId, orderId })),
  )
  const known = new Map(talks.map(({ key, buyerId }) => [key, buyerId]))
  return subjects.map((who) => ({ ...who, buyerId: who.buyerId ?? known.get(who.buyerKey) ?? null }))
}
