import type { Tx } from '../../../platform/db/db.ts'
import type { Conversation, Message } from '../domain.ts'
import * as store from './store.ts'
import { tsquery } from './tokens.ts'

export interface Found {
  /** Newest first. */
  hits: { shopId: number; conversation: Conversation; message: Message }[]
  /** False while messages wait to be indexed, or when there are more than `limit`. */
  complete: boolean
}

/** Messages (texts and notes) in which all words of a text occur, in the given shops, all of which must be in the
 * transaction's scope. */
export const searchMessages = async (
  tx: Tx,
  shops: readonly number[],
  text: string,
  limit: number,
): Promise<Found> => {
  const query = tsquery(text)
  if (query === null || shops.length === 0) return { hits: [], complete: true }
  const behind = await store.isBehind(tx, shops)
  const found = await store.matches(tx, query, shops, limit + 1)
  if (found.length === 0) return { hits: [], complete: !behind }
  const messages = (await store.messagesOf(tx, found)).sort(
    (a, b) => b.message.sentAt - a.message.sentAt || b.message.id - a.message.id,
  )
  const shown = messages.slice(0, limit)
  const name = (shopId: number, id: number) => `${shopId}:${id}`
  const conversations = new Map(
    (
      await store.conversationsOf(
        tx,
        shown.map(({ shopId, message }) => ({
          shop_id: shopId,
          message_id: message.id,
          conversation_id: message.conversationId,
        })),
      )
    ).map((c) => [name(c.shopId, c.id), c]),
  )
  const hits = shown.flatMap(({ shopId, message }) => {
    const conversation = conversations.get(name(shopId, message.conversationId))
    return conversation ? [{ shopId, conversation, message }] : []
  })
  return { hits, complete: !behind && messages.length <= limit }
}
