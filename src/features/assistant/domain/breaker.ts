import { type Instant, MINUTE } from '../../../shared/time.ts'

/** What is remembered of a service that may be down. */
export interface Breaker {
  /** Failures one after the other. */
  failures: number
  /** Until then it is left alone; null while it is trusted. */
  restsUntil: Instant | null
  /** One call is trying whether it works again. */
  trying: boolean
}

export const TRUSTED: Breaker = { failures: 0, restsUntil: null, trying: false }

/** Failures in a row after which it is left alone, and for how long: a minute first, twice as long each time, ten at most. */
const FAILURES = 3
const REST = MINUTE
const LONGEST_REST = 10 * MINUTE

/** Whether it may be called now, and what is remembered then: after its rest one call may try, the others wait for it. */
export const mayCall = (breaker: Breaker, now: Instant): { may: boolean; next: Breaker } => {
  if (breaker.restsUntil === null) return { may: true, next: breaker }
  if (breaker.trying || now < breaker.restsUntil) return { may: false, next: breaker }
  return { may: true, next: { ...breaker, trying: true } }
}

export const afterSuccess = (): Breaker => TRUSTED

export const afterFailure = (breaker: Breaker, now: Instant): Breaker => {
  const failures = breaker.failures + 1
  if (failures < FAILURES) return { failures, restsUntil: null, trying: false }
  const rest = Math.min(LONGEST_REST, REST * 2 ** (failures - FAILURES))
  return { failures, restsUntil: now + rest, trying: false }
}

export const stateOf = (breaker: Breaker, now: Instant): 'closed' | 'open' | 'half-open' => {
  if (breaker.restsUntil === null) return 'closed'
  return breaker.trying || now >= breaker.restsUntil ? 'half-open' : 'open'
}
