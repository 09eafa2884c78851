import { z } from 'zod'
import { MESSAGE_LIMIT } from '../../shared/text.ts'

/** Who wrote a message and in which mode. Service clocks and figures depend on it, so it is stored on every one. */
export const Author = z.enum(['buyer', 'agent', 'assistant-auto', 'assistant-assist', 'system'])
export type Author = z.infer<typeof Author>

/** text and picture leave the desk; note is for colleagues; notice is a line of history (claimed, closed …). */
export const MessageKind = z.enum(['text', 'picture', 'note', 'notice'])
export type MessageKind = z.infer<typeof MessageKind>

export const Notice = z.discriminatedUnion('what', [
  z.object({ what: z.literal('claimed'), by: z.number() }),
  z.object({ what: z.literal('taken'), by: z.number(), from: z.number() }),
  z.object({ what: z.literal('transferred'), by: z.number(), to: z.number() }),
  z.object({ what: z.literal('closed'), by: z.number().nullable() }),
  z.object({ what: z.literal('reopened'), by: z.number().nullable() }),
  z.object({ what: z.literal('snoozed'), by: z.number(), until: z.number() }),
  z.object({ what: z.literal('woken'), by: z.number().nullable() }),
])
export type Notice = z.infer<typeof Notice>

export const Detail = z.object({
  /** Which rule of the assistant wrote it. */
  rule: z.string().optional(),
  /** Holds the line but answers nothing: greeting, "busy", "we are closed". Figures count it apart. */
  filler: z.boolean().optional(),
  notice: Notice.optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  /** Of an imported message: the product it was about, and that its time is not the file's but a guess. */
  item: z.string().optional(),
  timeAssumed: z.boolean().optional(),
})
export type Detail = z.infer<typeof Detail>

export const Message = z
  .object({
    id: z.number(),
    conversationId: z.number(),
    author: Author,
    kind: MessageKind,
    text: z.string(),
    /** Address of the picture below /files. */
    picture: z.string().nullable(),
    /** The person who wrote it, or confirmed what the assistant suggested. */
    personId: z.number().nullable(),
    /** By the platform's clock, ms. */
    sentAt: z.number(),
    replyTo: z.number().nullable(),
    /** The id under which the platform or the agent's browser sent it. */
    externalId: z.string().nullable(),
    outbound: z.boolean(),
    detail: Detail.nullable(),
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>

export const Status = z.enum(['open', 'snoozed', 'closed'])
export type Status = z.infer<typeof Status>

/** What the assistant remembers of a conversation. */
export const AssistantMemory = z.object({
  greeted: z.boolean(),
  /** The waiting round (its first message's time) for which it has sent a filler; null if none. */
  heldFor: z.number().nullable(),
})
export type AssistantMemory = z.infer<typeof AssistantMemory>

export const Conversation = z
  .object({
    shopId: z.number(),
    id: z.number(),
    buyerId: z.number(),
    buyerName: z.string(),
    channelId: z.number(),
    status: Status,
    assignee: z.number().nullable(),
    /** When the buyer wrote the first message that nobody has answered in substance, ms. */
    waitingSince: z.number().nullable(),
    lastAt: z.number(),
    lastText: z.string(),
    lastAuthor: Author,
    lastMessageId: z.number(),
    unread: z.number(),
    buyerReadId: z.number(),
    tags: z.array(z.string()),
    snoozedUntil: z.number().nullable(),
    dueAt: z.number().nullable(),
    openedAt: z.number(),
    closedAt: z.number().nullable(),
    assistant: AssistantMemory,
  })
  .meta({ id: 'Conversation' })
export type Conversation = z.infer<typeof Conversation>

export const Buyer = z
  .object({
    shopId: z.number(),
    id: z.number(),
    channelId: z.number(),
    externalId: z.string(),
    name: z.string(),
    verified: z.boolean(),
    note: z.string(),
    conversationId: z.number().nullable(),
  })
  .meta({ id: 'Buyer' })
export type Buyer = z.infer<typeof Buyer>

/** The one kind of event conversations have: how it is now, and what was said. Applying it twice changes nothing. */
export const ConversationEvent = z.object({ conversation: Conversation, messages: z.array(Message) })
export type ConversationEvent = z.infer<typeof ConversationEvent>

export const MessageText = z.string().trim().min(1).max(MESSAGE_LIMIT)
export const Tag = z.string().trim().min(1).max(24)

/**
 * Messages as people read them: by the platform's time, then in the order of arrival. A late message takes its
 * place; one arriving shuffled among its neighbours does too.
 */
export const inReadingOrder = (messages: readonly Message[]): Message[] =>
  [...messages].sort((a, b) => a.sentAt - b.sentAt || a.id - b.id)

/** Longest unanswered first, then the answered by newest message: Feige's order. */
export const byUrgency = (a: Conversation, b: Conversation): number => {
  if (a.waitingSince !== null && b.waitingSince !== null)
    return a.waitingSince - b.waitingSince || a.id - b.id
  if (a.waitingSince !== null) return -1
  if (b.waitingSince !== null) return 1
  return b.lastAt - a.lastAt || b.id - a.id
}
