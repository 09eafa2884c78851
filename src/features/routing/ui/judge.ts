import type { Instant } from '../../../shared/time.ts'
import {
  type Clocks,
  clocksOf,
  needsPerson,
  type Standing,
  standing,
  warnings,
} from '../../clock/domain/live.ts'
import type { Conversation } from '../../conversation/domain.ts'

/** How a conversation stands now, and whether its buyer waits for a person. */
export interface Judged {
  waits: boolean
  standing: Standing | null
}
export type Judge = (c: Conversation, now: Instant) => Judged

const calm: Judged = { waits: false, standing: null }

/**
 * Judges conversations by their shops' clocks and remembers each until something about it changes: reading the clocks
 * of 2,000 conversations anew takes 30 ms, which is too much for every second. A conversation that changes is another
 * object, so nothing has to be forgotten. Without a shop's clocks only the wait itself counts.
 */
export const createJudge = (clocksOfShop: ReadonlyMap<number, Clocks>): Judge => {
  const known = new WeakMap<Conversation, { judged: Judged; until: Instant }>()
  return (c, now) => {
    if (c.status !== 'open') return calm
    const before = known.get(c)
    if (before && now < before.until) return before.judged
    const clocks = clocksOfShop.get(c.shopId)
    if (!clocks) return { waits: c.waitingSince !== null || c.queuedAt !== null, standing: null }
    const turns = clocksOf(c, clocks)
      .flatMap((clock) => {
        const { half, late } = warnings(clock, clocks.settings)
        return [half, late, clock.dueAt + 1]
      })
      .filter((at) => at > now)
    const judged = { waits: needsPerson(c, clocks), standing: standing(c, clocks, now) }
    known.set(c, { judged, until: Math.min(...turns) })
    return judged
  }
}
