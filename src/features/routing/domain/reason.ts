import { z } from 'zod'
import type { Instant } from '../../../shared/time.ts'

/** Why a conversation waits (specs/routing.md RTG-41): the list is closed, the interface has a sentence for each. */
export const WaitReason = z.enum([
  /** Routing is switched off: people claim. */
  'routing-off',
  /** Who served the buyer before, or looks after them, is full; until when it waits for them. */
  'waits-for',
  /** Nobody is a member of the team, nor of those that would help. */
  'team-empty',
  /** Outside its hours; until it opens. */
  'team-closed',
  'nobody-online',
  /** Those there may never have as many slots as it takes. */
  'too-heavy',
  /** Who has the skill is full; until it is dropped. */
  'skill-busy',
  /** The last room there is kept for a heavier conversation before it. */
  'kept-free',
  /** No room; until the next ring helps. */
  'all-full',
])
export type WaitReason = z.infer<typeof WaitReason>

/** Why nobody has a conversation yet, and when time alone could change that; null where it takes people. */
export interface Wait {
  reason: WaitReason
  /** Of `waits-for`: who. */
  personId: number | null
  until: Instant | null
}
