import type { Instant } from '../../../shared/time.ts'
import { breachesOf, markOf } from '../../clock/domain/breach.ts'
import { recorded } from '../../clock/domain/wait.ts'
import type { Conversation } from '../../conversation/domain.ts'
import type { About, NextIds } from './about.ts'
import { type Adding, adding, notice } from './adding.ts'

/** Writes down the limits that have passed. */
export const recordBreaches = (to: Adding, about: Pick<About, 'clocks'>, now: Instant) => {
  const c = to.conversation()
  const breaches = breachesOf(c, about.clocks, now)
  if (breaches.length === 0) return
  to.breaches.push(...breaches)
  to.set({ clock: recorded(c.clock, breaches.map(markOf)) })
  for (const { rule, name, money, dueAt } of breaches)
    notice(to, { what: 'breached', rule, name, money, dueAt }, now)
}

/**
 * Where everything that happens to a conversation begins: first of all the limits that have passed are written down, so
 * that nothing that comes too late undoes its breach, whichever comes before the ticker (CLK-50).
 */
export const beginning = (
  conversation: Conversation,
  about: Pick<About, 'clocks'>,
  ids: NextIds,
  now: Instant,
): Adding => {
  const to = adding(conversation, ids)
  recordBreaches(to, about, now)
  return to
}
