import { type Instant, MINUTE, SECOND } from '../../../shared/time.ts'
import { holdDue } from '../../assistant/domain/answer.ts'
import { isRecorded } from '../../clock/domain/breach.ts'
import { clocksOf, needsPerson, waitStart } from '../../clock/domain/live.ts'
import { nextStep } from '../../clock/domain/wait.ts'
import type { Conversation } from '../../conversation/domain.ts'
import type { About } from './about.ts'
import { MOVES, routeOf } from './queue.ts'

type Settings = Pick<About, 'assistant' | 'clocks' | 'routing'>

/** When finished talk is ended: after the shop's idle time, which frees the slot, or when it is simply old. */
export const quietAt = (c: Conversation, { assistant, clocks }: Settings): Instant | null => {
  if (c.status !== 'open' || c.waitingSince !== null || needsPerson(c, clocks)) return null
  const { idle } = clocks.settings.closing
  const old = assistant.settings.closeAfter
  const waits = [idle > 0 ? idle * SECOND : null, old > 0 ? old * MINUTE : null].filter((ms) => ms !== null)
  // Brought back or sent on, it is seen to before it is ended.
  if (c.route?.wantedAt !== undefined) return old > 0 ? c.route.wantedAt + old * MINUTE : null
  return waits.length === 0 ? null : c.lastAt + Math.min(...waits)
}

/** When somebody who has a waiting buyer has been silent for too long; null where nobody has, or it moves already. */
export const silentAt = (c: Conversation, { routing, clocks }: Settings): Instant | null => {
  if (!routing.settings.enabled || c.assignee === null || c.queuedAt !== null) return null
  if (routeOf(c).passed.length >= MOVES) return null
  const asked = waitStart(c)
  if (asked === null || !needsPerson(c, clocks)) return null
  return Math.max(asked, c.route?.assignedAt ?? asked) + routing.settings.silence * SECOND
}

/** When the desk must look at a conversation next; null for never, unless something happens to it. */
export const dueOf = (c: Conversation, about: Settings): Instant | null => {
  if (c.status === 'closed') return null
  const moments: number[] = []
  // At its due moment an answer is still in time.
  for (const clock of clocksOf(c, about.clocks))
    if (!isRecorded(c, clock, about.clocks)) moments.push(clock.dueAt + 1)
  // Put away by us, it is not put away by the platform: its clocks run on.
  if (c.status === 'snoozed') return Math.min(c.snoozedUntil ?? Number.POSITIVE_INFINITY, ...moments)
  const step = nextStep(c, about.clocks)
  if (step) moments.push(Math.ceil(step.at))
  const silent = silentAt(c, about)
  if (silent !== null) moments.push(silent)
  if (c.waitingSince !== null) {
    const hold = holdDue(about.assistant, c.assistant, c.waitingSince)
    if (hold !== null) moments.push(hold)
  } else if (about.clocks.settings.closing.idle > 0) {
    const quiet = quietAt(c, about)
    if (quiet !== null) moments.push(quiet)
  }
  return moments.length === 0 ? null : Math.min(...moments)
}
