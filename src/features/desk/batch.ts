import type { RefusalCode } from '../../shared/refusal.ts'
import type { Conversation, Message } from '../conversation/domain.ts'
import type { About, Input } from './step.ts'

/** Inputs of one shop that are decided and stored together, or not at all. */
export interface Batch {
  shopId: number
  inputs: Input[]
  /** The bridge's delivery id; a batch whose id was seen before is not looked at. */
  delivery?: { channelId: number; id: string }
}

export type Outcome =
  | { ok: true; stored: boolean; messageId: number; conversation: Conversation; messages: Message[] }
  /** Stored before, under the same id. */
  | {
      ok: true
      stored: false
      messageId: number
      conversation: null
      conversationId: number
      messages: Message[]
    }
  | { ok: false; why: RefusalCode }

export type BatchOutcome = { replayed: true } | { replayed: false; outcomes: Outcome[] }

/** What a decision depends on besides the conversation, by shop and version of its settings. */
export type AboutShop = (shopId: number, configVersion: number) => Promise<Omit<About, 'anotherOpen'>>
