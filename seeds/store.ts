import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { moment, one, sql, type Tx } from '../src/platform/db/db.ts'
import type { Instant } from '../src/shared/time.ts'

/** Makes a second process that starts on the same fresh database wait until this one has seeded it. */
export const lockFirstStart = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(4600002)`.execute(tx)
}

export const shopExists = async (tx: Tx): Promise<boolean> =>
  (await one(tx, sql<{ any: boolean }>`select cardinality(every_shop()) > 0 as any`))?.any ?? false

export const setOnline = async (tx: Tx, people: readonly number[], at: Instant): Promise<void> => {
  await sql`update membership set state = 'online', state_at = ${moment(at)}
    where person_id = any(${`{${people}}`}::int[])`.execute(tx)
}

/** One statement of the desk's flush, in this transaction. */
export const run = async <Row>(tx: Tx, { text, values = [] }: pg.QueryConfig): Promise<Row[]> =>
  (await tx.executeQuery<Row>(CompiledQuery.raw(text, values))).rows

/**
 * A flush has one moment; what was written here as one flush happened over days. This puts the messages, their audit
 * entries and the events (`at` by sequence number) of a shop where they belong.
 */
export const placeInTime = async (
  tx: Tx,
  shopId: number,
  events: readonly { seq: number; at: Instant }[],
): Promise<void> => {
  await sql`update message set received_at = sent_at where shop_id = ${shopId}`.execute(tx)
  await sql`update audit a set at = m.sent_at from message m
    where a.shop_id = ${shopId} and a.what = 'message.sent'
      and m.shop_id = a.shop_id and m.message_id = (a.detail ->> 'message')::bigint`.execute(tx)
  await sql`update event e set at = to_timestamp(n.at / 1000)
    from unnest(${`{${events.map((e) => e.seq)}}`}::bigint[], ${`{${events.map((e) => e.at)}}`}::float8[])
      as n(seq, at)
    where e.shop_id = ${shopId} and e.seq = n.seq`.execute(tx)
}

/** All that was said has long arrived: a connector that comes for the first time must not send it to real buyers. */
export const everythingDelivered = async (tx: Tx, shopId: number): Promise<void> => {
  await sql`update outbox_cursor o set acked = coalesce((select max(m.message_id) from message m
      where m.shop_id = o.shop_id and m.channel_id = o.channel_id and m.outbound), 0)
    where o.shop_id = ${shopId}`.execute(tx)
}

/** What products of a shop cost before it had a desk, as a file would have told it. Oldest first. */
export const pricesWere = async (
  tx: Tx,
  shopId: number,
  prices: readonly { product: string; fen: number; at: Instant }[],
): Promise<void> => {
  await sql`insert into price_change (shop_id, product_id, was_fen, is_fen, at, source)
    select ${shopId}, product, lag(fen) over (partition by product order by at), fen, to_timestamp(at / 1000), 'import'
    from jsonb_to_recordset(${JSON.stringify(prices)}::jsonb) as p(product text, fen int, at float8)
    order by at`.execute(tx)
}
