import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Hub } from '../../../platform/events/hub.ts'
import type { Receive } from '../domain.ts'
import type { WebChatLimits } from './limits.ts'
import type { Said } from './shown.ts'

export interface BuyersHistory {
  /** Both null for a buyer who has never written. */
  buyerId: number | null
  /** The current or latest conversation. */
  conversationId: number | null
  /** Oldest first. */
  messages: readonly Said[]
}

/** What the door stands on; the features behind it come later in the order and are brought by main. */
export interface WebChatDeps {
  db: Db
  hub: Hub
  clock: Clock
  receive: Receive
  /**
   * Texts and pictures of all conversations of a buyer: with `after`, the first `limit` above that id; otherwise
   * the newest `limit`, below `before` if given.
   */
  history(
    shopId: number,
    channelId: number,
    buyerExternalId: string,
    options: { after?: number; before?: number; limit: number },
  ): Promise<BuyersHistory>
  /** The buyer has seen the conversation up to a message. */
  read(shopId: number, conversationId: number, messageId: number): Promise<void>
  /** The buyer is writing in it. */
  typing(shopId: number, conversationId: number): void | Promise<void>
  onFault(error: unknown): void
  limits?: WebChatLimits
  /** ms between signs of life on streams. */
  heartbeat?: number
}
