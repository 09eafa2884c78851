import type pg from 'pg'
import { numbers } from '../../platform/db/arrays.ts'
import type { Logged } from '../../platform/events/hub.ts'
import type { Instant } from '../../shared/time.ts'
import type { Abouts, Batch, BatchOutcome } from './batch.ts'
import { decide } from './decide.ts'
import { expectLog, scopeTo, writing } from './flush-sql.ts'
import { keyOf, type Memory } from './memory.ts'
import { type Ahead, readLocked, shopsOf } from './read.ts'

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

/** The settings that decisions were to be made on are older than those in force. */
export class SettingsMoved extends Error {
  readonly versions: ReadonlyMap<number, number>
  constructor(versions: ReadonlyMap<number, number>) {
    super('settings have moved')
    this.versions = versions
  }
}

/**
 * The careful flush: takes the shops' turns, reads, decides and writes in one transaction of two round trips, having
 * looked which messages and deliveries were stored before. `again`: these batches may have been stored by a flush whose
 * commit nobody saw, so a delivery that was seen is theirs, and its messages are looked at one by one. Throws whatever
 * PostgreSQL says, and SettingsMoved where `abouts` is out of date; then nothing is stored.
 */
export const flushCarefully = async (
  client: pg.Client,
  batches: readonly Batch[],
  abouts: Abouts,
  now: Instant,
  again: boolean,
): Promise<Flushed> => {
  try {
    const reading = await readLocked(client, batches, now)
    const moved = [...reading.memory.counters.values()].filter(
      (c) => (abouts.get(c.shop_id)?.version ?? -1) < c.config_version,
    )
    if (moved.length > 0) throw new SettingsMoved(new Map(moved.map((c) => [c.shop_id, c.config_version])))
    const looked = again ? withoutSeen(batches, reading.deliveries) : batches
    const { writes, outcomes } = decide(looked, reading, abouts, now)
    await together(client, [...writing(writes), 'commit'])
    return { outcomes, events: writes.events }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

const withoutSeen = (batches: readonly Batch[], seen: ReadonlySet<string>): Batch[] =>
  batches.map(({ delivery, ...batch }) =>
    delivery && !seen.has(keyOf(batch.shopId, delivery.channelId, delivery.id))
      ? { ...batch, delivery }
      : batch,
  )

/**
 * The fast flush: decides on what the memory holds (see `readAhead`) and sends the whole transaction at once, first
 * the proof that nobody else has written. `committed` resolves with its commit, so that the next flush is decided while
 * PostgreSQL works on this one; both go by the same connection and so in order. `before` names the flush sent before
 * this one, on which the memory builds; '' where the memory holds only what was committed. If the commit
 * fails, the memory is wrong and must be forgotten, with all that was sent after it.
 */
export const flushFast = (
  client: pg.Client,
  batches: readonly Batch[],
  memory: Memory,
  ahead: Ahead,
  abouts: Abouts,
  now: Instant,
  chain: { before: string; name: string },
): { committed: Promise<Flushed> } => {
  const shops = shopsOf(batches)
  const proof = expectLog([
    numbers(shops),
    numbers(shops.map((shopId) => memory.counters.get(shopId)?.seq ?? -1)),
    numbers(shops.map((shopId) => abouts.get(shopId)?.version ?? -1)),
    chain.before,
    chain.name,
  ])
  const reading = { memory, deliveries: new Set<string>(), ...ahead }
  const { writes, outcomes } = decide(batches, reading, abouts, now)
  const sent = together(client, ['begin', scopeTo([numbers(shops)]), proof, ...writing(writes), 'commit'])
  return { committed: sent.then(() => ({ outcomes, events: writes.events })) }
}
