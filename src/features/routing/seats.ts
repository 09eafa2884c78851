import { record } from '../../platform/auth/audit.ts'
import type { Logged } from '../../platform/events/hub.ts'
import { append } from '../../platform/events/log.ts'
import type { PersonState } from '../../shared/access.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Buyer } from '../conversation/domain.ts'
import type { Member } from '../shop/domain.ts'
import {
  type By,
  differences,
  lockShops,
  memberNews,
  memberOf,
  type SettingsDeps,
  setState,
  shopsOf,
} from '../shop/index.ts'
import * as store from './store.ts'

/** What a supervisor sets of somebody; what is left out stays. */
export interface SeatChange {
  slots?: number | undefined
  shopSlots?: number | null | undefined
  state?: PersonState | undefined
}

const member = async (deps: SettingsDeps, shopId: number, personId: number): Promise<Member> => {
  const found = await deps.db.tx({ shops: [shopId] }, (tx) => memberOf(tx, shopId, personId))
  if (!found) throw refuse('not-found', { personId })
  return found
}

/**
 * Changes somebody's limits and state. A person has one limit and is in one place, whatever shops they work for: but for
 * `shopSlots` all their shops are told. Audited in the shop whose supervisor did it. Refuses `not-found`.
 */
export const setSeat = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  personId: number,
  change: SeatChange,
): Promise<Member> => {
  const { db, clock, hub } = deps
  const was = await member(deps, shopId, personId)
  const shops = (await db.tx({ shops: [] }, (tx) => shopsOf(tx, personId))).map(({ shopId: id }) => id)
  const logged = await db.tx({ shops: [...new Set([...shops, shopId])] }, async (tx) => {
    await lockShops(tx)
    const limits = await store.limitsOf(tx, shopId, personId)
    if (!limits) throw refuse('not-found', { personId })
    const { slots = limits.slots, shopSlots = limits.shopSlots, state = was.state } = change
    const changed = differences({ ...limits, state: was.state }, { slots, shopSlots, state })
    if (Object.keys(changed).length === 0) return []
    if (changed.slots) await store.saveSlots(tx, personId, slots)
    if (changed.shopSlots) await store.saveShopSlots(tx, shopId, personId, shopSlots)
    const now = clock.now()
    const detail = { personId, username: was.username, ...changed }
    await record(tx, { shopId, ...by, what: 'seat.changed', detail }, now)
    const events: Logged[] = []
    for (const id of changed.slots ? shops : changed.shopSlots ? [shopId] : []) {
      const after = await memberOf(tx, id, personId)
      if (after) events.push(...(await append(tx, id, [memberNews(id, after)], now)))
    }
    return events
  })
  hub.publish(logged)
  if (change.state !== undefined && change.state !== was.state)
    await setState(deps, { personId, shops }, change.state)
  return member(deps, shopId, personId)
}

/** Names the person who looks after a buyer, or nobody. Refuses `not-found` and `not-a-member`. */
export const setBuyerAgent = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  buyerId: number,
  personId: number | null,
): Promise<Buyer> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    if (personId !== null) {
      const agent = await memberOf(tx, shopId, personId)
      if (!agent || agent.role === 'viewer') throw refuse('not-a-member', { personId })
    }
    const buyer = await store.saveAgent(tx, shopId, buyerId, personId)
    if (!buyer) throw refuse('not-found', { buyerId })
    const detail = { buyerId, personId }
    await record(tx, { shopId, ...by, what: 'buyer.agent', detail }, deps.clock.now())
    return buyer
  })
