import type { Buyer, Conversation, Detail, Message } from './domain.ts'

/** The columns of `conversation` as SQL gives them, with the buyer's name beside. */
export interface ConversationRow {
  shop_id: number
  conversation_id: number
  buyer_id: number
  buyer_name: string
  channel_id: number
  status: Conversation['status']
  assignee: number | null
  waiting_since: number | null
  last_at: number
  last_text: string
  last_author: Conversation['lastAuthor']
  last_message_id: number
  unread: number
  buyer_read_id: number
  tags: string[]
  snoozed_until: number | null
  due_at: number | null
  opened_at: number
  closed_at: number | null
  assistant: Conversation['assistant']
  team: string | null
  queued_at: number | null
  clock: Conversation['clock']
  route: Conversation['route']
}

export const conversationOf = (row: ConversationRow): Conversation => ({
  shopId: row.shop_id,
  id: row.conversation_id,
  buyerId: row.buyer_id,
  buyerName: row.buyer_name,
  channelId: row.channel_id,
  status: row.status,
  assignee: row.assignee,
  waitingSince: row.waiting_since,
  lastAt: row.last_at,
  lastText: row.last_text,
  lastAuthor: row.last_author,
  lastMessageId: row.last_message_id,
  unread: row.unread,
  buyerReadId: row.buyer_read_id,
  tags: row.tags,
  snoozedUntil: row.snoozed_until,
  dueAt: row.due_at,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  assistant: row.assistant,
  team: row.team,
  queuedAt: row.queued_at,
  clock: row.clock,
  route: row.route,
})

export interface MessageRow {
  shop_id: number
  message_id: number
  conversation_id: number
  author: Message['author']
  kind: Message['kind']
  text: string
  picture: string | null
  person_id: number | null
  sent_at: number
  reply_to: number | null
  external_id: string | null
  outbound: boolean
  detail: Detail | null
}

export const messageOf = (row: MessageRow): Message => ({
  id: row.message_id,
  conversationId: row.conversation_id,
  author: row.author,
  kind: row.kind,
  text: row.text,
  picture: row.picture,
  personId: row.person_id,
  sentAt: row.sent_at,
  replyTo: row.reply_to,
  externalId: row.external_id,
  outbound: row.outbound,
  detail: row.detail,
})

export interface BuyerRow {
  shop_id: number
  buyer_id: number
  channel_id: number
  external_id: string
  name: string
  verified: boolean
  note: string
  current_id: number | null
  agent_id: number | null
}

export const buyerOf = (row: BuyerRow): Buyer => ({
  shopId: row.shop_id,
  id: row.buyer_id,
  channelId: row.channel_id,
  externalId: row.external_id,
  name: row.name,
  verified: row.verified,
  note: row.note,
  conversationId: row.current_id,
  agentId: row.agent_id,
})
