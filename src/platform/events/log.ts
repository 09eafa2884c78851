import type { Instant } from '../../shared/time.ts'
import { all, moment, one, sql, type Tx } from '../db/db.ts'
import type { Logged } from './hub.ts'

/** Where PostgreSQL tells the other processes that a shop's log has grown: payload `writer shop:seq …`. */
export const CHANNEL = 'peakdesk_log'

/** This process, so that it does not listen to itself. */
export const WRITER = crypto.randomUUID().slice(0, 8)

/** Takes the shop's turn to write. Everything that appends to its log or takes its ids does this first. */
export const lockShop = async (tx: Tx, shopId: number): Promise<{ seq: number }> => {
  const row = await one(
    tx,
    sql<{ seq: number }>`select seq from shop_log where shop_id = ${shopId} for update`,
  )
  if (!row) throw new Error(`shop ${shopId} is not in scope or has no log`)
  return row
}

/** Appends to the log of a shop whose turn the transaction has taken. Publish the result after commit. */
export const append = async (
  tx: Tx,
  shopId: number,
  entries: readonly { kind: string; data: unknown }[],
  at: Instant,
): Promise<Logged[]> => {
  const row = await one(
    tx,
    sql<{
      seq: number
    }>`update shop_log set seq = seq + ${entries.length} where shop_id = ${shopId} returning seq`,
  )
  if (!row) throw new Error(`shop ${shopId} is not in scope or has no log`)
  const first = row.seq - entries.length + 1
  const logged = entries.map(({ kind, data }, i) => ({
    shopId,
    seq: first + i,
    kind,
    at,
    data,
    json: JSON.stringify(data),
  }))
  for (const entry of logged)
    await sql`insert into event (shop_id, seq, kind, at, data)
      values (${shopId}, ${entry.seq}, ${entry.kind}, ${moment(at)}, ${entry.json}::json)`.execute(tx)
  await sql`select pg_notify(${CHANNEL}, ${`${WRITER} ${shopId}:${row.seq}`})`.execute(tx)
  return logged
}

interface Row {
  seq: number
  kind: string
  at: Instant
  json: string
}

export const readLog = async (tx: Tx, shopId: number, after: number, limit: number): Promise<Logged[]> => {
  const rows = await all(
    tx,
    sql<Row>`select seq, kind, at, data::text as json from event
      where shop_id = ${shopId} and seq > ${after} order by seq limit ${limit}`,
  )
  return rows.map((row) => ({ shopId, ...row, data: JSON.parse(row.json) as unknown }))
}

/** Where each shop's log stands. */
export const logEnds = async (tx: Tx, shops: readonly number[]): Promise<Map<number, number>> => {
  const rows = await all(
    tx,
    sql<{
      shop_id: number
      seq: number
    }>`select shop_id, seq from shop_log where shop_id = any(${`{${shops}}`}::int[])`,
  )
  return new Map(rows.map((row) => [row.shop_id, row.seq]))
}

/** Forgets entries older than a moment, a small piece at a time. Returns how many went. */
export const pruneLog = async (tx: Tx, shopId: number, before: Instant, limit: number): Promise<number> => {
  const gone = await sql`delete from event where shop_id = ${shopId} and seq in (
    select seq from event where shop_id = ${shopId} order by seq limit ${limit})
    and at < ${moment(before)}`.execute(tx)
  return Number(gone.numAffectedRows ?? 0)
}
