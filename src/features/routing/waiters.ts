import type { Tx } from '../../platform/db/db.ts'
import { HOUR, type Instant } from '../../shared/time.ts'
import type { Clocks } from '../clock/domain/live.ts'
import type { Waiter } from './domain/people.ts'
import type { RoutingSettings } from './domain/settings.ts'
import { waiterOf } from './domain/waiter.ts'
import * as store from './store.ts'

/** Who waits in a shop, as `plan` wants to know them. `people`: those to whom they might go back. */
export const readWaiters = async (
  tx: Tx,
  shopId: number,
  people: readonly number[],
  about: { settings: RoutingSettings; clocks: Clocks },
  now: Instant,
): Promise<Waiter[]> => {
  const { settings } = about
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
  return queue.map((c) => {
    const known = { agentId: agents?.get(c.buyerId) ?? null, served: served.get(c.buyerId) ?? [] }
    return waiterOf(c, known, about, now)
  })
}
