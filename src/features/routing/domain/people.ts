import type { PersonState } from '../../../shared/access.ts'
import type { Instant } from '../../../shared/time.ts'

/** Somebody to whom conversations of a shop may go, as the decision sees them. */
export interface Colleague {
  personId: number
  state: PersonState
  /** Their browser has been heard of lately. */
  here: boolean
  teams: readonly string[]
  skills: readonly string[]
  /** Slots taken and allowed, in all shops and in this one; `shopSlots` null for no limit of its own. */
  load: number
  slots: number
  shopLoad: number
  shopSlots: number | null
  /** When the desk last gave them something; null for never today. */
  givenAt: Instant | null
}

/** A conversation that waits for a person. */
export interface Waiter {
  conversationId: number
  buyerId: number
  team: string
  skill: string | null
  slots: number
  queuedAt: Instant
  /** The next moment a clock runs out; null where none runs. */
  dueAt: Instant | null
  prefer: number | null
  passed: readonly number[]
  /** Who has it until somebody else takes it, where it is being moved. */
  holder: number | null
  /** Who looks after this buyer. */
  agentId: number | null
  /** Who served this buyer, newest first, and until when. */
  served: readonly { personId: number; at: Instant }[]
  /** Of a campaign's buyer; worth of the order, fen. */
  campaign: boolean
  value: number
}

/** Most slots a person may have in the shop. */
export const limitOf = (p: Pick<Colleague, 'slots' | 'shopSlots'>): number =>
  Math.min(p.slots, p.shopSlots ?? Number.POSITIVE_INFINITY)

/** Slots a person has left in the shop. */
export const room = (p: Pick<Colleague, 'load' | 'slots' | 'shopLoad' | 'shopSlots'>): number =>
  Math.min(p.slots - p.load, p.shopSlots === null ? Number.POSITIVE_INFINITY : p.shopSlots - p.shopLoad)

/** Takes new conversations now. */
export const isFree = (p: Colleague): boolean => p.state === 'online' && p.here && room(p) > 0
