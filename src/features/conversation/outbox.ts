import type { Clock } from '../../platform/clock.ts'
import { all, type Db, moment, one, sql, type Tx } from '../../platform/db/db.ts'
import { type Instant, MINUTE, SECOND } from '../../shared/time.ts'
import type { Outbound, Outbox } from '../channel/domain.ts'

/** Attempts after which a message that fails for the time being is set aside. With the waits below that is about a
 * minute, during which the channel stands still: order matters more than the one message. */
const ATTEMPTS = 6

/** Wait before attempt n + 1: 1, 2, 4, 8, 16 … s, at most a minute. */
export const backoff = (attempts: number): number => Math.min(MINUTE, SECOND * 2 ** (attempts - 1))

export type Next = { deadLetter: true } | { deadLetter: false; attempts: number; retryAt: Instant }

/** What follows a failure: another attempt later, or the dead letters. */
export const afterFailure = (attemptsBefore: number, permanent: boolean, now: Instant): Next => {
  const attempts = attemptsBefore + 1
  if (permanent || attempts >= ATTEMPTS) return { deadLetter: true }
  return { deadLetter: false, attempts, retryAt: now + backoff(attempts) }
}

interface CursorRow {
  acked: number
  failing_id: number | null
  attempts: number
  retry_at: Instant | null
}

const cursorOf = (tx: Tx, shopId: number, channelId: number): Promise<CursorRow | undefined> =>
  one(
    tx,
    sql<CursorRow>`select acked, failing_id, attempts, retry_at from outbox_cursor
      where shop_id = ${shopId} and channel_id = ${channelId}`,
  )

const lockCursor = async (tx: Tx, shopId: number, channelId: number): Promise<CursorRow> => {
  await sql`insert into outbox_cursor (shop_id, channel_id) values (${shopId}, ${channelId})
    on conflict do nothing`.execute(tx)
  const row = await one(
    tx,
    sql<CursorRow>`select acked, failing_id, attempts, retry_at from outbox_cursor
      where shop_id = ${shopId} and channel_id = ${channelId} for update`,
  )
  if (!row) throw new Error(`channel ${channelId} is not in scope`)
  return row
}

const advance = (tx: Tx, shopId: number, channelId: number, id: number) =>
  sql`update outbox_cursor set acked = greatest(acked, ${id}::bigint),
      failing_id = case when failing_id > ${id}::bigint then failing_id end,
      attempts = case when failing_id > ${id}::bigint then attempts else 0 end,
      retry_at = case when failing_id > ${id}::bigint then retry_at end,
      error = case when failing_id > ${id}::bigint then error end
    where shop_id = ${shopId} and channel_id = ${channelId}`.execute(tx)

/** A channel's newest outbound message up to an id: a connector cannot acknowledge, nor fail, what does not exist yet, and
 * thereby skip it. */
const newestUpTo = async (tx: Tx, shopId: number, channelId: number, id: number) =>
  (
    await one(
      tx,
      sql<{ id: number }>`select message_id as id from message
        where shop_id = ${shopId} and channel_id = ${channelId} and outbound and message_id <= ${id}
        order by message_id desc limit 1`,
    )
  )?.id

interface OutboundRow {
  message_id: number
  conversation_id: number
  external_id: string
  name: string
  author: Outbound['author']
  kind: Outbound['kind']
  text: string
  picture: string | null
  sent_at: Instant
  reply_to: string | null
  card: Outbound['card']
}

/** The messages first, then what belongs to each, one by one (`offset 0`): joined freely, a planner with stale figures
 * starts from all conversations. */
const following = (
  tx: Tx,
  shopId: number,
  channelId: number,
  after: number,
  limit: number,
): Promise<OutboundRow[]> =>
  all(
    tx,
    sql<OutboundRow>`with next as materialized (
        select shop_id, message_id, conversation_id, author, kind, text, picture, sent_at, reply_to,
          detail -> 'card' as card from message
        where shop_id = ${shopId} and channel_id = ${channelId} and outbound and message_id > ${after}
        order by message_id limit ${limit})
      select m.message_id, m.conversation_id, b.external_id, b.name, m.author, m.kind, m.text, m.picture, m.sent_at, m.card,
        (select asked.external_id from message asked
          where asked.shop_id = m.shop_id and asked.message_id = m.reply_to) as reply_to
      from next m cross join lateral (
        select b.external_id, b.name from conversation c
          join buyer b on b.shop_id = c.shop_id and b.buyer_id = c.buyer_id
        where c.shop_id = m.shop_id and c.conversation_id = m.conversation_id offset 0) b
      order by m.message_id`,
  )

const outboundOf = (row: OutboundRow): Outbound => ({
  id: row.message_id,
  conversationId: row.conversation_id,
  buyer: { externalId: row.external_id, name: row.name },
  author: row.author,
  kind: row.kind,
  text: row.text,
  picture: row.picture,
  at: row.sent_at,
  replyTo: row.reply_to,
  card: row.card,
})

const bury = (tx: Tx, shopId: number, channelId: number, id: number, attempts: number, error: string) =>
  sql`insert into dead_letter (shop_id, message_id, channel_id, conversation_id, attempts, error)
    select shop_id, message_id, channel_id, conversation_id, ${attempts}, ${error} from message
    where shop_id = ${shopId} and message_id = ${id} and channel_id = ${channelId} and outbound
    on conflict do nothing`.execute(tx)

/**
 * The outbox is the message table itself: a channel's outbound messages in the order of their ids, which is the order
 * of commits, beyond the id it has acknowledged. Nothing is copied, so nothing can be forgotten.
 */
export const createOutbox = (db: Db, clock: Clock): Outbox => ({
  pending: (shopId, channelId, limit) =>
    db.tx({ shops: [shopId] }, async (tx) => {
      const cursor = await cursorOf(tx, shopId, channelId)
      const retryAt = cursor?.retry_at ?? null
      if (retryAt !== null && retryAt > clock.now()) return { messages: [], retryAt }
      const rows = await following(tx, shopId, channelId, cursor?.acked ?? 0, limit)
      return { messages: rows.map(outboundOf), retryAt: null }
    }),

  acknowledge: (shopId, channelId, id) =>
    db.tx({ shops: [shopId] }, async (tx) => {
      await lockCursor(tx, shopId, channelId)
      const newest = await newestUpTo(tx, shopId, channelId, id)
      if (newest !== undefined) await advance(tx, shopId, channelId, newest)
    }),

  failed: (shopId, channelId, id, failure) =>
    db.tx({ shops: [shopId] }, async (tx) => {
      const cursor = await lockCursor(tx, shopId, channelId)
      if (id <= cursor.acked || (await newestUpTo(tx, shopId, channelId, id)) !== id) return
      const before = cursor.failing_id === id ? cursor.attempts : 0
      const next = afterFailure(before, failure.permanent, clock.now())
      const error = failure.error.slice(0, 500)
      // All before the failed one were delivered.
      await advance(tx, shopId, channelId, id - 1)
      if (next.deadLetter) {
        await bury(tx, shopId, channelId, id, before + 1, error)
        await advance(tx, shopId, channelId, id)
        return
      }
      await sql`update outbox_cursor set failing_id = ${id}, attempts = ${next.attempts},
          retry_at = ${moment(next.retryAt)}, error = ${error}
        where shop_id = ${shopId} and channel_id = ${channelId}`.execute(tx)
    }),
})

/** How far a channel has come, and which of a conversation's messages it could not deliver. */
export const deliveryOf = async (tx: Tx, shopId: number, channelId: number, conversationId: number) => {
  const cursor = await cursorOf(tx, shopId, channelId)
  const dead = await all(
    tx,
    sql<{ message_id: number }>`select message_id from dead_letter where shop_id = ${shopId}
      and conversation_id = ${conversationId} and settled_at is null`,
  )
  return { channelId, acked: cursor?.acked ?? 0, dead: dead.map((d) => d.message_id) }
}
