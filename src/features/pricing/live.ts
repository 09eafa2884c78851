import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Hub } from '../../platform/events/hub.ts'
import { HOUR, type Instant } from '../../shared/time.ts'
import type { Shelf } from './domain/shelf.ts'
import { type Loaded, loadShelf, newerShelf, shelfAreas, sizeOf } from './load.ts'

/** Changes that come together are read together, ms. */
const GATHER = 200
/** After a fault it is tried again, ms. */
const AGAIN = 15_000
/** Held in memory at most, bytes; what was asked for longest ago goes first. */
const MEMORY = 512 * 1024 * 1024
/** What nobody has asked for so long goes too, ms. */
const UNUSED = 12 * HOUR

/** What each shop of this process sells with, shared by all that ask: step, assistant, guard, endpoints. */
export interface Shelves {
  /** A shop's shelf, of the settings version named or a later one. Reads again only areas that have changed. Rejects where
   * it cannot be read. */
  of(shopId: number, atLeast?: number): Promise<Shelf>
  /** That which is there; null where none was asked for yet, or it had to make room. */
  now(shopId: number): Shelf | null
  /** Makes shelves ready for shops that are about to be asked; null where all are there. Never fails. */
  ready(shops: readonly number[], atLeast: ReadonlyMap<number, number>): Promise<void> | null
  close(): Promise<void>
}

export interface ShelvesDeps {
  /** A pool of its own: transactions wait for what is read here. */
  db: Db
  hub: Hub
  clock: Clock
  log(message: string, error: unknown): void
  /** Does something later; returns how to call it off. */
  later?(work: () => void, ms: number): () => void
  memory?: number
}

interface Held {
  loaded: Loaded | null
  size: number
  running: Promise<Loaded> | null
  callOff: (() => void) | null
  usedAt: Instant
  /** When reading it last failed; null: it did not. */
  failedAt: Instant | null
}

const inTime = (work: () => void, ms: number): (() => void) => {
  const timer = setTimeout(work, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

export const createShelves = (deps: ShelvesDeps): Shelves => {
  const { db, hub, clock, log, later = inTime, memory = MEMORY } = deps
  const shops = new Map<number, Held>()
  let closed = false

  const hold = (shopId: number): Held => {
    const known = shops.get(shopId)
    if (known) return known
    const held: Held = {
      loaded: null,
      size: 0,
      running: null,
      callOff: null,
      usedAt: clock.now(),
      failedAt: null,
    }
    shops.set(shopId, held)
    return held
  }

  /** Makes room: what was not asked for long, then what was asked for longest ago. */
  const shed = (keep: number) => {
    let size = 0
    for (const held of shops.values()) size += held.size
    const others = [...shops]
      .filter(([id, held]) => id !== keep && held.loaded && !held.running)
      .sort(([, a], [, b]) => a.usedAt - b.usedAt)
    for (const [id, held] of others) {
      if (size <= memory && held.usedAt > clock.now() - UNUSED) return
      size -= held.size
      held.callOff?.()
      shops.delete(id)
    }
  }

  const read = (shopId: number, held: Held): Promise<Loaded> => {
    held.callOff?.()
    held.callOff = null
    held.running ??= db
      .tx({ shops: [shopId] }, (tx) =>
        held.loaded ? newerShelf(tx, shopId, held.loaded) : loadShelf(tx, shopId),
      )
      .then((loaded) => {
        held.loaded = loaded
        held.failedAt = null
        held.size = sizeOf(loaded.shelf)
        shed(shopId)
        return loaded
      })
      .finally(() => {
        held.running = null
      })
    return held.running
  }

  const of = async (shopId: number, atLeast = 0): Promise<Shelf> => {
    const held = hold(shopId)
    held.usedAt = clock.now()
    // What is being read may have begun before the change: then it is read once more.
    for (let round = 0; round < 3; round++) {
      if (held.loaded && held.loaded.version >= atLeast && !held.running) return held.loaded.shelf
      const loaded = await read(shopId, held)
      if (loaded.version >= atLeast) return loaded.shelf
    }
    throw new Error(`the settings of shop ${shopId} never reached version ${atLeast}`)
  }

  const renew = (shopId: number, held: Held, ms: number) => {
    if (closed || held.callOff || shops.get(shopId) !== held) return
    held.callOff = later(() => {
      held.callOff = null
      // What runs may have read before the change.
      const before = held.running ?? Promise.resolve()
      void before
        .catch(() => {})
        .then(() => read(shopId, held))
        .catch((error) => {
          if (closed) return
          log('making a shop’s prices ready failed', error)
          renew(shopId, held, AGAIN)
        })
    }, ms)
  }

  const unwatch = hub.watch({
    logged(entries) {
      for (const { kind, shopId, data } of entries) {
        const held = kind === 'settings' ? shops.get(shopId) : undefined
        if (held && shelfAreas.some((area) => area === (data as { area: string }).area))
          renew(shopId, held, GATHER)
      }
    },
  })

  return {
    of,
    now: (shopId) => {
      const held = shops.get(shopId)
      if (!held) return null
      held.usedAt = clock.now()
      return held.loaded?.shelf ?? null
    },
    ready(asked, atLeast) {
      const old = asked.filter((id) => {
        const held = shops.get(id)
        // Messages do not wait for what has just failed, again and again.
        if (held?.failedAt != null && clock.now() - held.failedAt < AGAIN) return false
        return !held?.loaded || held.loaded.version < (atLeast.get(id) ?? 0)
      })
      if (old.length === 0) return null
      const one = async (id: number): Promise<void> => {
        try {
          await of(id, atLeast.get(id))
        } catch (error) {
          hold(id).failedAt = clock.now()
          // Without prices the desk goes on: nothing is answered from them, and nothing is held against them.
          if (!closed) log('making a shop’s prices ready failed', error)
        }
      }
      return Promise.all(old.map(one)).then(() => {})
    },
    async close() {
      closed = true
      unwatch()
      const running = [...shops.values()].map(({ running: work }) => work?.catch(() => {}))
      for (const held of shops.values()) held.callOff?.()
      shops.clear()
      await Promise.all(running)
    },
  }
}
