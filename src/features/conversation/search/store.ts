import { numbers, texts } from '../../../platform/db/arrays.ts'
import { all, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Conversation, Message } from '../domain.ts'
import { type ConversationRow, conversationOf, type MessageRow, messageOf } from '../rows.ts'

/** Takes the shop's place in the index for this transaction; null while another process has it. */
export const lockCursor = async (tx: Tx, shopId: number): Promise<number | null> => {
  const row = await one(
    tx,
    sql<{
      message_id: number
    }>`select message_id from index_cursor where shop_id = ${shopId} for update skip locked`,
  )
  return row?.message_id ?? null
}

export const moveCursor = async (tx: Tx, shopId: number, to: number): Promise<void> => {
  await sql`update index_cursor set message_id = ${to} where shop_id = ${shopId}`.execute(tx)
}

export interface ToIndex {
  message_id: number
  conversation_id: number
  /** Null for what is not searched: lines of history. */
  text: string | null
}

export const messagesAfter = (tx: Tx, shopId: number, after: number, limit: number): Promise<ToIndex[]> =>
  all(
    tx,
    sql<ToIndex>`select message_id, conversation_id, case when kind <> 'notice' then text end as text
      from message where shop_id = ${shopId} and message_id > ${after} order by message_id limit ${limit}`,
  )

/** `words` of each message: its tokens with blanks between. */
export const insertWords = async (
  tx: Tx,
  shopId: number,
  rows: readonly { messageId: number; conversationId: number; words: string }[],
): Promise<void> => {
  await sql`insert into message_index (shop_id, message_id, conversation_id, words)
    select ${shopId}, message_id, conversation_id, array_to_tsvector(string_to_array(words, ' '))
    from unnest(${numbers(rows.map((r) => r.messageId))}::bigint[], ${numbers(rows.map((r) => r.conversationId))}::int[],
      ${texts(rows.map((r) => r.words))}::text[]) as i(message_id, conversation_id, words)
    on conflict do nothing`.execute(tx)
}

/** Whether messages of these shops are not indexed yet. */
export const isBehind = async (tx: Tx, shops: readonly number[]): Promise<boolean> => {
  const row = await one(
    tx,
    sql<{ behind: boolean }>`select exists (select from shop_log l left join index_cursor i using (shop_id)
      where l.shop_id = any(${numbers(shops)}::int[]) and l.message_id > coalesce(i.message_id, 0)) as behind`,
  )
  return row?.behind ?? false
}

export interface Hit {
  shop_id: number
  message_id: number
  conversation_id: number
}

/** The newest `limit` matches of each shop. Throws where a shop is not in the transaction's scope. */
export const matches = (tx: Tx, query: string, shops: readonly number[], limit: number): Promise<Hit[]> =>
  all(
    tx,
    sql<Hit>`select shop_id, message_id, conversation_id
      from search_messages(${query}::tsquery, ${numbers(shops)}::int[], ${limit}::int)`,
  )

const key = (hits: readonly Hit[], of: 'message_id' | 'conversation_id') =>
  sql`unnest(${numbers(hits.map((h) => h.shop_id))}::int[], ${numbers(hits.map((h) => h[of]))}::bigint[]) as k(shop_id, id)`

export const messagesOf = async (
  tx: Tx,
  hits: readonly Hit[],
): Promise<{ shopId: number; message: Message }[]> => {
  const rows = await all(
    tx,
    sql<MessageRow>`select m.shop_id, m.message_id, m.conversation_id, m.author, m.kind, m.text, m.picture, m.person_id,
        m.sent_at, m.reply_to, m.external_id, m.outbound, m.detail
      from ${key(hits, 'message_id')}, lateral (select * from message m
        where m.shop_id = k.shop_id and m.message_id = k.id limit 1) m`,
  )
  return rows.map((row) => ({ shopId: row.shop_id, message: messageOf(row) }))
}

export const conversationsOf = async (tx: Tx, hits: readonly Hit[]): Promise<Conversation[]> => {
  const rows = await all(
    tx,
    sql<ConversationRow>`select c.shop_id, c.conversation_id, c.buyer_id, b.name as buyer_name, c.channel_id, c.status,
        c.assignee, c.waiting_since, c.last_at, c.last_text, c.last_author, c.last_message_id, c.unread, c.buyer_read_id,
        c.tags, c.snoozed_until, c.due_at, c.opened_at, c.closed_at, c.assistant
      from ${key(hits, 'conversation_id')}, lateral (select * from conversation c
        where c.shop_id = k.shop_id and c.conversation_id = k.id limit 1) c, lateral (select * from buyer b
        where b.shop_id = c.shop_id and b.buyer_id = c.buyer_id limit 1) b`,
  )
  return rows.map(conversationOf)
}
