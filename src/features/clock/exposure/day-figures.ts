import { type Instant, SECOND } from '../../../shared/time.ts'
import type { ChatEvent } from '../domain/chat.ts'
import { count, type Unit } from '../domain/count/index.ts'
import { type Leaf, leavesOf } from '../domain/rates.ts'
import type { ClockRule } from '../domain/rule.ts'
import { breather } from './breathe.ts'
import type { Day } from './day.ts'

/** What a rule counted of what began on a day. */
export interface DayFigures {
  leaves: Leaf[]
  /** Nothing that happens from now on changes it, but for messages that arrive late. */
  final: boolean
  /** Conversations that a later message may spoil after all: sessions, all or nothing. */
  began: ReadonlySet<number>
}

/** How far apart things can be that one rule judges together, ms. */
export const marginOf = (versions: readonly ClockRule[]): number =>
  Math.max(0, ...versions.map(({ limit, sameSession }) => Math.max(limit, sameSession) * SECOND))

interface About {
  zone: string
  asOf: Instant
}

/** What began on a day, by one rule in all its versions, given piece by piece to `each`. */
export const unitsOfDay = async (
  versions: readonly ClockRule[],
  pieces: readonly ChatEvent[][],
  day: Day,
  about: About,
  each: (units: readonly Unit[]) => void,
): Promise<void> => {
  const breath = breather()
  for (const piece of pieces) {
    const units: Unit[] = []
    for (const unit of count(versions, piece, about)) {
      if (unit.start >= day.from && unit.start < day.to) units.push(unit)
      if (breath.tired()) await breath.rest()
    }
    each(units)
    if (breath.tired()) await breath.rest()
  }
}

export const figuresOfDay = async (
  versions: readonly ClockRule[],
  pieces: readonly ChatEvent[][],
  day: Day,
  about: About,
): Promise<DayFigures> => {
  const leaves: Leaf[] = []
  const began = new Set<number>()
  let final = about.asOf >= day.to
  await unitsOfDay(versions, pieces, day, about, (units) => {
    leaves.push(...leavesOf(units, about.zone))
    final &&= units.every((unit) => unit.final)
    for (const { kind, session } of units) if (kind === 'session') began.add(Number(session))
  })
  return { leaves, final, began }
}
