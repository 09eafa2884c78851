import { rest } from '../../features/channel/bridge/client/backoff.ts'
import type { Clock } from '../../platform/clock.ts'
import { SECOND } from '../../shared/time.ts'

/** Lets callers through at a rate, in the order in which they come. Who comes late does not make the next ones hurry. */
export const atRate = (perSecond: number, clock: Clock, signal: AbortSignal): (() => Promise<void>) => {
  const step = SECOND / perSecond
  let next = clock.now()
  return () => {
    const now = clock.now()
    // A timer is up to a few ms late: what it cost is made up for, a longer pause is not.
    next = Math.max(next, now - 100)
    const wait = next - now
    next += step
    return rest(wait, signal)
  }
}
