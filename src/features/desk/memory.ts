import type { Buyer, Conversation } from '../conversation/domain.ts'
import { type BuyerRow, buyerOf, type ConversationRow, conversationOf } from '../conversation/rows.ts'
import type { OrderStage } from '../order/domain/stage.ts'
import type { CounterRow } from './flush-sql.ts'
import type { Input, Talk } from './step.ts'

export const keyOf = (...parts: (string | number)[]): string => parts.join('/')

export type LoadedRow = ConversationRow & {
  buyer_shop_id: number
  known_buyer_id: number
  buyer_channel_id: number
  external_id: string
  name: string
  verified: boolean
  note: string
  current_id: number | null
  agent_id: number | null
  another_open?: boolean
}

const buyerRow = (row: LoadedRow): BuyerRow => ({
  shop_id: row.buyer_shop_id,
  buyer_id: row.known_buyer_id,
  channel_id: row.buyer_channel_id,
  external_id: row.external_id,
  name: row.name,
  verified: row.verified,
  note: row.note,
  current_id: row.current_id,
  agent_id: row.agent_id,
})

export interface StandingRow {
  shop_id: number
  channel_id: number
  external_id: string
  stage: OrderStage
  fen: number | null
}

/**
 * The buyers, conversations and counters that decisions are made on: read from the database, changed by the decisions.
 * A careful flush has one of its own; a lane keeps one between fast flushes.
 */
export const createMemory = () => {
  const buyers = new Map<string, Buyer>()
  const byExternal = new Map<string, string>()
  const conversations = new Map<string, Conversation>()
  const anotherOpen = new Set<string>()
  const counters = new Map<number, CounterRow>()
  const standings = new Map<string, Talk['order']>()

  const keep = (buyer: Buyer) => {
    const key = keyOf(buyer.shopId, buyer.id)
    buyers.set(key, buyer)
    byExternal.set(keyOf(buyer.shopId, buyer.channelId, buyer.externalId), key)
  }
  const talk = (shopId: number, input: Input): Talk => {
    if (input.what !== 'buyer-wrote' && input.what !== 'remind') {
      const conversation = conversations.get(keyOf(shopId, input.conversationId)) ?? null
      const buyer = conversation ? (buyers.get(keyOf(shopId, conversation.buyerId)) ?? null) : null
      return { conversation, buyer, order: null }
    }
    const external = keyOf(shopId, input.channelId, input.buyer.externalId)
    const key = byExternal.get(external)
    const buyer = key === undefined ? null : (buyers.get(key) ?? null)
    const current = buyer?.conversationId
    const conversation = current ? (conversations.get(keyOf(shopId, current)) ?? null) : null
    return { conversation, buyer, order: standings.get(external) ?? null }
  }
  return {
    conversations,
    anotherOpen,
    counters,
    keep,
    talk,
    /** Whether an input can be decided without reading. Whether a buyer has another conversation open is never
     * remembered. */
    knows(shopId: number, input: Input): boolean {
      if (input.what === 'command' && input.command.do === 'reopen') return false
      const { buyer, conversation } = talk(shopId, input)
      return buyer !== null && conversation !== null
    },
    /** Takes in what was read. What is remembered already stays: it may be newer than what is committed. */
    load(rows: readonly LoadedRow[]) {
      for (const row of rows) {
        if (!buyers.has(keyOf(row.buyer_shop_id, row.known_buyer_id))) keep(buyerOf(buyerRow(row)))
        if (row.conversation_id === null) continue
        const key = keyOf(row.shop_id, row.conversation_id)
        if (!conversations.has(key)) conversations.set(key, conversationOf(row))
        if (row.another_open) anotherOpen.add(key)
        else anotherOpen.delete(key)
      }
    },
    stand(rows: readonly StandingRow[]) {
      for (const { shop_id, channel_id, external_id, stage, fen } of rows)
        standings.set(keyOf(shop_id, channel_id, external_id), { stage, fen })
    },
    size: () => conversations.size,
    forget() {
      for (const map of [buyers, byExternal, conversations, anotherOpen, counters, standings]) map.clear()
    },
  }
}
export type Memory = ReturnType<typeof createMemory>

/** The id under which an input's message must be stored only once, if it has one. */
export const onceKey = (shopId: number, input: Input, memory: Memory): string | null => {
  if (input.what === 'buyer-wrote') return keyOf(shopId, input.channelId, input.message.externalId)
  if (input.what === 'remind') return keyOf(shopId, input.channelId, input.id)
  if (input.what !== 'command' && input.what !== 'again' && input.what !== 'noted') return null
  const conversation = memory.conversations.get(keyOf(shopId, input.conversationId))
  return conversation ? keyOf(shopId, conversation.channelId, input.id) : null
}
