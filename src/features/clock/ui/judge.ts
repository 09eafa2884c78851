import type { Instant } from '../../../shared/time.ts'
import type { Conversation } from '../../conversation/domain.ts'
import {
  type Clocks,
  clocksOf,
  needsPerson,
  type Press,
  type Running,
  type Standing,
  standingOf,
  warnings,
} from '../domain/live.ts'

/** How a conversation stands now. */
export interface Judged {
  /** A person has to answer. */
  waits: boolean
  /** Every clock that runs, the earliest due first. */
  running: readonly Running[]
  /** Null where none has to be met. */
  standing: Standing | null
}

interface Known extends Judged {
  /** The moments at which the standing changes by itself. */
  turns: readonly Instant[]
  /** While it stays as it is. */
  from: Instant
  until: Instant
}

const calm: Judged = { waits: false, running: [], standing: null }
const waiting: Judged = { ...calm, waits: true }

const turnsOf = (running: readonly Running[], { settings }: Clocks): Instant[] =>
  running.flatMap((clock) => {
    const { half, late } = warnings(clock, settings)
    return [half, late, clock.dueAt + 1]
  })

const known = new WeakMap<Clocks, WeakMap<Conversation, Known>>()

/**
 * Judges a conversation by its shop's clocks: the list, the reminder and the board all ask here. Remembered until
 * something about it changes: reading the windows of three rules takes 15 µs, 70 ms for 5,000 conversations, a frame lost
 * at every drawing of the list. A conversation that changes is another object, so nothing has to be forgotten. Without
 * the shop's clocks only the wait itself counts.
 */
export const judge = (c: Conversation, all: ReadonlyMap<number, Clocks>, now: Instant): Judged => {
  if (c.status !== 'open') return calm
  const clocks = all.get(c.shopId)
  if (!clocks) return c.waitingSince !== null || c.queuedAt !== null ? waiting : calm
  let ofShop = known.get(clocks)
  if (!ofShop) {
    ofShop = new WeakMap()
    known.set(clocks, ofShop)
  }
  const before = ofShop.get(c)
  if (before && before.from <= now && now < before.until) return before
  const running = before?.running ?? clocksOf(c, clocks)
  const turns = before?.turns ?? turnsOf(running, clocks)
  const judged: Known = {
    waits: before?.waits ?? needsPerson(c, clocks),
    running,
    standing: running.length === 0 ? null : standingOf(running, clocks.settings, now),
    turns,
    from: Math.max(...turns.filter((at) => at <= now)),
    until: Math.min(...turns.filter((at) => at > now)),
  }
  ofShop.set(c, judged)
  return judged
}

/** How pressing one of its clocks is. */
export const pressOf = (clock: Running, settings: Clocks['settings'], now: Instant): Press => {
  if (now > clock.dueAt) return 'over'
  const { half, late } = warnings(clock, settings)
  return now >= late ? 'late' : now >= half ? 'half' : 'calm'
}
