import type { RefusalCode } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import { type Assistant, holdDue, type Surroundings } from '../../assistant/domain.ts'
import type { Inbound } from '../../channel/domain.ts'
import type { Command } from '../../conversation/command.ts'
import type { Buyer, Conversation, Message } from '../../conversation/domain.ts'
import type { Adding } from './adding.ts'

/** Everything that can happen to a conversation. */
export type Input =
  | ({ what: 'buyer-wrote' } & Inbound)
  | { what: 'buyer-read'; conversationId: number; messageId: number }
  | {
      what: 'command'
      /** Under which its first message is stored once. */
      id: string
      conversationId: number
      by: Doer
      command: Command
      /** Of the picture of a reply. */
      size: { width: number; height: number } | null
    }
  /** What could not be delivered is said once more, word for word, because a person asked for it. */
  | { what: 'again'; id: string; conversationId: number; said: Said }
  | { what: 'due'; conversationId: number }

export type Said = Pick<Message, 'author' | 'kind' | 'text' | 'picture' | 'personId' | 'detail'>

export interface Doer {
  personId: number
  /** Whether this person may take conversations that colleagues have. */
  mayTake: boolean
}

/** What the desk knows when the input arrives. Both are null for a buyer's first words. */
export interface Talk {
  buyer: Buyer | null
  /** The conversation concerned; for a buyer's message the latest one, open or closed. */
  conversation: Conversation | null
}

/** What the decision depends on besides the conversation. */
export interface About {
  assistant: Assistant
  around: Surroundings
  /** People of the shop, to whom conversations may go. */
  members: ReadonlySet<number>
  /** Whether the buyer has another open conversation (asked for when one is reopened). */
  anotherOpen: boolean
}

/** The next free numbers of the shop; a decision takes them in order. */
export interface NextIds {
  message: number
  conversation: number
  buyer: number
}

export type Decision =
  | { ok: true; changed: true; buyer: Buyer; conversation: Conversation; messages: Message[] }
  | { ok: true; changed: false; conversation: Conversation }
  | { ok: false; why: RefusalCode }

export const no = (why: RefusalCode): Decision => ({ ok: false, why })

/** When the desk must look at a conversation next. */
export const dueOf = (conversation: Conversation, assistant: Assistant): Instant | null => {
  if (conversation.status === 'closed') return null
  if (conversation.status === 'snoozed') return conversation.snoozedUntil
  if (conversation.waitingSince === null) return null
  return holdDue(assistant, conversation.assistant, conversation.waitingSince)
}

export const done = (buyer: Buyer, to: Adding, about: About): Decision => {
  const conversation = to.conversation()
  return {
    ok: true,
    changed: true,
    buyer,
    conversation: { ...conversation, dueAt: dueOf(conversation, about.assistant) },
    messages: to.messages,
  }
}
