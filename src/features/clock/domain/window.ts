import { within } from '../../../shared/hours.ts'
import { type Instant, localTime, MINUTE } from '../../../shared/time.ts'
import type { ClockRule } from './rule.ts'

const QUARTER = 15 * MINUTE
/** No local day is longer: 24 h and an hour or two that clocks are put back. */
const LONGEST_DAY = (26 * 60 * MINUTE) / QUARTER

/** What counters ask of the calendar of one time zone. Keeps what it worked out: a file asks a million times. */
export interface Calendar {
  /** The local date, `2026-11-11`. */
  dateOf(at: Instant): string
  /** When that local date is over (exclusive): the next midnight, or where clocks skip it the moment they jump. */
  dayEnd(at: Instant): Instant
  /** Whether what starts at this moment falls into the rule's hours (CLK-4). */
  inside(rule: ClockRule, at: Instant): boolean
}

/** Throws RangeError for an unknown zone, at the first question. */
export const calendar = (zone: string): Calendar => {
  // Every zone's offset and midnight lie on quarter hours of UTC, so a date is looked up once for each.
  const dates = new Map<number, string>()
  const dateOfQuarter = (quarter: number): string => {
    let date = dates.get(quarter)
    if (date === undefined) {
      date = localTime(quarter * QUARTER, zone).date
      dates.set(quarter, date)
    }
    return date
  }
  const dateOf = (at: Instant) => dateOfQuarter(Math.floor(at / QUARTER))

  const ends = new Map<string, Instant>()
  const dayEnd = (at: Instant): Instant => {
    const date = dateOf(at)
    let end = ends.get(date)
    if (end === undefined) {
      let today = Math.floor(at / QUARTER)
      let later = today + LONGEST_DAY
      while (later - today > 1) {
        const middle = (today + later) >> 1
        if (dateOfQuarter(middle) === date) today = middle
        else later = middle
      }
      end = later * QUARTER
      ends.set(date, end)
    }
    return end
  }

  // Hours begin and end on whole minutes.
  const minutes = new Map<ClockRule, Map<number, boolean>>()
  const inside = (rule: ClockRule, at: Instant): boolean => {
    let known = minutes.get(rule)
    if (!known) {
      known = new Map()
      minutes.set(rule, known)
    }
    const minute = Math.floor(at / MINUTE)
    let is = known.get(minute)
    if (is === undefined) {
      is = within(rule.hours, at, zone)
      known.set(minute, is)
    }
    return is
  }
  return { dateOf, dayEnd, inside }
}
