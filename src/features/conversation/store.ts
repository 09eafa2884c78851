import { all, moment, one, type RawBuilder, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { Buyer, Conversation, Message } from './domain.ts'
import {
  type BuyerRow,
  buyerOf,
  type ConversationRow,
  conversationOf,
  type MessageRow,
  messageOf,
} from './rows.ts'

const CONVERSATION: RawBuilder<unknown> = sql`c.shop_id, c.conversation_id, c.buyer_id, b.name as buyer_name,
  c.channel_id, c.status, c.assignee, c.waiting_since, c.last_at, c.last_text, c.last_author, c.last_message_id,
  c.unread, c.buyer_read_id, c.tags, c.snoozed_until, c.due_at, c.opened_at, c.closed_at, c.assistant,
  c.team, c.queued_at, c.clock, c.route`
const WITH_BUYER: RawBuilder<unknown> = sql`conversation c
  join buyer b on b.shop_id = c.shop_id and b.buyer_id = c.buyer_id`
const MESSAGE: RawBuilder<unknown> = sql`m.shop_id, m.message_id, m.conversation_id, m.author, m.kind, m.text, m.picture,
  m.person_id, m.sent_at, m.reply_to, m.external_id, m.outbound, m.detail`

const conversations = async (tx: Tx, query: RawBuilder<ConversationRow>): Promise<Conversation[]> =>
  (await all(tx, query)).map(conversationOf)
const messages = async (tx: Tx, query: RawBuilder<MessageRow>): Promise<Message[]> =>
  (await all(tx, query)).map(messageOf)

/** Every conversation that is not closed in the shops of the scope. */
export const openConversations = (tx: Tx, shops: readonly number[]): Promise<Conversation[]> =>
  conversations(
    tx,
    sql<ConversationRow>`select ${CONVERSATION} from ${WITH_BUYER}
      where c.shop_id = any(${`{${shops}}`}::int[]) and c.status <> 'closed'
      order by c.shop_id, c.conversation_id`,
  )

export const conversationById = async (
  tx: Tx,
  shopId: number,
  id: number,
): Promise<Conversation | undefined> =>
  (
    await conversations(
      tx,
      sql<ConversationRow>`select ${CONVERSATION} from ${WITH_BUYER}
        where c.shop_id = ${shopId} and c.conversation_id = ${id}`,
    )
  )[0]

export const channelKindOf = async (tx: Tx, shopId: number, id: number): Promise<string | undefined> =>
  (
    await one(
      tx,
      sql<{ kind: string }>`select ch.kind from conversation c
        join channel ch on ch.shop_id = c.shop_id and ch.channel_id = c.channel_id
        where c.shop_id = ${shopId} and c.conversation_id = ${id}`,
    )
  )?.kind

export const otherConversationsOf = (
  tx: Tx,
  shopId: number,
  buyerId: number,
  but: number,
): Promise<Conversation[]> =>
  conversations(
    tx,
    sql<ConversationRow>`select ${CONVERSATION} from ${WITH_BUYER}
      where c.shop_id = ${shopId} and c.buyer_id = ${buyerId} and c.conversation_id <> ${but}
      order by c.conversation_id desc limit 20`,
  )

/** Closed ones before another in the list, newest first. Many are closed at the same moment (imports, a quiet hour's end),
 * so the id decides among those. */
export const closedBefore = (
  tx: Tx,
  shopId: number,
  before: { closedAt: Instant; id: number } | null,
  limit: number,
): Promise<Conversation[]> =>
  conversations(
    tx,
    sql<ConversationRow>`select ${CONVERSATION} from ${WITH_BUYER}
      where c.shop_id = ${shopId} and c.status = 'closed'
        and ${before === null ? sql`true` : sql`(c.closed_at, c.conversation_id) < (${moment(before.closedAt)}, ${before.id}::int)`}
      order by c.closed_at desc, c.conversation_id desc limit ${limit}`,
  )

/** The newest messages of a conversation before an id (null: the newest of all), oldest first. */
export const messagesBefore = async (
  tx: Tx,
  shopId: number,
  conversationId: number,
  before: number | null,
  limit: number,
): Promise<Message[]> =>
  (
    await messages(
      tx,
      sql<MessageRow>`select ${MESSAGE} from message m
        where m.shop_id = ${shopId} and m.conversation_id = ${conversationId}
          and (${before}::bigint is null or m.message_id < ${before}::bigint)
        order by m.message_id desc limit ${limit}`,
    )
  ).reverse()

export const messageById = async (tx: Tx, shopId: number, id: number): Promise<Message | undefined> =>
  (
    await messages(
      tx,
      sql<MessageRow>`select ${MESSAGE} from message m where m.shop_id = ${shopId} and m.message_id = ${id}`,
    )
  )[0]

/**
 * What a buyer may see of their own conversations, oldest first: the first above `after`, or the newest below `before`.
 * Each conversation by itself, by its index: as one ordered join, the planner may walk the shop's messages backwards.
 */
const buyerMessages = (
  tx: Tx,
  shopId: number,
  buyerId: number,
  limit: number,
  which: { where: RawBuilder<unknown>; order: RawBuilder<unknown> },
): Promise<Message[]> =>
  messages(
    tx,
    sql<MessageRow>`select ${MESSAGE} from conversation c cross join lateral (
        select * from message m where m.shop_id = c.shop_id and m.conversation_id = c.conversation_id
          and ${which.where} and m.kind in ('text', 'picture')
        order by ${which.order} limit ${limit}) m
      where c.shop_id = ${shopId} and c.buyer_id = ${buyerId}
      order by ${which.order} limit ${limit}`,
  )

export const buyerMessagesAfter = (
  tx: Tx,
  shopId: number,
  buyerId: number,
  after: number,
  limit: number,
): Promise<Message[]> =>
  buyerMessages(tx, shopId, buyerId, limit, {
    where: sql`m.message_id > ${after}`,
    order: sql`m.message_id`,
  })

/** Null: the newest of all. */
export const buyerMessagesBefore = async (
  tx: Tx,
  shopId: number,
  buyerId: number,
  before: number | null,
  limit: number,
): Promise<Message[]> =>
  (
    await buyerMessages(tx, shopId, buyerId, limit, {
      where: before === null ? sql`true` : sql`m.message_id < ${before}`,
      order: sql`m.message_id desc`,
    })
  ).reverse()

const BUYER: RawBuilder<unknown> = sql`shop_id, buyer_id, channel_id, external_id, name, verified, note,
  conversation_id as current_id, agent_id`

export const buyerById = async (tx: Tx, shopId: number, id: number): Promise<Buyer | undefined> => {
  const row = await one(
    tx,
    sql<BuyerRow>`select ${BUYER} from buyer where shop_id = ${shopId} and buyer_id = ${id}`,
  )
  return row && buyerOf(row)
}

export const buyerByExternal = async (
  tx: Tx,
  shopId: number,
  channelId: number,
  externalId: string,
): Promise<Buyer | undefined> => {
  const row = await one(
    tx,
    sql<BuyerRow>`select ${BUYER} from buyer
      where shop_id = ${shopId} and channel_id = ${channelId} and external_id = ${externalId}`,
  )
  return row && buyerOf(row)
}

export const setBuyerNote = async (
  tx: Tx,
  shopId: number,
  id: number,
  note: string,
): Promise<Buyer | undefined> => {
  const row = await one(
    tx,
    sql<BuyerRow>`update buyer set note = ${note} where shop_id = ${shopId} and buyer_id = ${id} returning ${BUYER}`,
  )
  return row && buyerOf(row)
}

export const draftOf = async (
  tx: Tx,
  shopId: number,
  conversationId: number,
  personId: number,
): Promise<string> => {
  const row = await one(
    tx,
    sql<{ text: string }>`select text from draft where shop_id = ${shopId}
      and conversation_id = ${conversationId} and person_id = ${personId}`,
  )
  return row?.text ?? ''
}

export const saveDraft = async (
  tx: Tx,
  shopId: number,
  conversationId: number,
  personId: number,
  text: string,
) => {
  if (text === '')
    await sql`delete from draft where shop_id = ${shopId} and conversation_id = ${conversationId}
      and person_id = ${personId}`.execute(tx)
  else
    await sql`insert into draft (shop_id, conversation_id, person_id, text)
      values (${shopId}, ${conversationId}, ${personId}, ${text})
      on conflict (shop_id, conversation_id, person_id) do update set text = excluded.text, at = now()`.execute(
      tx,
    )
}

/** Conversations the desk must look at, the longest due first. */
export const dueConversations = (
  tx: Tx,
  now: Instant,
  limit: number,
): Promise<{ shop_id: number; conversation_id: number }[]> =>
  all(
    tx,
    sql<{ shop_id: number; conversation_id: number }>`select shop_id, conversation_id from conversation
      where due_at <= ${moment(now)} order by due_at limit ${limit}`,
  )

/** Open, answered conversations of a shop that have been quiet for longer than it keeps them (`fallback` minutes if it
 * has not said), the longest first. */
export const quietConversations = (
  tx: Tx,
  shopId: number,
  now: Instant,
  fallback: number,
  limit: number,
): Promise<{ conversation_id: number }[]> =>
  all(
    tx,
    sql<{ conversation_id: number }>`select c.conversation_id from conversation c join shop s using (shop_id)
      cross join lateral (select coalesce((s.settings -> 'assistant' ->> 'closeAfter')::int, ${fallback}::int) as minutes) k
      where c.shop_id = ${shopId} and c.status = 'open' and c.waiting_since is null and k.minutes > 0
        and c.last_at < ${moment(now)} - make_interval(mins => k.minutes)
      order by c.last_at limit ${limit}`,
  )
