import type { Hub } from '../../../platform/events/hub.ts'
import { reaches, type Said } from './shown.ts'

export interface Listener {
  /** Messages of the buyer's conversations, as stored, in order. */
  said(messages: readonly Said[]): void
  typing(on: boolean): void
  /** The desk has just learnt who this is: what was said until now has to be read. */
  catchUp(): void
}

/** What one buyer's open windows listen to. */
export interface Feed {
  readonly shopId: number
  readonly listeners: Set<Listener>
  /** Null until the buyer's first message. */
  buyerId: number | null
  conversationId: number | null
}

interface Known {
  buyerId: number | null
  conversationId: number | null
}

/** The parts of the log's 'conversation' entries and of passing news that are read here. */
interface Told {
  conversation: { id: number; buyerId: number }
  messages: readonly Said[]
}
interface Live {
  conversationId: number
  personId: number | null
  doing: string
}

/**
 * Whom to tell what. One look into a map for each event of the log, whether ten widgets listen or ten thousand.
 */
export const createFeeds = (hub: Hub) => {
  const byVisitor = new Map<string, Feed>()
  const byBuyer = new Map<string, Feed>()
  const byConversation = new Map<string, Feed>()
  const visitorKey = (channelId: number, externalId: string) => `${channelId}/${externalId}`
  const shopKey = (shopId: number, id: number) => `${shopId}/${id}`

  const learn = (feed: Feed, { buyerId, conversationId }: Known) => {
    // Its last window was closed while this was being looked up.
    if (feed.listeners.size === 0) return
    if (buyerId !== null && feed.buyerId === null) {
      feed.buyerId = buyerId
      byBuyer.set(shopKey(feed.shopId, buyerId), feed)
    }
    if (conversationId !== null && feed.conversationId !== conversationId) {
      if (feed.conversationId !== null) byConversation.delete(shopKey(feed.shopId, feed.conversationId))
      feed.conversationId = conversationId
      byConversation.set(shopKey(feed.shopId, conversationId), feed)
    }
  }

  const unwatch = hub.watch({
    logged(entries) {
      for (const { shopId, kind, data } of entries) {
        if (kind !== 'conversation') continue
        const { conversation, messages } = data as Told
        const feed = byBuyer.get(shopKey(shopId, conversation.buyerId))
        const said = feed ? messages.filter(reaches) : []
        // A colleague's note in an old conversation does not make it the current one.
        if (!feed || said.length === 0) continue
        learn(feed, { buyerId: conversation.buyerId, conversationId: conversation.id })
        for (const listener of feed.listeners) listener.said(said)
      }
    },
    passing({ shopId, kind, data }) {
      if (kind !== 'live') return
      const { conversationId, personId, doing } = data as Live
      // A buyer's own typing, and who looks at the conversation, are for agents alone.
      if (personId === null || doing === 'viewing') return
      const feed = byConversation.get(shopKey(shopId, conversationId))
      for (const listener of feed?.listeners ?? []) listener.typing(doing === 'typing')
    },
  })

  return {
    /** Listens for a visitor; the function ends it. */
    attach(shopId: number, channelId: number, externalId: string, listener: Listener) {
      const key = visitorKey(channelId, externalId)
      const feed: Feed = byVisitor.get(key) ?? {
        shopId,
        listeners: new Set(),
        buyerId: null,
        conversationId: null,
      }
      byVisitor.set(key, feed)
      feed.listeners.add(listener)
      const detach = () => {
        feed.listeners.delete(listener)
        if (feed.listeners.size > 0 || byVisitor.get(key) !== feed) return
        byVisitor.delete(key)
        if (feed.buyerId !== null) byBuyer.delete(shopKey(shopId, feed.buyerId))
        if (feed.conversationId !== null) byConversation.delete(shopKey(shopId, feed.conversationId))
      }
      return { feed, detach }
    },
    learn,
    of: (channelId: number, externalId: string) => byVisitor.get(visitorKey(channelId, externalId)),
    /** Open feeds, for tests of leaks. */
    counts: () => [byVisitor.size, byBuyer.size, byConversation.size] as const,
    close: unwatch,
  }
}
