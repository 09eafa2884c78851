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
  | { ok: true; stored: true; messageId: number; conversation: Conversation; messages: Message[] }
  /** Stored before, under the same id. */
  | { ok: true; stored: false; messageId: number; conversationId: number }
  | { ok: false; why: RefusalCode; detail?: Record<string, unknown> }

export type BatchOutcome = { replayed: true } | { replayed: false; outcomes: Outcome[] }

/** What decisions in a shop depend on besides its conversations. */
export interface AboutShop extends Omit<About, 'anotherOpen' | 'room'> {
  /** Of the settings it was made from. */
  version: number
}
export type Abouts = ReadonlyMap<number, AboutShop>
/** Gives it for shops that exist, at least of the versions given. Asked before a shop's turn is taken, never within:
 * it needs connections that may be waiting for that turn. */
export type AboutShops = (shops: readonly number[], atLeast: ReadonlyMap<number, number>) => Promise<Abouts>
