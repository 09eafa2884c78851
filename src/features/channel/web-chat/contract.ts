import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { MESSAGE_LIMIT } from '../../../shared/text.ts'
import { Card } from '../../catalog/domain/shown-card.ts'

/** One message as the buyer sees it. */
export const BuyerMessage = z
  .object({
    /** Rises in the order of arrival; also the id of the stream's events. */
    id: z.number(),
    from: z.enum(['buyer', 'agent', 'assistant', 'system']),
    /** The agent's public name. */
    name: z.string().nullable(),
    kind: z.enum(['text', 'picture']),
    text: z.string(),
    /** Address of the picture below /files. */
    picture: z.string().nullable(),
    size: z.object({ width: z.number(), height: z.number() }).nullable(),
    /** ms */
    at: z.number(),
    /** Under which the buyer's own browser sent it. */
    clientId: z.string().nullable(),
    /** Shown instead of the text, which says the same. */
    card: Card.nullable(),
  })
  .meta({ id: 'BuyerMessage' })
export type BuyerMessage = z.infer<typeof BuyerMessage>

const WebAddress = z.url({ protocol: /^https?$/ }).max(500)
const ChannelPath = z.object({ channelKey: z.string().max(100) })

export const Identity = z.object({
  /** The buyer's id in the shop's own system. */
  id: z.coerce.string().min(1).max(100),
  name: z.string().max(60).default(''),
  /** Hex HMAC-SHA256 of the id under the channel's secret, made by the shop's server. Judged by the door, not by its
   * form: whatever is wrong with it is a wrong signature. */
  hash: z.string().max(200).default(''),
})

export const Session = z
  .object({
    /** Sent as `Authorization: Bearer …` with every other request. */
    token: z.string(),
    visitor: z.object({ id: z.string(), name: z.string(), verified: z.boolean() }),
    shop: z.object({ name: z.string(), locale: z.string() }),
    /** The newest messages, oldest first. */
    messages: z.array(BuyerMessage),
    /** Whether there are earlier ones. */
    more: z.boolean(),
    /** Whether the desk knows the buyer already: only then can anything come by the stream. */
    known: z.boolean(),
  })
  .meta({ id: 'WebChatSession' })
export type Session = z.infer<typeof Session>

export const Sent = z.object({ id: z.number(), at: z.number() })

export const webChatContract = endpoints({
  openSession: {
    method: 'post',
    path: '/chat/v1/{channelKey}/session',
    params: ChannelPath,
    body: z.object({ token: z.string().max(1000).optional(), identity: Identity.optional() }),
    gives: Session,
    needs: 'nothing',
    says: 'A new visitor, a known one by the token, or a buyer the shop’s server vouches for.',
  },
  send: {
    method: 'post',
    path: '/chat/v1/{channelKey}/messages',
    params: ChannelPath,
    body: z
      .object({
        /** The same in every retry: the message is stored once. */
        clientId: z.uuid(),
        text: z.string().max(MESSAGE_LIMIT).default(''),
        picture: z.string().nullable().default(null),
        product: z
          .object({ id: z.string().max(100), title: z.string().min(1).max(200), url: WebAddress })
          .nullable()
          .default(null),
      })
      .refine((m) => m.text.trim() !== '' || m.picture !== null, 'neither text nor picture'),
    gives: Sent,
    needs: 'a session',
    says: 'Sends a message; answered when it is stored.',
  },
  earlier: {
    method: 'get',
    path: '/chat/v1/{channelKey}/messages',
    params: ChannelPath,
    query: z.object({ before: z.coerce.number().int().positive() }),
    gives: Session.pick({ messages: true, more: true }),
    needs: 'a session',
    says: 'The 30 messages before an id, oldest first.',
  },
  sendPicture: {
    method: 'post',
    path: '/chat/v1/{channelKey}/pictures',
    params: ChannelPath,
    gives: z.object({ picture: z.string(), width: z.number(), height: z.number() }),
    needs: 'a session',
    says: 'Takes a picture (the body is the file: JPEG, PNG, WebP or GIF up to 8 MiB) for use in a message.',
  },
  markRead: {
    method: 'post',
    path: '/chat/v1/{channelKey}/read',
    params: ChannelPath,
    body: z.object({ messageId: z.number().int().positive() }),
    gives: z.object({}),
    needs: 'a session',
    says: 'The buyer has seen the messages up to this one.',
  },
  typing: {
    method: 'post',
    path: '/chat/v1/{channelKey}/typing',
    params: ChannelPath,
    gives: z.object({}),
    needs: 'a session',
    says: 'The buyer is writing. Nothing of what is written leaves the browser before it is sent.',
  },
})
