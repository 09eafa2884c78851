import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Hub } from '../../../platform/events/hub.ts'
import { HOUR, type Instant } from '../../../shared/time.ts'
import type { Shelves } from '../../pricing/live.ts'
import type { SettingsArea } from '../../shop/index.ts'
import { type Ask, NOTHING } from '../domain/ask.ts'
import type { CurvePoint, Thresholds } from '../domain/curve.ts'
import { noSources, type Sources, shelfSources } from '../sources/index.ts'
import { type Built, type Engine, matchingEngine } from './engine.ts'
import { type Loaded, loadConfidence, loadKnown } from './load.ts'

/** Changes that come together are built together; the first waits so long, ms. */
const GATHER = 200
/** After a fault it is tried again, ms. */
const AGAIN = 15_000
/** Shops built at the same time: the others wait, so that a start does not stop what is being answered. */
const AT_ONCE = 2
/** Held in memory at most, bytes; what was asked longest ago goes first. */
const MEMORY = 512 * 1024 * 1024
/** Any shelf will do: who has to have the newest asks the shelves first. */
const NO_VERSION: ReadonlyMap<number, number> = new Map()
/** What nobody has asked for so long goes too, ms. */
const UNUSED = 12 * HOUR

export interface KnowledgeState {
  entries: number
  wordings: number
  builtAt: Instant
  curve: readonly CurvePoint[]
  /** In force: from the curve, or set by hand. */
  thresholds: Thresholds
  /** Those of the curve for the wanted share of wrong answers, whatever is set by hand. */
  measured: Thresholds
}

export interface Knowledge {
  /** Asks all that a shop knows, now and after every change: it goes on to the newest that is ready. Waits only where
   * the shop has none yet. Never fails: a shop that cannot be read knows nothing until it can. */
  of(shopId: number): Promise<Ask>
  /** The same for shops that are about to be asked: null where all are there, which is nearly always. */
  ready(shops: readonly number[]): Promise<void> | null
  /** How a shop stands; null where it could not be read. `wrongTarget`: another share of wrong answers to measure for. */
  state(shopId: number, wrongTarget?: number): Promise<KnowledgeState | null>
  /** Comes when every change of a shop that this process has heard of is in force, or one could not be. */
  settled(shopId: number): Promise<void>
  close(): Promise<void>
}

export interface KnowledgeDeps {
  /** A pool of its own: transactions of others wait for what is read here, and must not hold its connections. */
  db: Db
  hub: Hub
  clock: Clock
  /** Leave it out for ours. */
  engine?: Engine
  /** What shops sell with: prices, products and activities are answered from it. Left out: from entries alone. */
  shelves?: Pick<Shelves, 'now' | 'ready'> | undefined
  log(message: string, error: unknown): void
  /** Does something later; returns how to call it off. */
  later?(work: () => void, ms: number): () => void
  memory?: number
}

interface Ready {
  built: Built
  loaded: Loaded
  builtAt: Instant
  thresholds: Thresholds
  ask: Ask
}

interface Held {
  ready: Ready | null
  /** What has changed since it was last read. */
  stale: 'no' | 'settings' | 'all'
  /** The build that runs or waits for its turn. */
  running: Promise<boolean> | null
  callOff: (() => void) | null
  usedAt: Instant
  ask: Ask
}

const inTime = (work: () => void, ms: number): (() => void) => {
  const timer = setTimeout(work, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/** Lets a few pieces of work run at once. */
const turnstile = (places: number) => {
  let free = places
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

/** What each shop of this process knows, ready to be asked. Follows the event log, so that what any process changes is
 * known to all of them; the old answers until the new is ready (specs/assistant.md AST-53). */
export const createKnowledge = (deps: KnowledgeDeps): Knowledge => {
  const { db, hub, clock, log, shelves, engine = matchingEngine(), later = inTime, memory = MEMORY } = deps
  const shops = new Map<number, Held>()
  const turn = turnstile(AT_ONCE)
  let closed = false

  const sourcesOf = (shopId: number): Sources =>
    shelves ? shelfSources(() => shelves.now(shopId)) : noSources

  const drop = (shopId: number, held: Held) => {
    held.callOff?.()
    shops.delete(shopId)
  }

  /** Makes room: what was not asked for long, then what was asked longest ago. */
  const shed = (keep: number) => {
    const others = [...shops].filter(([id, held]) => id !== keep && held.ready && !held.running)
    others.sort(([, a], [, b]) => a.usedAt - b.usedAt)
    let size = 0
    for (const held of shops.values()) size += held.ready?.built.size ?? 0
    for (const [id, held] of others) {
      if (size <= memory && held.usedAt > clock.now() - UNUSED) return
      size -= held.ready?.built.size ?? 0
      drop(id, held)
    }
  }

  const inForce = (shopId: number, built: Built, loaded: Loaded, builtAt: Instant): Ready => {
    const thresholds = built.thresholds(loaded.confidence)
    return { built, loaded, builtAt, thresholds, ask: built.ask(thresholds, sourcesOf(shopId)) }
  }

  const renew = async (shopId: number, held: Held): Promise<void> => {
    // What changes from here on is read once more.
    const { stale, ready } = held
    held.stale = 'no'
    if (ready && stale === 'settings') {
      const confidence = await db.tx({ shops: [shopId] }, (tx) => loadConfidence(tx, shopId))
      held.ready = inForce(shopId, ready.built, { ...ready.loaded, confidence }, ready.builtAt)
      return
    }
    const loaded = await db.tx({ shops: [shopId] }, (tx) => loadKnown(tx, shopId))
    held.ready = inForce(shopId, await engine.build(loaded), loaded, clock.now())
    shed(shopId)
  }

  const build = (shopId: number, held: Held): Promise<boolean> => {
    held.callOff?.()
    held.callOff = null
    held.running ??= turn(async () => {
      const wanted = held.stale
      try {
        if (!closed) await renew(shopId, held)
        return true
      } catch (error) {
        if (!closed) log('making a shop’s knowledge ready failed', error)
        if (held.stale === 'no') held.stale = wanted
        return false
      }
    }).then((done) => {
      held.running = null
      if (held.stale !== 'no') plan(shopId, held, done ? GATHER : AGAIN)
      return done
    })
    return held.running
  }

  const plan = (shopId: number, held: Held, ms: number) => {
    if (closed || held.running || held.callOff || shops.get(shopId) !== held) return
    held.callOff = later(() => {
      held.callOff = null
      void build(shopId, held)
    }, ms)
  }

  const askOf = (shopId: number): Ask => {
    return (question) => {
      // Dropped meanwhile: it is fetched again, and whoever asked `ready` before never comes here.
      const held = shops.get(shopId) ?? hold(shopId)
      held.usedAt = clock.now()
      return held.ready ? held.ready.ask(question) : NOTHING
    }
  }

  const hold = (shopId: number): Held => {
    const known = shops.get(shopId)
    if (known) return known
    const held: Held = {
      ready: null,
      stale: 'all',
      running: null,
      callOff: null,
      usedAt: clock.now(),
      ask: askOf(shopId),
    }
    if (closed) return held
    shops.set(shopId, held)
    void build(shopId, held)
    return held
  }

  const there = async (shopId: number): Promise<Held> => {
    const held = hold(shopId)
    held.usedAt = clock.now()
    const shelf = shelves?.ready([shopId], NO_VERSION)
    if (!held.ready && held.running) await held.running
    if (shelf) await shelf
    return held
  }

  const areas: Partial<Record<string, Held['stale']>> = {
    knowledge: 'all',
    assistant: 'settings',
  } satisfies Partial<Record<SettingsArea, Held['stale']>>
  const unwatch = hub.watch({
    logged(entries) {
      for (const { kind, shopId, data } of entries) {
        const held = kind === 'settings' ? shops.get(shopId) : undefined
        const stale = held && areas[(data as { area: string }).area]
        if (!held || !stale) continue
        if (held.stale !== 'all') held.stale = stale
        plan(shopId, held, GATHER)
      }
    },
  })

  return {
    of: async (shopId) => (await there(shopId)).ask,
    ready(asked) {
      const missing = asked.filter((id) => !shops.get(id)?.ready)
      return missing.length === 0 ? null : Promise.all(missing.map(there)).then(() => {})
    },
    async state(shopId, wrongTarget) {
      const { ready } = await there(shopId)
      if (!ready) return null
      const { built, loaded, builtAt, thresholds } = ready
      const { confidence } = loaded
      const target = wrongTarget ?? confidence.wrongTarget
      const measured = built.thresholds({ wrongTarget: target, answer: null, choose: null })
      const { wordings, curve } = built
      return { entries: loaded.entries.length, wordings, builtAt, curve, thresholds, measured }
    },
    async settled(shopId) {
      for (let held = shops.get(shopId); held && (held.running || held.stale !== 'no'); )
        if (!(await (held.running ?? build(shopId, held)))) return
    },
    async close() {
      closed = true
      unwatch()
      const running = [...shops.values()].map(({ running }) => running)
      for (const [shopId, held] of shops) drop(shopId, held)
      await Promise.all(running)
      await engine.close()
    },
  }
}
