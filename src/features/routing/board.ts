import { refuse } from '../../shared/refusal.ts'
import { type Instant, SECOND } from '../../shared/time.ts'
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

/** The board without what it asks of the log: all who wait, the most urgent first. */
type Standing = Omit<Board, 'curve'>

/** How long what was figured of a shop is shown to whoever asks, ms. Screens ask every few seconds; with thousands waiting
 * the decision takes a tenth of a second, and twenty screens must not take the time from deciding itself. */
const SHOWN_FOR = 1 * SECOND
/** Why one conversation waits may be older, ms: every header that is opened asks it. */
const REASON_FOR = 5 * SECOND

/**
 * What supervisors see of a shop: who waits and why, what everybody has, how the last hour went. Up to a
 * second old. Refuses `not-found`.
 */
export const createBoard = ({ db, clock }: SettingsDeps) => {
  const curveOf = createCurves(db)
  const known = new Map<number, { at: Instant; standing: Promise<Standing> }>()

  const figure = (shopId: number, now: Instant): Promise<Standing> =>
    db.tx({ shops: [shopId] }, async (tx) => {
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
        waiting,
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
  const standingOf = (shopId: number, shownFor = SHOWN_FOR): Promise<Standing> => {
    const now = clock.now()
    const within = ({ at }: { at: Instant }, ms: number) => Math.abs(now - at) < ms
    const old = known.get(shopId)
    if (old && within(old, shownFor)) return old.standing
    for (const [id, entry] of known) if (!within(entry, REASON_FOR)) known.delete(id)
    const standing = figure(shopId, now)
    known.set(shopId, { at: now, standing })
    standing.catch(() => known.get(shopId)?.standing === standing && known.delete(shopId))
    return standing
  }

  return {
    /** Why one conversation waits; null where it does not. Up to five seconds old. */
    async queued(shopId: number, id: number): Promise<{ now: Instant; queued: Queued | null }> {
      const foundIn = ({ now, waiting }: Standing) => ({
        now,
        queued: waiting.find(({ conversationId }) => conversationId === id) ?? null,
      })
      const before = foundIn(await standingOf(shopId, REASON_FOR))
      // What has been queued since is not in it.
      return before.queued ? before : foundIn(await standingOf(shopId))
    },
    async board(shopId: number): Promise<Board> {
      const curve = curveOf(shopId, clock.now())
      const [standing, minutes] = await Promise.all([standingOf(shopId), curve])
      return { ...standing, waiting: standing.waiting.slice(0, SHOWN), curve: minutes }
    },
    /** Something was directed in a shop: whoever asks next sees it. */
    forget: (shopId: number) => void known.delete(shopId),
  }
}
