import pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { asApplication, connectionLost } from '../../platform/db/connection.ts'
import type { Logged } from '../../platform/events/hub.ts'
import { refuse } from '../../shared/refusal.ts'
import type { AboutShops, Batch, BatchOutcome } from './batch.ts'
import { type Flushed, flushCarefully, flushFast, SettingsMoved } from './flush.ts'
import { createMemory } from './memory.ts'
import { readAhead, shopsOf } from './read.ts'

/** Inputs a flush takes at most. Larger flushes gain no speed and delay their first message. */
const FLUSH = 500
/** How long work may wait for a lost database before it is refused, ms. */
const PATIENCE = 15_000
/** Careful flushes after a fast one has failed: repeated messages and other writers come in series. */
const WARY = 30
/** Fast flushes that may be on their way at once: one that PostgreSQL works on, one that waits for it. */
const AHEAD = 2
/** What `move_slots` fails with where a limit would be exceeded, and how often a flush is decided again for it. */
const LIMIT = 'PD002'
const AGAIN = 20
/** Conversations a lane remembers, about 30 MB. */
const REMEMBER = 20_000
/** On small or fresh tables plans freeze on the wrong index and speed falls tenfold; they are made anew this often, ms. */
const REPLAN = 1500

/** How long PostgreSQL may take to answer a statement, ms. Beyond, the connection is taken for lost: a database that
 * vanished without a word must not hold the lane for ever. */
const SILENCE = 20_000

interface Waiting {
  batch: Batch
  since: number
  /** A flush of it was under way when the connection broke: it may have been stored. */
  unsure: boolean
  resolve(outcome: BatchOutcome): void
  reject(error: unknown): void
}

export interface Lane {
  submit(batch: Batch): Promise<BatchOutcome>
  /** Refuses new work, finishes what it has. */
  close(): Promise<void>
  /** Inputs that wait. */
  depth(): number
}

export interface LaneDeps {
  connection: pg.ClientConfig
  clock: Clock
  about: AboutShops
  committed(events: readonly Logged[]): void
  log(message: string, error: unknown): void
  observe?(flushed: { inputs: number; ms: number }): void
}

/**
 * Writes the batches of some shops, in order, on a connection of its own. The next flush starts as soon as there is
 * room and takes all that has gathered: no lingering when it is quiet, large flushes when not.
 *
 * Most flushes are fast: decided on the lane's memory while PostgreSQL still writes the one before. Whatever goes
 * wrong with one (a repeated message, another process writing to the shop, a lost connection, a row that cannot be
 * stored) is left to the careful flush, which trusts nothing.
 */
export const createLane = (deps: LaneDeps): Lane => {
  const queue: Waiting[] = []
  const memory = createMemory()
  let writer: pg.Client | null = null
  let reader: pg.Client | null = null
  let replanAt = 0
  let wary = 0
  let closing = false
  let running: Promise<void> | null = null
  /** Fast flushes under way, and those that failed with their numbers: they fail in any order. */
  let ahead: Promise<void>[] = []
  let failed: { number: number; works: Waiting[] }[] = []
  let number = 0
  /** The flush that the memory builds on, by its name in the session; '' when all it holds was committed. */
  let before = ''
  /** Called when there is new work, while the lane waits for its commits. */
  let arrived: (() => void) | null = null

  const connect = async (role: string): Promise<pg.Client> => {
    const config = asApplication(deps.connection, `peakdesk lane ${role}`)
    const next = new pg.Client({
      ...config,
      options: `${config.options} -c plan_cache_mode=force_generic_plan`,
      pipeline: true,
      query_timeout: SILENCE,
    })
    next.on('error', () => {
      if (writer === next) writer = null
      if (reader === next) reader = null
    })
    await next.connect()
    return next
  }
  const writing = async (): Promise<pg.Client> => {
    writer ??= await connect('writer')
    return writer
  }
  const reading = async (): Promise<pg.Client> => {
    reader ??= await connect('reader')
    return reader
  }
  const disconnect = () => {
    for (const client of [writer, reader]) void client?.end().catch(() => {})
    writer = null
    reader = null
  }
  const replan = async (now: number) => {
    if (now < replanAt) return
    replanAt = now + REPLAN
    const clients = [await writing(), await reading()]
    await Promise.all(clients.map((client) => client.query('discard plans')))
  }

  const settle = (works: readonly Waiting[], { outcomes, events }: Flushed, started: number) => {
    deps.committed(events)
    deps.observe?.({ inputs: inputsIn(works), ms: performance.now() - started })
    works.forEach((work, i) => {
      work.resolve(outcomes[i] as BatchOutcome)
    })
  }

  /** One careful flush. A lost connection is tried again until patience ends; that is safe, because what was committed
   * unseen is found by its ids. */
  const carefully = async (works: readonly Waiting[]): Promise<void> => {
    const batches = works.map((w) => w.batch)
    const shops = shopsOf(batches)
    let versions: ReadonlyMap<number, number> = new Map()
    let again = 0
    for (;;) {
      const started = performance.now()
      try {
        const abouts = await deps.about(shops, versions)
        const client = await writing()
        await replan(started)
        const unsure = works.some((w) => w.unsure)
        settle(works, await flushCarefully(client, batches, abouts, deps.clock.now(), unsure), started)
        return
      } catch (error) {
        if (error instanceof SettingsMoved) {
          versions = new Map([...versions, ...error.versions])
          continue
        }
        // Another shop's turn gave somebody what this one meant to give them: decided again, on what is so now.
        if ((error as { code?: string }).code === LIMIT && again++ < AGAIN) continue
        if (!connectionLost(error)) throw error
        disconnect()
        for (const work of works) work.unsure = true
        if (performance.now() - Math.min(...works.map((w) => w.since)) > PATIENCE)
          throw refuse('not-available')
        await new Promise((go) => setTimeout(go, 100))
      }
    }
  }

  /** A batch that PostgreSQL will not take must not take its neighbours along. */
  const apart = async (works: readonly Waiting[]): Promise<void> => {
    try {
      await carefully(works)
    } catch (error) {
      if (works.length > 1) {
        for (const work of works) await apart([work])
        return
      }
      deps.log('a batch could not be stored', error)
      works[0]?.reject(error)
    }
  }

  /** Sends a fast flush on its way. */
  const fast = async (works: Waiting[]): Promise<void> => {
    const started = performance.now()
    const batches = works.map((w) => w.batch)
    const mine = ++number
    const fail = (error: unknown) => {
      if (connectionLost(error)) for (const work of works) work.unsure = true
      failed.push({ number: mine, works })
    }
    try {
      await replan(started)
      const read = await readAhead(await reading(), batches, memory, deps.clock.now())
      const versions = new Map(
        shopsOf(batches).map((id) => [id, memory.counters.get(id)?.config_version ?? 0] as const),
      )
      const abouts = await deps.about([...versions.keys()], versions)
      const client = await writing()
      const chain = { before, name: `${mine}` }
      const { committed } = flushFast(client, batches, memory, read, abouts, deps.clock.now(), chain)
      before = chain.name
      const sent: Promise<void> = committed
        .then((flushed) => settle(works, flushed, started), fail)
        .finally(() => {
          ahead = ahead.filter((other) => other !== sent)
        })
      ahead.push(sent)
    } catch (error) {
      fail(error)
    }
  }

  const forget = () => {
    memory.forget()
    before = ''
  }

  /** What failed fast is done carefully, in the order in which it came, before anything newer. */
  const recover = async () => {
    await Promise.all(ahead)
    forget()
    wary = WARY
    const again = failed.toSorted((a, b) => a.number - b.number)
    failed = []
    for (const { works } of again) await apart(works)
  }

  const take = (): Waiting[] => {
    const works: Waiting[] = []
    for (let inputs = 0; queue.length > 0; ) {
      const next = queue[0] as Waiting
      if (works.length > 0 && inputs + next.batch.inputs.length > FLUSH) break
      inputs += next.batch.inputs.length
      works.push(next)
      queue.shift()
    }
    return works
  }

  const run = async () => {
    for (;;) {
      if (failed.length > 0) await recover()
      else if (memory.size() > REMEMBER) {
        await Promise.all(ahead)
        if (failed.length === 0) forget()
      } else if (ahead.length >= AHEAD) await Promise.race(ahead)
      else if (queue.length === 0) {
        if (ahead.length === 0) break
        // What arrives meanwhile has room: it need not wait for these commits.
        const arrival = new Promise<void>((go) => {
          arrived = go
        })
        await Promise.race([...ahead, arrival])
      } else if (wary > 0) {
        await Promise.all(ahead)
        if (failed.length > 0) continue
        wary--
        await apart(take())
      } else await fast(take())
    }
    running = null
  }

  return {
    submit: (batch) =>
      new Promise((resolve, reject) => {
        if (closing) return reject(refuse('shutting-down'))
        queue.push({ batch, since: performance.now(), unsure: false, resolve, reject })
        arrived?.()
        // Begin at the end of this turn of the event loop, so that requests read together are flushed together.
        running ??= new Promise((go) => setImmediate(go)).then(run)
      }),
    async close() {
      closing = true
      await running
      await Promise.all([writer, reader].map((client) => client?.end().catch(() => {})))
    },
    depth: () => inputsIn(queue),
  }
}

const inputsIn = (works: readonly Waiting[]): number => works.reduce((n, w) => n + w.batch.inputs.length, 0)
