import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { inAddress } from '../../shared/ids.ts'
import { Command } from '../conversation/command.ts'
import { Buyer, Conversation, Message } from '../conversation/domain.ts'
import { ShopPath } from '../shop/contract.ts'
import { Member } from '../shop/domain.ts'

const Path = ShopPath.extend({ id: inAddress.id })

/** One entry of the event log as the screens receive it (`event: log`, data: an array of these). */
export const LogEntry = z.object({
  shopId: z.number(),
  seq: z.number(),
  kind: z.string(),
  at: z.number(),
  data: z.unknown(),
})
export type LogEntry = z.infer<typeof LogEntry>

/** What is happening right now and is not kept (`event: live`): somebody types or looks. `personId` null: the buyer. */
export const Live = z.object({
  shopId: z.number(),
  conversationId: z.number(),
  personId: z.number().nullable(),
  doing: z.enum(['typing', 'viewing', 'left']),
})
export type Live = z.infer<typeof Live>

export const Delivery = z.object({
  channelId: z.number(),
  /** Outbound messages up to this id were taken by the channel. */
  acked: z.number(),
  /** Of those, the ones that could not be delivered. */
  dead: z.array(z.number()),
})

export const deskContract = endpoints({
  snapshot: {
    method: 'get',
    path: '/api/snapshot',
    gives: z.object({
      /** Where the event stream goes on from here: pass it as `/api/events?after=`. */
      cursor: z.string(),
      now: z.number(),
      conversations: z.array(Conversation),
      members: z.array(Member.extend({ shopId: z.number() })),
    }),
    needs: 'sign-in',
    says: 'Every conversation that is not closed, in all shops of the person, at one moment.',
  },
  conversation: {
    method: 'get',
    path: '/api/shops/{shopId}/conversations/{id}',
    params: Path,
    gives: z.object({
      conversation: Conversation,
      buyer: Buyer,
      messages: z.array(Message),
      draft: z.string(),
      /** Other conversations of the same buyer, newest first, at most 20. */
      earlier: z.array(Conversation),
      delivery: Delivery,
    }),
    needs: 'conversation.read',
    says: 'One conversation with its newest 500 messages, the buyer, and one’s own draft.',
  },
  earlierMessages: {
    method: 'get',
    path: '/api/shops/{shopId}/conversations/{id}/messages',
    params: Path,
    query: z.object({ before: inAddress.longId }),
    gives: z.object({ messages: z.array(Message) }),
    needs: 'conversation.read',
    says: 'The 500 messages before an id.',
  },
  act: {
    method: 'post',
    path: '/api/shops/{shopId}/conversations/{id}/commands',
    params: Path,
    body: Command,
    gives: z.object({ conversation: Conversation, messages: z.array(Message) }),
    needs: 'conversation.reply',
    says: 'Reply, note, claim, take, close, reopen, transfer, snooze, wake, tag, seen.',
  },
  setDraft: {
    method: 'put',
    path: '/api/shops/{shopId}/conversations/{id}/draft',
    params: Path,
    body: z.object({ text: z.string().max(4000) }),
    gives: z.object({}),
    needs: 'conversation.reply',
    says: 'Keeps what one is writing.',
  },
  live: {
    method: 'post',
    path: '/api/shops/{shopId}/conversations/{id}/live',
    params: Path,
    body: Live.pick({ doing: true }),
    gives: z.object({}),
    needs: 'conversation.reply',
    says: 'Tells colleagues (and, for typing in a web chat, the buyer) what one is doing in it.',
  },
  setBuyerNote: {
    method: 'put',
    path: '/api/shops/{shopId}/buyers/{id}/note',
    params: Path,
    body: z.object({ note: z.string().max(2000) }),
    gives: Buyer,
    needs: 'conversation.reply',
    says: 'Keeps a note about the buyer for colleagues.',
  },
  closed: {
    method: 'get',
    path: '/api/shops/{shopId}/closed',
    params: ShopPath,
    query: z.object({ before: inAddress.moment.optional(), beforeId: inAddress.id.optional() }),
    gives: z.object({ conversations: z.array(Conversation) }),
    needs: 'conversation.read',
    says: 'Closed conversations, newest first, 100 at a time; `before` and `beforeId`: the last `closedAt` and `id` seen.',
  },
  search: {
    method: 'get',
    path: '/api/search',
    query: z.object({ q: z.string().trim().min(1).max(100) }),
    gives: z.object({
      hits: z.array(z.object({ shopId: z.number(), conversation: Conversation, message: Message })),
      /** False while messages are still being indexed, or when there are more than the 50 shown. */
      complete: z.boolean(),
    }),
    needs: 'sign-in',
    says: 'Messages in which all words occur, newest first, in all shops of the person.',
  },
  upload: {
    method: 'post',
    path: '/api/shops/{shopId}/pictures',
    params: ShopPath,
    gives: z.object({ picture: z.string(), width: z.number(), height: z.number() }),
    needs: 'conversation.reply',
    says: 'Takes a picture (the body is the file: JPEG, PNG, WebP or GIF up to 8 MiB) for use in a reply.',
  },
})
