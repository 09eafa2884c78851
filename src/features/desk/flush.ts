import type pg from 'pg'
import { numbers } from '../../platform/db/arrays.ts'
import type { Logged } from '../../platform/events/hub.ts'
import type { Instant } from '../../shared/time.ts'
import type { AboutShop, Batch, BatchOutcome } from './batch.ts'
import { decide } from './decide.ts'
import { expectLog, scopeTo, writing } from './flush-sql.ts'
import type { Memory } from './memory.ts'
import { readLocked, shopsOf } from './read.ts'

export interface Flushed {
  outcomes: BatchOutcome[]
  events: Logged[]
}

/** Statements after a failed one are only told that the transaction is aborted. */
const ABORTED = '25P02'

/** Sends statements without waiting in between. Throws the error that made the others fail. */
const together = async (client: pg.Client, statements: (string | pg.QueryConfig)[]): Promise<void> => {
  const results = await Promise.allSettled(statements.map((s) => client.query(s)))
  const errors = results.flatMap((r) => (r.status === 'rejected' ? [r.reason as { code?: string }] : []))
  if (errors.length > 0) throw errors.find((e) => e.code !== ABORTED) ?? errors[0]
}

/**
 * The careful flush: takes the shops' turns, reads, decides and writes in one transaction of two round trips. With
 * `lookup` it first asks which messages and deliveries it has seen; without, a repeated one makes it fail with a
 * unique violation (23505), after which nothing is stored. Throws whatever PostgreSQL says.
 */
export const flushCarefully = async (
  client: pg.Client,
  batches: readonly Batch[],
  aboutShop: AboutShop,
  now: Instant,
  lookup: boolean,
): Promise<Flushed> => {
  try {
    const reading = await readLocked(client, batches, lookup)
    const { writes, outcomes } = await decide(batches, reading, aboutShop, now)
    await together(client, [...writing(writes), 'commit'])
    return { outcomes, events: writes.events }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/**
 * The fast flush: decides on what the memory holds (see `readAhead`) and sends the whole transaction at once, first
 * the proof that nobody else has written. Resolves with a promise of its commit, so that the next flush is decided
 * while PostgreSQL works on this one; both go by the same connection and so in order. If the commit fails, the memory
 * is wrong and must be forgotten, with all that was sent after it.
 */
export const flushFast = async (
  client: pg.Client,
  batches: readonly Batch[],
  memory: Memory,
  aboutShop: AboutShop,
  now: Instant,
): Promise<{ committed: Promise<Flushed> }> => {
  const shops = shopsOf(batches)
  const expected = shops.map((shopId) => memory.counters.get(shopId))
  const proof = expectLog([
    numbers(shops),
    numbers(expected.map((c) => c?.seq ?? -1)),
    numbers(expected.map((c) => c?.config_version ?? -1)),
  ])
  const reading = { memory, deliveries: new Set<string>(), messages: new Map() }
  const { writes, outcomes } = await decide(batches, reading, aboutShop, now)
  const sent = together(client, ['begin', scopeTo([numbers(shops)]), proof, ...writing(writes), 'commit'])
  return { committed: sent.then(() => ({ outcomes, events: writes.events })) }
}
