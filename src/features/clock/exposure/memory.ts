import type { ClockRule } from '../domain/rule.ts'
import type { Day } from './day.ts'
import { type DayFigures, marginOf } from './day-figures.ts'
import type { Since } from './store.ts'

/** More than this was said since one last looked: everything is counted anew, rather than looked through. */
export const TOO_MUCH = 20_000
/** Most figures kept: a quarter of a year by thirty rules. */
const KEPT = 3_000

interface Remembered {
  day: Day
  margin: number
  figures: DayFigures
}

/** Whether one of some moments, in order, is in a span. */
const anyWithin = (moments: readonly number[], from: number, to: number): boolean => {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((moments[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return (moments[low] ?? to) < to
}

/** A rule's versions and the zone make the key, as far as they concern the day: an edit for the days to come lets what is
 * remembered of the past stand. */
const keyOf = (versions: readonly ClockRule[], day: Day, zone: string): string => {
  const concerned = versions
    .filter(({ from }) => from < day.to)
    .map((version) => ({ ...version, to: version.to === null || version.to >= day.to ? null : version.to }))
  return `${zone} ${day.date} ${JSON.stringify(concerned)}`
}

/** Figures of one shop's finished days, so that a month is not counted again for every look at it. */
export const dayMemory = () => {
  const known = new Map<string, Remembered>()
  let upTo = 0
  return {
    /** All messages up to this one are in what is remembered. */
    upTo: () => upTo,
    /**
     * Drops what may have been changed by what was said since; null for too much to look through. A message changes a
     * day if it belongs to it, late, or is as near to it as things that belong together can be, or if it may spoil a
     * session that began then.
     */
    heard(since: readonly Since[] | null, lastMessage: number) {
      upTo = lastMessage
      if (since === null) return known.clear()
      const moments = since.map(({ at }) => at).sort((a, b) => a - b)
      const talks = [...new Set(since.map(({ conversationId }) => conversationId))]
      for (const [key, { day, margin, figures }] of known)
        if (
          anyWithin(moments, day.from - margin, day.to + margin) ||
          (figures.began.size > 0 && talks.some((id) => figures.began.has(id)))
        )
          known.delete(key)
    },
    find: (versions: readonly ClockRule[], day: Day, zone: string): DayFigures | undefined =>
      known.get(keyOf(versions, day, zone))?.figures,
    /** `readUpTo`: the last message when those behind the figures were read. */
    keep(
      versions: readonly ClockRule[],
      day: Day,
      zone: string,
      { figures, readUpTo }: { figures: DayFigures; readUpTo: number },
    ) {
      // What others have heard of meanwhile is missing in these.
      if (!figures.final || readUpTo < upTo) return
      if (known.size >= KEPT) known.clear()
      known.set(keyOf(versions, day, zone), { day, margin: marginOf(versions), figures })
    },
  }
}
export type DayMemory = ReturnType<typeof dayMemory>
