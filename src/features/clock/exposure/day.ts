import { DAY, HOUR, type Instant, localTime } from '../../../shared/time.ts'
import { calendar } from '../domain/window.ts'

const QUARTER = HOUR / 4

/** A local day of a shop: from its first moment to that of the next. */
export interface Day {
  date: string
  from: Instant
  /** Exclusive. */
  to: Instant
}

/** The date after or before another, `2026-11-11`: calendars agree everywhere, only clocks do not. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** The moment at which a date begins in a zone: its midnight, or where clocks skip that the moment they jump to. */
const beginOf = (date: string, zone: string): Instant => {
  // No zone is further than 14 hours from UTC, and each is a whole number of quarter hours from it.
  let before = Date.parse(`${date}T00:00:00Z`) - 16 * HOUR
  let reached = before + 32 * HOUR
  while (reached - before > QUARTER) {
    const middle = before + Math.floor((reached - before) / 2 / QUARTER) * QUARTER
    if (localTime(middle, zone).date >= date) reached = middle
    else before = middle
  }
  return reached
}

export const dayOf = (date: string, zone: string): Day => {
  const from = beginOf(date, zone)
  return { date, from, to: calendar(zone).dayEnd(from) }
}

/** Every day from one date to another, both included. */
export const daysFrom = (first: string, last: string, zone: string): Day[] => {
  const days: Day[] = []
  for (let date = first; date <= last; date = dateAfter(date, 1)) {
    // A day that a zone left out (Samoa, 2011-12-30) begins with the next one.
    const day = dayOf(date, zone)
    if (localTime(day.from, zone).date === date) days.push(day)
  }
  return days
}
