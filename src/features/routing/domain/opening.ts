import { type Hours, minutesOf, within } from '../../../shared/hours.ts'
import { DAY, type Instant, localTime, MINUTE } from '../../../shared/time.ts'

const WEEK = 7 * 24 * 60
const wrapped = (minutes: number): number => ((minutes % WEEK) + WEEK) % WEEK
/** Minutes since Monday 00:00 by the clocks of the zone. */
const minuteOfWeek = (at: Instant, zone: string): number => {
  const { weekday, minute } = localTime(at, zone)
  return (weekday - 1) * 1440 + minute
}

/** When hours next begin or end after a moment, whichever is the change from how it is then; null if they never do. */
export const turnsAt = (hours: readonly Hours[], now: Instant, zone: string): Instant | null => {
  const edges = new Set<number>()
  for (const { days, from, to } of hours)
    for (const day of days) {
      const [start, end] = [minutesOf(from), minutesOf(to)]
      edges.add(wrapped((day - 1) * 1440 + start))
      edges.add(wrapped((day - 1) * 1440 + end + (end <= start ? 1440 : 0)))
    }
  const here = minuteOfWeek(now, zone)
  const open = within(hours, now, zone)
  const moments: Instant[] = []
  for (const edge of edges) {
    const guess = now - (now % MINUTE) + (wrapped(edge - here) || WEEK) * MINUTE
    moments.push(guess)
    // Where the zone's clocks are changed on the way, the guess shows another time than the edge's.
    const off = wrapped(edge - minuteOfWeek(guess, zone) + WEEK / 2) - WEEK / 2
    if (off !== 0 && Math.abs(off) * MINUTE < DAY) moments.push(guess + off * MINUTE)
  }
  return (
    moments
      .filter((at) => at > now)
      .sort((a, b) => a - b)
      .find((at) => within(hours, at, zone) !== open) ?? null
  )
}
