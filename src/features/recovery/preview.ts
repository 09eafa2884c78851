import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import { DAY, HOUR, type Instant } from '../../shared/time.ts'
import type { Order } from '../order/domain/order.ts'
import type { Preview } from './contract.ts'
import type { Why } from './domain/case.ts'
import type { PlanBody } from './domain/plan.ts'
import { detectable } from './domain/power.ts'
import { simulated, tally, type World } from './domain/simulate.ts'
import * as cases from './engine/case-store.ts'
import type { Ground } from './engine/deciding.ts'
import { mobileOf } from './engine/phone.ts'
import { UNKNOWN_REASON } from './engine/ports.ts'
import { buyerOut, buyersOptedOut, channelsOut } from './opt-outs/service.ts'

/** Orders a preview plays over at most, and how many are read at once: a second or two of reckoning. */
export const PREVIEW_ORDERS = 20_000
const PAGE = 1000
const SAMPLE = 40
const LONGEST = 62 * DAY

interface Deps {
  db: Db
  clock: Clock
}

/** The past as far as it is looked at, piece by piece: no long transaction, nobody kept waiting. */
const pastOrders = async (
  { db }: Deps,
  shopId: number,
  from: Instant,
  to: Instant,
): Promise<{ orders: Order[]; more: boolean }> => {
  const orders: Order[] = []
  let [at, after] = [from, '']
  for (;;) {
    const limit = Math.min(PAGE, PREVIEW_ORDERS + 1 - orders.length)
    const found = await db.tx({ shops: [shopId] }, (tx) =>
      cases.ordersMade(tx, shopId, { from: at, to, after, limit }),
    )
    orders.push(...found)
    const last = found.at(-1)
    if (orders.length > PREVIEW_ORDERS) return { orders: orders.slice(0, PREVIEW_ORDERS), more: true }
    if (!last || found.length < limit) return { orders, more: false }
    ;[at, after] = [last.createdAt, last.id]
    await setImmediate()
  }
}

/**
 * What a plan would have done on the orders of a past time: the very functions that decide when it counts, on what the
 * orders tell of themselves. Who talked with whom then, and what other plans sent, is not known any more and not asked.
 * Nothing is written. Plays over the first 20,000 orders and says whether there were more.
 */
export const preview = async (
  deps: Deps,
  shopId: number,
  ground: Ground,
  { plan: body, from, to }: { plan: PlanBody; from: Instant; to: Instant },
): Promise<Preview> => {
  if (to <= from)
    throw refuse('malformed', { where: 'body', problems: [{ field: 'to', problem: 'not after from' }] })
  if (to - from > LONGEST)
    throw refuse('malformed', {
      where: 'body',
      problems: [{ field: 'to', problem: 'at most 62 days after from' }],
    })
  const { orders, more } = await pastOrders(deps, shopId, from, to)
  const outs = await deps.db.tx({ shops: [shopId] }, (tx) => buyersOptedOut(tx, shopId))
  const { shop, settings, shelf, passes } = ground
  const world: World = {
    rules: { settings, platform: shop.platform, zone: shop.timeZone, locale: shop.locale, passes },
    phaseAt: (at) => shelf?.kindsAt(at)[0] ?? null,
    optedOut: (key) => channelsOut(outs, [buyerOut(key)]),
    reachable: (order, channel) => channel === 'chat' || mobileOf(order) !== null,
    outOfStock: () => false,
    reasonOf: () => UNKNOWN_REASON.reason,
  }
  const now = deps.clock.now()
  const played = { ...body, id: 0, state: 'running' as const, salt: 'preview', createdAt: now, endedAt: null }
  const plan = { ...played, startedAt: from, from, until: to }

  const sent = new Map<string, { sent: number; costLi: number }>()
  const suppressed = new Map<Why, number>()
  const hours = new Map<number, number>()
  const sample: Preview['sample'] = []
  let costLi = 0
  const playing = simulated([plan], orders, world, ({ due, at, decided, reason }) => {
    const step = plan.steps[due.step]
    if (!step || decided.do === 'hold') return
    if (decided.do === 'send') {
      const known = sent.get(step.code) ?? { sent: 0, costLi: 0 }
      sent.set(step.code, { sent: known.sent + 1, costLi: known.costLi + decided.costLi })
      const hour = Math.floor(at / HOUR) * HOUR
      hours.set(hour, (hours.get(hour) ?? 0) + 1)
      costLi += decided.costLi
    } else suppressed.set(decided.why, (suppressed.get(decided.why) ?? 0) + 1)
    if (sample.length >= SAMPLE || (decided.do === 'stop' && sample.length >= SAMPLE / 2)) return
    const { subject, buyerKey, buyerName, orderId, arm } = due
    sample.push({
      ...{
        id: sample.length + 1,
        planId: 0,
        subject,
        step: step.code,
        channel: step.channel,
        buyerKey,
        buyerName,
      },
      ...{ orderId, arm, reason, dueAt: due.dueAt ?? at, decidedAt: at, error: null },
      ...(decided.do === 'send'
        ? { state: 'sent' as const, why: null, text: decided.text, costLi: decided.costLi }
        : { state: 'suppressed' as const, why: decided.why, text: '', costLi: 0 }),
    })
  })
  let next = playing.next()
  while (!next.done) {
    await setImmediate()
    next = playing.next()
  }
  const { cases: count, control, paid } = next.value
  return {
    ...{ cases: count, control, more, orders: orders.length },
    steps: body.steps.map(({ code, channel }) => ({
      ...{ step: code, channel },
      ...(sent.get(code) ?? { sent: 0, costLi: 0 }),
    })),
    suppressed: tally(suppressed),
    sample,
    hours: [...hours].map(([at, n]) => ({ at, sent: n })).sort((a, b) => a.at - b.at),
    costLi,
    detectable: detectable(count - control, control, count === 0 ? 0 : paid / count),
  }
}
