import type { Tx } from '../../platform/db/db.ts'
import { HOUR, type Instant } from '../../shared/time.ts'
import { type Clocks, clocksOf } from '../clock/domain/live.ts'
import type { Waiter } from './domain/people.ts'
import type { RoutingSettings } from './domain/settings.ts'
import * as store from './store.ts'

/** Who waits in a shop, as `plan` wants to know them. `people`: those to whom they might go back. */
export const readWaiters = async (
  tx: Tx,
  shopId: number,
  people: readonly number[],
  about: { settings: RoutingSettings; clocks: Clocks },
  now: Instant,
): Promise<Waiter[]> => {
  const { settings, clocks } = about
  const queue = await store.queueOf(tx, shopId)
  const buyers = queue.map(({ buyerId }) => buyerId)
  const agents = buyers.length > 0 ? await store.agentsOf(tx, shopId, buyers) : null
  const since = now - Math.max(settings.recent.online, settings.recent.always) * HOUR
  const served = new Map<number, Waiter['served'][number][]>()
  if (buyers.length > 0 && people.length > 0)
    for (const { buyerId, ...by } of await store.servedSince(tx, shopId, buyers, people, since)) {
      const known = served.get(buyerId)
      if (known) known.push(by)
      else served.set(buyerId, [by])
    }
  return queue.map((c) => ({
    conversationId: c.id,
    buyerId: c.buyerId,
    team: c.team ?? settings.fallback,
    skill: c.route?.skill ?? null,
    slots: c.route?.slots ?? 1,
    queuedAt: c.queuedAt ?? now,
    // What is late already must not make the others late as well.
    dueAt: clocksOf(c, clocks).find(({ dueAt }) => dueAt >= now)?.dueAt ?? null,
    prefer: c.route?.prefer ?? null,
    passed: c.route?.passed ?? [],
    holder: c.assignee,
    agentId: agents?.get(c.buyerId) ?? null,
    served: served.get(c.buyerId) ?? [],
    // What a buyer's order is worth and which campaign brought them is not known here yet: neither weighs.
    campaign: false,
    value: 0,
  }))
}
