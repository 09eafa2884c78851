import type { Instant } from '../../../../shared/time.ts'
import type { ChatEvent } from '../chat.ts'
import { type ClockRule, inForce } from '../rule.ts'
import { calendar } from '../window.ts'
import { buyerDays } from './buyer-day.ts'
import { firstReplies } from './first-reply.ts'
import { inOrder, streams } from './order.ts'
import { rounds } from './round.ts'
import { sessions } from './session.ts'
import type { Judging, Kind, Unit } from './unit.ts'

export type { Unit } from './unit.ts'

interface Counter {
  /** What it is given at once: what one unit of its kind can consist of. */
  by: 'session' | 'buyer'
  units(stream: readonly ChatEvent[], judging: Judging): Unit[]
}

const counters: Record<Kind, Counter> = {
  round: { by: 'session', units: rounds },
  session: { by: 'session', units: sessions },
  'buyer-day': { by: 'buyer', units: buyerDays },
  'first-reply': { by: 'buyer', units: firstReplies },
}

/** Whether a rule gives a rate. */
export const isRate = (rule: ClockRule): boolean => Object.hasOwn(counters, rule.counted)

export interface Counting {
  /** The shop's. */
  zone: string
  /** Until when is known: what is not answered and not due by then is open. Infinity: the record is complete. */
  asOf: Instant
}

/**
 * What one rule counts, given all its versions: the one in force when something starts judges it (CLK-2). Session names
 * must be unique. One at a time, because a year of chats need not be held twice.
 */
export function* count(
  versions: readonly ClockRule[],
  events: readonly ChatEvent[],
  { zone, asOf }: Counting,
): Generator<Unit> {
  const days = calendar(zone)
  const known = inOrder(asOf === Number.POSITIVE_INFINITY ? events : events.filter(({ at }) => at <= asOf))
  const kinds = new Set(versions.filter(isRate).map(({ counted }) => counted as Kind))
  for (const kind of kinds) {
    // A rule that once counted something else is counted as it was then.
    const versionAt = (at: Instant) => inForce(versions, at).find(({ counted }) => counted === kind) ?? null
    const { by, units } = counters[kind]
    for (const stream of streams(known, by)) yield* units(stream, { versionAt, days, asOf })
  }
}
