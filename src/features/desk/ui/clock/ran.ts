import type { Instant } from '../../../../shared/time.ts'
import { type Clocks, clocksOf, type Press, type Running, warnings } from '../../../clock/domain/live.ts'
import type { Conversation } from '../../../conversation/domain.ts'

/** What runs in a conversation, and when that becomes pressing. */
export interface Ran {
  running: readonly Running[]
  /** When the first clock runs out or ran out; null where none runs. */
  due: Instant | null
  /** When it turns yellow and red; never where none runs. */
  half: Instant
  late: Instant
  /** A person has to answer. */
  person: boolean
}

const NEVER = Number.POSITIVE_INFINITY
const still: Ran = { running: [], due: null, half: NEVER, late: NEVER, person: false }
const stillWaiting: Ran = { ...still, person: true }

const read = (c: Conversation, clocks: Clocks): Ran => {
  const running = clocksOf(c, clocks)
  const [first] = running
  const person =
    c.waitingSince !== null ||
    running.some(({ rule }) => rule.answeredBy === 'person' || rule.answeredBy === 'assist')
  if (!first) return person ? stillWaiting : still
  return { running, due: first.dueAt, ...warnings(first, clocks.settings), person }
}

const known = new WeakMap<Clocks, WeakMap<Conversation, Ran>>()

/**
 * What runs in an open conversation by its shop's clocks. Remembered: a conversation that changes is another object, and
 * reading the windows of three rules takes 15 µs, 70 ms for 5,000 conversations, which would be a frame lost at every
 * drawing of the list.
 */
export const ranOf = (c: Conversation, all: ReadonlyMap<number, Clocks>): Ran => {
  if (c.status !== 'open') return still
  const clocks = all.get(c.shopId)
  if (!clocks) return c.waitingSince === null ? still : stillWaiting
  let ofShop = known.get(clocks)
  if (!ofShop) {
    ofShop = new WeakMap()
    known.set(clocks, ofShop)
  }
  let ran = ofShop.get(c)
  if (!ran) {
    ran = read(c, clocks)
    ofShop.set(c, ran)
  }
  return ran
}

/** How pressing it is now, as `standing` says it; null where no clock runs. */
export const pressOf = (
  { due, half, late }: Pick<Ran, 'due' | 'half' | 'late'>,
  now: Instant,
): Press | null => {
  if (due === null) return null
  if (now > due) return 'over'
  if (now >= late) return 'late'
  return now >= half ? 'half' : 'calm'
}
