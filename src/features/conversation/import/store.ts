import { texts } from '../../../platform/db/arrays.ts'
import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Needs, NewMessage, Piece, TalkPart } from './piece.ts'

/** Imports of one shop follow each other; the desk's own writers are not held up by this. */
const IMPORTING = 4_600_002

/**
 * Begins a piece. Its few hundred rows are looked up one by one by index: without statistics PostgreSQL prefers to
 * merge them with the whole index, which cost 18 ms a piece at 40,000 messages and grew with the history.
 */
export const takeTurn = async (tx: Tx, shopId: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${IMPORTING}::int, ${shopId}::int),
    set_config('enable_mergejoin', 'off', true), set_config('enable_hashjoin', 'off', true)`.execute(tx)
}

export const importChannel = async (tx: Tx, shopId: number, name: string): Promise<number | undefined> =>
  (
    await one(
      tx,
      sql<{ channel_id: number }>`select channel_id from channel
        where shop_id = ${shopId} and kind = 'import' and name = ${name} order by channel_id limit 1`,
    )
  )?.channel_id

export const storedMessages = async (
  tx: Tx,
  shopId: number,
  channelId: number,
  ids: readonly string[],
): Promise<Map<string, Instant>> => {
  const rows = await all(
    tx,
    sql<{ external_id: string; sent_at: Instant }>`select m.external_id, m.sent_at
      from unnest(${texts(ids)}::text[]) as k(external_id)
      join message m on m.shop_id = ${shopId} and m.channel_id = ${channelId} and m.external_id = k.external_id`,
  )
  return new Map(rows.map((row) => [row.external_id, row.sent_at]))
}

export const conversationsOfSessions = async (
  tx: Tx,
  shopId: number,
  channelId: number,
  sessions: readonly string[],
): Promise<Map<string, { conversationId: number; lastAt: Instant }>> => {
  const rows = await all(
    tx,
    sql<{
      session: string
      conversation_id: number
      last_at: Instant
    }>`select s.session, s.conversation_id, c.last_at
      from import_session s
      join conversation c on c.shop_id = s.shop_id and c.conversation_id = s.conversation_id
      where s.shop_id = ${shopId} and s.channel_id = ${channelId} and s.session = any(${texts(sessions)}::text[])`,
  )
  return new Map(rows.map((r) => [r.session, { conversationId: r.conversation_id, lastAt: r.last_at }]))
}

export const buyersNamed = async (
  tx: Tx,
  shopId: number,
  channelId: number,
  names: readonly string[],
): Promise<Map<string, number>> => {
  const rows = await all(
    tx,
    sql<{ external_id: string; buyer_id: number }>`select external_id, buyer_id from buyer
      where shop_id = ${shopId} and channel_id = ${channelId} and external_id = any(${texts(names)}::text[])`,
  )
  return new Map(rows.map((row) => [row.external_id, row.buyer_id]))
}

/** Takes the shop's turn to write, and the next free ids. Gives the first of each. */
export const takeIds = async (
  tx: Tx,
  shopId: number,
  needs: Needs,
): Promise<{ message: number; conversation: number; buyer: number }> => {
  const row = await one(
    tx,
    sql<{ message_id: number; conversation_id: number; buyer_id: number }>`update shop_log set
        message_id = message_id + ${needs.messages}, conversation_id = conversation_id + ${needs.conversations},
        buyer_id = buyer_id + ${needs.buyers}
      where shop_id = ${shopId} returning message_id, conversation_id, buyer_id`,
  )
  if (!row) throw new Error(`shop ${shopId} is not in scope or has no log`)
  return {
    message: row.message_id - needs.messages + 1,
    conversation: row.conversation_id - needs.conversations + 1,
    buyer: row.buyer_id - needs.buyers + 1,
  }
}

export const insertMessages = async (
  tx: Tx,
  shopId: number,
  channelId: number,
  messages: readonly NewMessage[],
  now: Instant,
): Promise<void> => {
  await sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, outbound,
      author, kind, text, external_id, detail)
    select ${shopId}, conversation_id, message_id, to_timestamp(sent_at / 1000), ${moment(now)}, ${channelId}, false,
      author, 'text', text, external_id, detail
    from json_to_recordset(${JSON.stringify(messages)}::json)
      as m(message_id bigint, conversation_id int, external_id text, author text, sent_at float8, text text, detail json)`.execute(
    tx,
  )
}

const PART = sql`(conversation_id int, buyer_id int, session text, opened_at float8, last_at float8, last_text text,
  last_author text, last_message_id bigint, times_assumed boolean)`

/** Conversations that are history: closed when their last message was sent. */
export const openTalks = async (
  tx: Tx,
  shopId: number,
  channelId: number,
  talks: readonly TalkPart[],
  tag: string,
): Promise<void> => {
  if (talks.length === 0) return
  const rows = JSON.stringify(talks)
  await sql`insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, last_at, last_text,
      last_author, last_message_id, tags, opened_at, closed_at, assistant)
    select ${shopId}, conversation_id, buyer_id, ${channelId}, 'closed', to_timestamp(last_at / 1000), last_text,
      last_author, last_message_id, case when times_assumed then array[${tag}::text] else '{}' end,
      to_timestamp(opened_at / 1000), to_timestamp(last_at / 1000), '{"greeted":true,"heldFor":null}'
    from json_to_recordset(${rows}::json) as t${PART}`.execute(tx)
  await sql`insert into import_session (shop_id, channel_id, session, conversation_id)
    select ${shopId}, ${channelId}, session, conversation_id from json_to_recordset(${rows}::json) as t${PART}`.execute(
    tx,
  )
}

/** Conversations that a longer export continues. One that somebody has opened since stays open. */
export const growTalks = async (
  tx: Tx,
  shopId: number,
  talks: readonly TalkPart[],
  tag: string,
): Promise<void> => {
  if (talks.length === 0) return
  await sql`update conversation c set
      opened_at = least(c.opened_at, to_timestamp(t.opened_at / 1000)),
      last_text = case when to_timestamp(t.last_at / 1000) >= c.last_at then t.last_text else c.last_text end,
      last_author = case when to_timestamp(t.last_at / 1000) >= c.last_at then t.last_author else c.last_author end,
      last_at = greatest(c.last_at, to_timestamp(t.last_at / 1000)),
      closed_at = case when c.status = 'closed' then greatest(c.closed_at, to_timestamp(t.last_at / 1000)) end,
      last_message_id = t.last_message_id,
      tags = case when t.times_assumed and not ${tag}::text = any(c.tags) then c.tags || ${tag}::text else c.tags end
    from json_to_recordset(${JSON.stringify(talks)}::json) as t${PART}
    where c.shop_id = ${shopId} and c.conversation_id = t.conversation_id`.execute(tx)
}

/** Adds buyers, or points known ones to a later conversation. */
export const saveBuyers = async (
  tx: Tx,
  shopId: number,
  channelId: number,
  buyers: Piece['buyers'],
): Promise<void> => {
  if (buyers.length === 0) return
  await sql`insert into buyer as b (shop_id, buyer_id, channel_id, external_id, name, conversation_id)
    select ${shopId}, buyer_id, ${channelId}, external_id, external_id, conversation_id
    from json_to_recordset(${JSON.stringify(buyers)}::json)
      as v(buyer_id int, external_id text, conversation_id int)
    on conflict (shop_id, buyer_id) do update set conversation_id = excluded.conversation_id
      where not exists (select from conversation old join conversation new on new.shop_id = old.shop_id
        where old.shop_id = b.shop_id and old.conversation_id = b.conversation_id
          and new.conversation_id = excluded.conversation_id and old.last_at > new.last_at)`.execute(tx)
}
