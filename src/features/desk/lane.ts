import pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { asApplication } from '../../platform/db/connection.ts'
import type { Logged } from '../../platform/events/hub.ts'
import { refuse } from '../../shared/refusal.ts'
import { type AboutShop, type Batch, type BatchOutcome, flush } from './flush.ts'

/** Inputs a flush takes at most. Larger flushes gain no speed and delay their first message. */
const FLUSH = 500
/** How long work may wait for a lost database before it is refused, ms. */
const PATIENCE = 15_000
/** Flushes for which repeated messages are looked up beforehand once one has been seen: repeats come in series. */
const WARY = 50
/** On small or fresh tables plans freeze on the wrong index and speed falls tenfold; they are made anew this often, ms. */
const REPLAN = 1500

interface Waiting {
  batch: Batch
  since: number
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
  about: AboutShop
  committed(events: readonly Logged[]): void
  log(message: string, error: unknown): void
  observe?(flushed: { inputs: number; ms: number }): void
}

const connectionLost = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string }
  if (code === undefined) return /terminat|closed|not queryable|ended|timeout/i.test(message ?? '')
  // 57P0x: the server shuts down or restarts; 08…: connection exceptions; the rest from the socket.
  return /^57P|^08|^53300|ECONN|EPIPE|ENOENT|ETIMEDOUT/.test(code)
}
const REPEATED = '23505'

/**
 * Writes the batches of some shops, one flush after the other on its own connection. The next flush starts as soon
 * as the last is committed and takes all that has gathered: no lingering when it is quiet, large flushes when not.
 */
export const createLane = (deps: LaneDeps): Lane => {
  const queue: Waiting[] = []
  let client: pg.Client | null = null
  let replanAt = 0
  let wary = 0
  let closing = false
  let running: Promise<void> | null = null

  const connect = async (): Promise<pg.Client> => {
    const config = asApplication(deps.connection, 'peakdesk lane')
    const next = new pg.Client({
      ...config,
      options: `${config.options} -c plan_cache_mode=force_generic_plan`,
      pipeline: true,
    })
    next.on('error', () => {
      if (client === next) client = null
    })
    await next.connect()
    return next
  }

  const drop = () => {
    const lost = client
    client = null
    void lost?.end().catch(() => {})
  }

  /** One attempt on a live connection; a lost one is tried again until patience ends. Trying again is safe: what was
   * committed unseen is found by its ids. */
  const attempt = async (works: readonly Waiting[]): Promise<void> => {
    const batches = works.map((w) => w.batch)
    for (;;) {
      const now = deps.clock.now()
      try {
        client ??= await connect()
        if (now >= replanAt) {
          replanAt = now + REPLAN
          await client.query('discard plans')
        }
        const started = performance.now()
        const { outcomes, events } = await flush(client, batches, deps.about, now, wary > 0)
        if (wary > 0) wary--
        deps.committed(events)
        deps.observe?.({
          inputs: batches.reduce((n, b) => n + b.inputs.length, 0),
          ms: performance.now() - started,
        })
        works.forEach((work, i) => {
          work.resolve(outcomes[i] as BatchOutcome)
        })
        return
      } catch (error) {
        const { code } = error as { code?: string }
        if (code === REPEATED && wary === 0) {
          wary = WARY
          continue
        }
        if (connectionLost(error)) {
          drop()
          wary = WARY
          if (performance.now() - Math.min(...works.map((w) => w.since)) > PATIENCE)
            throw refuse('not-available')
          await new Promise((go) => setTimeout(go, 100))
          continue
        }
        throw error
      }
    }
  }

  /** A batch that PostgreSQL will not take must not take its neighbours along. */
  const apart = async (works: readonly Waiting[]): Promise<void> => {
    try {
      await attempt(works)
    } catch (error) {
      if (works.length === 1) {
        deps.log('a batch could not be stored', error)
        works[0]?.reject(error)
        return
      }
      for (const work of works) await apart([work])
    }
  }

  const run = async () => {
    while (queue.length > 0) {
      const works: Waiting[] = []
      for (let inputs = 0; queue.length > 0; ) {
        const next = queue[0] as Waiting
        if (works.length > 0 && inputs + next.batch.inputs.length > FLUSH) break
        inputs += next.batch.inputs.length
        works.push(next)
        queue.shift()
      }
      await apart(works)
    }
    running = null
  }

  return {
    submit: (batch) =>
      new Promise((resolve, reject) => {
        if (closing) return reject(refuse('shutting-down'))
        queue.push({ batch, since: performance.now(), resolve, reject })
        // Begin at the end of this turn of the event loop, so that requests read together are flushed together.
        running ??= new Promise((go) => setImmediate(go)).then(run)
      }),
    async close() {
      closing = true
      await running
      await client?.end().catch(() => {})
    },
    depth: () => queue.reduce((n, w) => n + w.batch.inputs.length, 0),
  }
}
