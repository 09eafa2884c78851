import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Hub, Logged } from '../../platform/events/hub.ts'
import { Refusal } from '../../shared/refusal.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../shared/time.ts'
import type { ConversationEvent } from '../conversation/domain.ts'
import { releasedBy } from '../routing/index.ts'
import { lookAt } from './dispatcher-round.ts'
import { absent, type Sought, shopsOfDeparted, shopsOfWaiting, shopsToServe } from './dispatcher-store.ts'
import type { Pipeline } from './pipeline.ts'

/** How often shops are sought that need a look although this process heard of nothing, ms: whoever committed may have
 * died before its own look. */
const SWEEP = 1 * SECOND
/** With very many shops it takes long; it then rests for so many times as long. */
const SWEEP_REST = 10
/** Shops in one of the sweep's transactions: row-level security compares each row with each shop of the scope, so 2,000
 * at once cost 130 ms, eight times 250 a tenth of it. */
const SLICE = 250
/** A shop in which the last look changed nothing, and in which nobody's room has changed since the last sweep, is looked
 * at again by the sweep only after this, ms. */
const IN_VAIN = 5 * SECOND
/** Likewise where buyers wait for people who are away. Nothing but time changes that, and the look that found them has set
 * its timer; overnight they are many. */
const AWAY_IN_VAIN = 10 * MINUTE
/** How often what departed people left behind is sought, ms. Their departure itself is news, and found at once. */
const DEPARTED = MINUTE
/** Shops are looked at no more often than this, ms: a burst of arrivals is placed together. */
const GAP = 30
/** What another process committed is looked at this much later, ms: it looks itself. */
const OTHERS = 150
/** A shop with thousands waiting takes long to look at; the process then does other work for so many times as long,
 * for this long at most, ms. */
const REST = { times: 3, most: 500 }
const RETRY = 1 * SECOND

interface Shop {
  running: Promise<void> | null
  timer: NodeJS.Timeout | null
  /** When the timer goes off, and not before when it may, by `performance.now()`. */
  at: number
  notBefore: number
  lookedInVain: number
  /** What the last sweep saw of it, and when one last had it looked at for people who are away. */
  room: string
  waiting: string
  waitingAt: number
  departed: boolean
  queued: boolean
  full: boolean
  people: ReadonlySet<number>
  away: ReadonlySet<number>
}

export interface Dispatcher {
  /** Looks at a shop now. Resolves when what it found is committed; gives how many inputs that were. */
  round(shopId: number, departed?: boolean): Promise<number>
  /** Has all shops looked at that need it. */
  sweep(): Promise<void>
  /** From now on it looks by itself. */
  start(): void
  close(): Promise<void>
}

export interface DispatcherDeps {
  db: Db
  clock: Clock
  hub: Hub
  pipeline: Pick<Pipeline, 'submit' | 'config'>
  log(message: string, error: unknown): void
}

/**
 * Brings those who wait and those who have room together. It only proposes: the step decides each again, and limits are
 * proved when it is written. So any number of processes may do this at once, and any of them may die.
 *
 * A shop is looked at when its log tells of somebody who waits, of slots that came free, of people who come, go or may
 * have more, or of other settings; and at the moment when time alone changes something. Where everybody is full, news
 * of further waiters is passed over: thousands of them in a night cost nothing.
 */
export const createDispatcher = (deps: DispatcherDeps): Dispatcher => {
  const { db, clock, hub, pipeline } = deps
  const shops = new Map<number, Shop>()
  let started = false
  let listening: Instant = Number.NEGATIVE_INFINITY
  let closed = false

  const shopOf = (shopId: number): Shop => {
    let shop = shops.get(shopId)
    if (!shop) {
      shop = {
        ...{ running: null, timer: null, at: 0, notBefore: 0, lookedInVain: Number.NEGATIVE_INFINITY },
        ...{ room: '', waiting: '', waitingAt: Number.NEGATIVE_INFINITY },
        ...{ departed: false, queued: true, full: false, people: new Set<number>(), away: new Set<number>() },
      }
      shops.set(shopId, shop)
    }
    return shop
  }

  const look = async (shopId: number, departed: boolean): Promise<number> => {
    const shop = shopOf(shopId)
    const now = clock.now()
    const { inputs, next, ...found } = await lookAt(db, pipeline.config, shopId, departed, listening, now)
    shop.queued = found.queued
    shop.full = found.full
    shop.people = new Set(found.people)
    shop.away = new Set(found.away)
    if (inputs.length > 0) {
      const done = await pipeline.submit({ shopId, inputs })
      const outcomes = done.replayed ? [] : done.outcomes
      // What did not fit any more still waits, for somebody else.
      const declined = outcomes.some(
        (o, i) => inputs[i]?.what === 'assigned' && o.ok && o.stored && o.messages.length === 0,
      )
      if (declined) wake(shopId, OTHERS)
    } else shop.lookedInVain = performance.now()
    if (next !== null) wake(shopId, Math.max(0, next - now))
    return inputs.length
  }

  const run = (shopId: number, shop: Shop) => {
    shop.timer = null
    const { departed } = shop
    shop.departed = false
    const started = performance.now()
    shop.running = look(shopId, departed)
      .then(() => {})
      .catch((error) => {
        if (closed) return
        // A refusal is a database that is away: nothing to report a hundred times.
        if (!(error instanceof Refusal)) deps.log('giving out conversations failed', error)
        shop.departed ||= departed
        shop.queued = true
        shop.full = false
        wake(shopId, RETRY)
      })
      .finally(() => {
        const took = performance.now() - started
        shop.notBefore = performance.now() + Math.max(GAP, Math.min(took * REST.times, REST.most))
        shop.running = null
        if (shop.timer === null && shop.at !== 0) arm(shopId, shop)
      })
  }
  /** Sets the timer to when the shop is to be looked at, once no look is under way. */
  const arm = (shopId: number, shop: Shop) => {
    if (shop.timer) clearTimeout(shop.timer)
    const go = () => {
      shop.at = 0
      if (!closed) run(shopId, shop)
    }
    const wait = Math.max(shop.at, shop.notBefore) - performance.now()
    // Longer than an hour may be longer than a timer can: it is set anew then.
    shop.timer = setTimeout(go, Math.min(Math.max(0, wait), HOUR)).unref()
  }
  const wake = (shopId: number, after: number, departed = false) => {
    if (!started || closed) return
    const shop = shopOf(shopId)
    shop.departed ||= departed
    const at = performance.now() + after
    if (shop.at !== 0 && shop.at <= at) return
    shop.at = at
    if (shop.running === null) arm(shopId, shop)
  }

  /** Slots of these people came free in a shop: there, and wherever else they work, somebody may be waiting. */
  const freed = (shopId: number, people: readonly number[], after: number) => {
    if (shopOf(shopId).queued) wake(shopId, after)
    for (const [id, shop] of shops)
      if (id !== shopId && shop.queued && people.some((person) => shop.people.has(person))) wake(id, after)
  }
  const heard = ({ shopId, kind, data }: Logged, after: number) => {
    if (kind === 'conversation') {
      const event = data as ConversationEvent
      const people = releasedBy(event)
      if (people.length > 0) freed(shopId, people, after)
      const { assignee, queuedAt, waitingSince } = event.conversation
      const shop = shopOf(shopId)
      if (assignee !== null && waitingSince !== null && shop.away.has(assignee)) wake(shopId, after)
      if (queuedAt === null) return
      shop.queued = true
      if (!shop.full) wake(shopId, after)
    } else if (kind === 'member') {
      const { personId, role } = data as { personId: number; role: string }
      wake(shopId, after, role === 'viewer')
      freed(shopId, [personId], after)
    } else if (kind === 'member-left') wake(shopId, after, true)
    else if (kind === 'settings') {
      const { area } = data as { area: string }
      if (area === 'routing' || area === 'clock' || area === 'members' || area === 'shop') wake(shopId, after)
    }
  }
  /** Has shops looked at again in which people's room is another than when they were last sought. */
  const serve = (found: readonly Sought[], now: number) => {
    for (const { id, signs } of found) {
      const shop = shopOf(id)
      if (signs !== shop.room || now - shop.lookedInVain >= IN_VAIN) wake(id, 0)
      shop.room = signs
    }
  }
  const relieve = (found: readonly Sought[], now: number) => {
    for (const { id, signs } of found) {
      const shop = shopOf(id)
      if (signs === shop.waiting && now - shop.waitingAt < AWAY_IN_VAIN) continue
      shop.waiting = signs
      shop.waitingAt = now
      wake(id, 0)
    }
  }
  let departedAt = Number.NEGATIVE_INFINITY
  const sweep = async () => {
    const scope = await db.everyShop()
    const now = performance.now()
    const departed = now - departedAt >= DEPARTED
    const away = await db.tx({ shops: [] }, absent)
    for (let i = 0; i < scope.shops.length; i += SLICE) {
      const shops = scope.shops.slice(i, i + SLICE)
      const found = await db.tx({ shops }, async (tx) => ({
        serve: await shopsToServe(tx),
        relieve: away.length > 0 ? await shopsOfWaiting(tx, away) : [],
        departed: departed ? await shopsOfDeparted(tx) : [],
      }))
      for (const shopId of found.departed) wake(shopId, 0, true)
      serve(found.serve, now)
      relieve(found.relieve, now)
    }
    if (departed) departedAt = now
  }
  let sweeping: Promise<void> | null = null
  let sweepNotBefore = 0
  let timer: NodeJS.Timeout | undefined
  let unwatch = () => {}
  return {
    round: (shopId, departed = false) => look(shopId, departed),
    sweep,
    start() {
      if (closed) return
      started = true
      listening = clock.now()
      const stop = hub.watch({
        logged(entries) {
          for (const entry of entries) heard(entry, hub.isOwn(entry) ? 0 : OTHERS)
        },
      })
      unwatch = () => void stop()
      timer = setInterval(() => {
        const begun = performance.now()
        if (begun < sweepNotBefore) return
        sweeping ??= sweep()
          .catch((error) => {
            if (!closed && !(error instanceof Refusal)) deps.log('looking for who waits failed', error)
          })
          .finally(() => {
            sweepNotBefore = performance.now() + (performance.now() - begun) * SWEEP_REST
            sweeping = null
          })
      }, SWEEP).unref()
    },
    async close() {
      closed = true
      unwatch()
      clearInterval(timer)
      for (const { timer } of shops.values()) if (timer) clearTimeout(timer)
      await sweeping
      await Promise.all([...shops.values()].map(({ running }) => running))
    },
  }
}
