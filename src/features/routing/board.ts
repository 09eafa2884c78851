import { refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import { loadClocks } from '../clock/load.ts'
import { type SettingsDeps, shopFacts } from '../shop/index.ts'
import type { Occupied, Queued } from './contract.ts'
import { createCurves, type Minute } from './curve.ts'
import { inQueueOrder } from './domain/order.ts'
import type { Waiter } from './domain/people.ts'
import { plan } from './domain/plan.ts'
import type { Wait } from './domain/reason.ts'
import { loadRoutingSettings } from './load.ts'
import * as store from './store.ts'
import { readWaiters } from './waiters.ts'

/** Of those who wait, the most urgent are told one by one, all in sums. */
const SHOWN = 1000

interface Reason {
  team: string
  reason: Wait['reason'] | null
  count: number
  queuedAt: Instant
}

export interface Board {
  now: Instant
  waiting: Queued[]
  reasons: Reason[]
  people: Occupied[]
  curve: Minute[]
}

const queuedOf = (w: Waiter, wait: Wait | undefined): Queued => ({
  conversationId: w.conversationId,
  team: w.team,
  skill: w.skill,
  slots: w.slots,
  queuedAt: w.queuedAt,
  dueAt: w.dueAt,
  holder: w.holder,
  reason: wait?.reason ?? null,
  personId: wait?.personId ?? null,
  until: wait?.until ?? null,
})

const reasonsOf = (waiting: readonly Queued[]): Reason[] => {
  const found = new Map<string, Reason>()
  for (const { team, reason, queuedAt } of waiting) {
    const key = `${team} ${reason}`
    const known = found.get(key)
    if (!known) found.set(key, { team, reason, count: 1, queuedAt })
    else found.set(key, { ...known, count: known.count + 1, queuedAt: Math.min(known.queuedAt, queuedAt) })
  }
  return [...found.values()]
}

/** What supervisors see of a shop: who waits and why, what everybody has, how the last hour went. */
export const createBoard = ({ db, clock }: SettingsDeps) => {
  const curveOf = createCurves(db)
  return async (shopId: number): Promise<Board> => {
    const now = clock.now()
    const curve = curveOf(shopId, now)
    const board = await db.tx({ shops: [shopId] }, async (tx) => {
      const shop = await shopFacts(tx, shopId)
      if (!shop) throw refuse('not-found', { shopId })
      const settings = await loadRoutingSettings(tx, shop)
      const clocks = await loadClocks(tx, shop)
      const people = (await store.peopleOf(tx, shopId)).filter(({ role }) => role !== 'viewer')
      const held = new Map((await store.heldBy(tx, shopId)).map((each) => [each.personId, each]))
      const ids = people.map(({ personId }) => personId)
      const waiters = await readWaiters(tx, shopId, ids, { settings, clocks }, now)
      const waits = new Map(
        plan(waiters, people, settings, shop.timeZone, now).waits.map((wait) => [wait.conversationId, wait]),
      )
      const waiting = inQueueOrder(waiters, settings, now).map((w) =>
        queuedOf(w, waits.get(w.conversationId)),
      )
      return {
        now,
        waiting: waiting.slice(0, SHOWN),
        reasons: reasonsOf(waiting),
        people: people.map((p) => {
          const { open = 0, waiting = 0, waitingSince = null } = held.get(p.personId) ?? {}
          const { personId, state, stateAt, here, load, slots, shopLoad, shopSlots, givenAt } = p
          return {
            ...{ personId, state, stateAt, here, teams: [...p.teams], load, slots, shopLoad, shopSlots },
            ...{ open, waiting, waitingSince, givenAt },
          }
        }),
      }
    })
    return { ...board, curve: await curve }
  }
}
