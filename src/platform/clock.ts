import type { Instant } from '../shared/time.ts'

/** The only source of "now" outside PostgreSQL; tests and the rehearsal bring their own. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }
