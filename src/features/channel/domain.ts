import { z } from 'zod'
import type { Card } from '../catalog/domain/shown-card.ts'

export const ChannelKind = z.enum(['web-chat', 'bridge', 'import'])
export type ChannelKind = z.infer<typeof ChannelKind>

/** A channel as its public door sees it. */
export interface Door {
  shopId: number
  channelId: number
  kind: ChannelKind
  name: string
  key: string
  secret: string
}

/** A site as browsers name it: scheme, host and port, nothing after. */
export const Site = z
  .string()
  .trim()
  .toLowerCase()
  .refine(
    (text) => /^https?:\/\/[^/?#@\s]+$/.test(text) && URL.canParse(text),
    'a site like https://shop.example',
  )

export const ChannelView = z
  .object({
    shopId: z.number(),
    id: z.number(),
    kind: ChannelKind,
    name: z.string(),
    key: z.string(),
    disabled: z.boolean(),
    /** Origins (`https://shop.example`) that may carry the web chat; none: any. */
    sites: z.array(z.string()),
    /** Messages that wait for the connector to take them. Web chats have none: their stream is the delivery. */
    pending: z.number(),
    failing: z
      .object({ messageId: z.number(), attempts: z.number(), retryAt: z.number(), error: z.string() })
      .nullable(),
  })
  .meta({ id: 'Channel' })
export type ChannelView = z.infer<typeof ChannelView>

export const DeadLetter = z
  .object({
    shopId: z.number(),
    messageId: z.number(),
    channelId: z.number(),
    conversationId: z.number(),
    text: z.string(),
    buyerName: z.string(),
    attempts: z.number(),
    error: z.string(),
    at: z.number(),
  })
  .meta({ id: 'DeadLetter' })
export type DeadLetter = z.infer<typeof DeadLetter>

/** What a channel brings: one message of one buyer. Times in ms by the platform's clock. */
export interface Inbound {
  channelId: number
  buyer: { externalId: string; name: string; verified: boolean }
  message: {
    /** The platform's id: a message is stored once under it, however often it is delivered. */
    externalId: string
    kind: 'text' | 'picture'
    text: string
    /** What the buyer typed, where the text says more (the product they look at): rules answer to this alone. */
    typed?: string
    picture: string | null
    size: { width: number; height: number } | null
    sentAt: number
    /** The product the buyer looks at, by its id in the shop, where the channel tells. */
    item?: string
    /** The order it is about, by the platform's id, where the platform itself tells: that makes the order theirs. */
    order?: string
  }
}

/** Messages that arrived together. All in one transaction; `delivery` is refused when it was seen before. */
export interface Parcel {
  shopId: number
  inbound: Inbound[]
  delivery?: { channelId: number; id: string }
}

export type Received =
  | { replayed: true }
  | { replayed: false; outcomes: { stored: boolean; messageId: number; conversationId: number }[] }

/** The one door in. Resolves after commit. `stored` false: it had been stored before (a duplicate), with its ids. */
export type Receive = (parcel: Parcel) => Promise<Received>

/** A message on its way to the platform. */
export interface Outbound {
  /** Rises within the channel; also the idempotency key. */
  id: number
  conversationId: number
  buyer: { externalId: string; name: string }
  author: 'agent' | 'assistant-auto' | 'assistant-assist' | 'system'
  kind: 'text' | 'picture'
  text: string
  picture: string | null
  at: number
  /** The platform's id of the buyer's message it answers, if it answers one. */
  replyTo: string | null
  /** Drawn instead of the text, which says the same, where the platform can. */
  card: Card | null
}

/** The one door out: a channel takes its messages in order and says how far it has come. */
export interface Outbox {
  /** The next messages of a channel that may leave now, oldest first; none while a failed one waits for its retry. */
  pending(
    shopId: number,
    channelId: number,
    limit: number,
  ): Promise<{ messages: Outbound[]; retryAt: number | null }>
  /** Everything up to `id` was taken. Going back has no effect. */
  acknowledge(shopId: number, channelId: number, id: number): Promise<void>
  /** The message `id` could not be delivered. Temporary: tried again with backoff, then set aside; permanent: set
   * aside at once, in the dead letters. */
  failed(
    shopId: number,
    channelId: number,
    id: number,
    failure: { error: string; permanent: boolean },
  ): Promise<void>
}
