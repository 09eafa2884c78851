import { type Instant, SECOND } from '../../../../shared/time.ts'
import { waitText } from '../../../conversation/ui/wait.ts'

/**
 * What is left until a moment, or how long ago it was: `0:42`, `2d 4h`. Seconds that have begun count as left, so that
 * it says 0:00 only in the last moment in which an answer is in time, and over from the first second after.
 */
export const leftUntil = (dueAt: Instant, now: Instant): { over: boolean; text: string } =>
  now > dueAt
    ? { over: true, text: waitText(Math.max(SECOND, now - dueAt)) }
    : { over: false, text: waitText(Math.ceil((dueAt - now) / SECOND) * SECOND) }
