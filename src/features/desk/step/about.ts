import type { PersonState } from '../../../shared/access.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Assistant, Surroundings } from '../../assistant/domain/answer.ts'
import type { Inbound } from '../../channel/domain.ts'
import type { Clocks } from '../../clock/domain/live.ts'
import type { Command } from '../../conversation/command.ts'
import type { Buyer, Conceded, Conversation, Message, QueuedWhy, Why } from '../../conversation/domain.ts'
import type { Guard } from '../../guard/domain/verdict.ts'
import type { OrderStage } from '../../order/domain/stage.ts'
import type { Shelf } from '../../pricing/domain/shelf.ts'
import type { Classify } from '../../routing/domain/classify.ts'
import type { RoutingSettings } from '../../routing/domain/settings.ts'

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
  /** The dispatcher gives it to somebody. Whether that still fits is decided here. */
  | { what: 'assigned'; conversationId: number; to: number; why: Why }
  /** Something was given to a buyer who bargains, and stands against budget and authority already. */
  | { what: 'conceded'; conversationId: number; by: number; given: Conceded }
  /** What was given was taken back: it stands no more. */
  | { what: 'taken-back'; conversationId: number; concessionId: number }
  /** A payment reminder or the like, decided elsewhere. Whether it still fits is decided here. */
  | Remind
  /** Something reached the shop by another way and colleagues should read it here: a reply to a text message. */
  | { what: 'noted'; id: string; conversationId: number; text: string }
  /** It goes back into the queue, because of the person who has it. */
  | { what: 'put-back'; conversationId: number; from: number; why: QueuedWhy; by: number | null }

export interface Remind {
  what: 'remind'
  /** Under which it is said once. */
  id: string
  channelId: number
  /** By the platform; who never wrote is new to the desk. */
  buyer: { externalId: string; name: string }
  /** What it comes from, for the message's detail. */
  rule: string
  text: string
  /** The words the guard holds it to: what the order itself tells is not among them. */
  judged: string
  /** Before this moment only. */
  until: Instant
  /** Whom orders and opt-outs know the buyer as. */
  buyerKey: string
  /** The order it is about and what its status must still be; null: about no order, and none may have been made since. */
  order: { id: string; status: string } | null
  since: Instant
}

/** What is so at the moment a reminder would leave. */
export interface Reminding {
  /** Of the order it is about; null: there is none (any more). */
  order: { status: string; refunding: boolean } | null
  /** The buyer has made an order since. */
  ordered: boolean
  optedOut: boolean
}

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
  /** The buyer's latest order that is not over: where it stands, and what it comes to, fen. Known for a buyer's message. */
  order?: { stage: OrderStage; fen: number | null } | null
}

/** What the decision depends on besides the conversation. */
export interface About {
  assistant: Assistant
  clocks: Clocks
  /** Through which everything goes that leaves. */
  guard: Guard
  /** What the shop sells with: which phase is on, what is left of a product. Left out or null: nothing is known of it. */
  shelf?: Shelf | null | undefined
  routing: { settings: RoutingSettings; classify: Classify }
  around: Surroundings
  /** People of the shop, to whom conversations may go, and where they are. May be a second old. */
  members: ReadonlyMap<number, { state: PersonState; here: boolean }>
  /** Slots a person has left; null where that was not asked for this input. */
  room(personId: number): number | null
  /** Of a reminder, looked up for this input. */
  reminding?: Reminding | undefined
  /** Whether the buyer has another open conversation (asked for when one is reopened). */
  anotherOpen: boolean
}

/** The next free numbers of the shop; a decision takes them in order. */
export interface NextIds {
  message: number
  conversation: number
  buyer: number
}
