import type { Tx } from '../../platform/db/db.ts'
import type { Logged } from '../../platform/events/hub.ts'
import { append } from '../../platform/events/log.ts'
import { SECOND } from '../../shared/time.ts'
import type { ConversationEvent } from '../conversation/domain.ts'
import { lockShops, memberNews, memberOf, type SettingsDeps, setState, shopsOf } from '../shop/index.ts'
import * as store from './presence-store.ts'
import { releasedBy } from './released.ts'

/** How often who was heard of is written down, ms: one statement for all. */
const WRITE = 1 * SECOND
/** Somebody who was written down this lately is not written down again, ms. */
const FRESH = 5 * SECOND
/** Unheard for this long is not here, ms: two of the browser's beats of 20 s, and some delay. */
export const UNHEARD = 45 * SECOND
/** How often those are looked for, ms. */
const SWEEP = 3 * SECOND
/** Who signed out and has another window open is heard of within a beat of it, ms. */
const ANOTHER_WINDOW = 25 * SECOND

/** People told of at the same time: a shift that begins is some hundreds, each a transaction of 5 ms. */
const AT_ONCE = 3
const someAtOnce = async (people: readonly number[], work: (personId: number) => Promise<void>) => {
  const rest = people.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const personId of rest) await work(personId)
    }),
  )
}

export interface Presence {
  /** Somebody has asked something. Costs nothing. */
  heard(personId: number): void
  /** Somebody has signed out in one of their browsers. */
  signedOut(personId: number): void
  /** Writes down who was heard of. Resolves when all that was begun is done. */
  write(): Promise<void>
  /** Finds who is not here any more, and who has finished. */
  sweep(): Promise<void>
  close(): Promise<void>
}

export interface PresenceDeps extends SettingsDeps {
  log(message: string, error: unknown): void
}

/**
 * Who is there, as far as their browsers tell. Any process hears, any process misses: what they know of each other is
 * in the table.
 *
 * Signing out in one window says nothing of the others, and a session that lives says nothing of its person (it may be
 * a browser that was closed last week). So who signs out is given nothing more at once; if another window of theirs is
 * heard of they are back; if none is, they go offline, or finish first.
 */
export const createPresence = (deps: PresenceDeps): Presence => {
  const { db, clock, hub } = deps
  /** When this process last wrote somebody down. */
  const written = new Map<number, number>()
  const pending = new Set<number>()
  const leaving = new Map<number, NodeJS.Timeout>()
  const finishers = new Set<number>()
  let urgent = false
  let closed = false
  /** All that is written is written in turn: somebody's leaving must not overtake their coming. */
  let turn: Promise<void> = Promise.resolve()
  const inTurn = (what: string, work: () => Promise<void>): Promise<void> => {
    turn = turn.then(() => work().catch((error) => deps.log(what, error)))
    return turn
  }

  /** Does something that changes somebody in their shops, and tells those. */
  const changing = async (personId: number, work: (tx: Tx) => Promise<readonly number[] | boolean>) => {
    const shops = (await db.tx({ shops: [] }, (tx) => shopsOf(tx, personId))).map(({ shopId }) => shopId)
    const logged = await db.tx({ shops }, async (tx) => {
      await lockShops(tx)
      const changed = await work(tx)
      const events: Logged[] = []
      if (changed === false) return events
      for (const shopId of changed === true ? shops : changed.toSorted((a, b) => a - b)) {
        const member = await memberOf(tx, shopId, personId)
        if (member) events.push(...(await append(tx, shopId, [memberNews(shopId, member)], clock.now())))
      }
      return events
    })
    hub.publish(logged)
  }

  const flush = async () => {
    urgent = false
    const people = [...pending]
    if (people.length === 0) return
    pending.clear()
    const now = clock.now()
    for (const personId of people) written.set(personId, now)
    try {
      const here = new Set(await db.tx({ shops: [] }, (tx) => store.noteSeen(tx, people, now)))
      const arriving = people.filter((personId) => !here.has(personId))
      await someAtOnce(arriving, (personId) => changing(personId, (tx) => store.arrive(tx, personId, now)))
    } catch (error) {
      // They are heard of again.
      for (const personId of people) written.delete(personId)
      throw error
    }
  }
  const write = () => inTurn('writing down who is here failed', flush)

  const finish = (personId: number) =>
    changing(personId, (tx) => store.finish(tx, personId, clock.now())).then(() => {
      finishers.delete(personId)
    })
  const finishAll = () =>
    inTurn('letting people go who have finished failed', async () => {
      const scope = await db.everyShop()
      const found = await db.tx(scope, store.finishing)
      finishers.clear()
      for (const { personId, done } of found)
        if (done) await finish(personId)
        else finishers.add(personId)
    })
  const sweep = async () => {
    await inTurn('looking for who is not here any more failed', async () => {
      const since = clock.now() - UNHEARD
      const unheard = await db.tx({ shops: [] }, (tx) => store.unheardSince(tx, since))
      await someAtOnce(unheard, (personId) => changing(personId, (tx) => store.depart(tx, personId, since)))
      for (const [personId, at] of written) if (at < since) written.delete(personId)
    })
    await finishAll()
  }

  /** After a while without a sign of them, in any process: they have gone. */
  const goneIfUnheard = (personId: number) =>
    inTurn('letting somebody go who signed out failed', async () => {
      leaving.delete(personId)
      if (await db.tx({ shops: [] }, (tx) => store.isHere(tx, personId))) return
      const shops = await db.tx({ shops: [] }, (tx) => shopsOf(tx, personId))
      await setState(deps, { personId, shops: shops.map(({ shopId }) => shopId) }, 'offline')
    })

  // Whoever finishes their last conversation goes with it, not at the next sweep.
  const released = new Set<number>()
  const finishReleased = () =>
    inTurn('letting somebody go who has finished failed', async () => {
      const people = [...released]
      released.clear()
      for (const personId of await db.tx({ shops: [] }, (tx) => store.doneOf(tx, people)))
        await finish(personId)
    })
  const unwatch = hub.watch({
    logged(entries) {
      for (const { kind, data } of entries) {
        if (kind === 'member') {
          const { personId, state } = data as { personId: number; state: string }
          if (state === 'finishing') finishers.add(personId)
          else finishers.delete(personId)
        }
        if (kind !== 'conversation' || finishers.size === 0 || closed) continue
        const leavers = releasedBy(data as ConversationEvent).filter((id) => finishers.has(id))
        if (leavers.length === 0) continue
        if (released.size === 0) setImmediate(() => void (closed || finishReleased()))
        for (const id of leavers) released.add(id)
      }
    },
  })
  const writing = setInterval(() => void (pending.size > 0 && write()), WRITE)
  const sweeping = setInterval(() => void sweep(), SWEEP)
  for (const timer of [writing, sweeping]) timer.unref()

  return {
    heard(personId) {
      const at = written.get(personId)
      const now = clock.now()
      if (closed || (at !== undefined && now - at < FRESH)) return
      pending.add(personId)
      // Who may just have come is given something at once.
      if (urgent || (at !== undefined && now - at < UNHEARD)) return
      urgent = true
      setImmediate(() => void (closed || write()))
    },
    signedOut(personId) {
      pending.delete(personId)
      const now = clock.now()
      void inTurn('noting that somebody signed out failed', async () => {
        written.delete(personId)
        await changing(personId, (tx) => store.depart(tx, personId, now))
      })
      clearTimeout(leaving.get(personId))
      const timer = setTimeout(() => void goneIfUnheard(personId), ANOTHER_WINDOW)
      leaving.set(personId, timer.unref())
    },
    write,
    sweep,
    async close() {
      closed = true
      unwatch()
      clearInterval(writing)
      clearInterval(sweeping)
      for (const timer of leaving.values()) clearTimeout(timer)
      await turn
    },
  }
}
