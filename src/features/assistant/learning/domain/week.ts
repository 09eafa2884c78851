import { DAY, type Instant, localTime } from '../../../../shared/time.ts'

/** A week from Monday to Sunday, as ISO 8601 names it: `2026-W46`. Dates are calendar dates of the shop's zone. */
export interface Week {
  name: string
  /** Monday and Sunday, `2026-11-09`. */
  from: string
  to: string
}

/** A calendar date has no zone: it is reckoned as if in UTC. */
const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`)
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A date some days later (or earlier). */
export const dayAfter = (date: string, days: number): string => dateOf(utc(date) + days * DAY)

export const weekOf = (date: string): Week => {
  const at = utc(date)
  const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * DAY
  // A week belongs to the year of its Thursday.
  const year = new Date(monday + 3 * DAY).getUTCFullYear()
  const first = Date.UTC(year, 0, 4)
  const number =
    1 + Math.floor((monday - (first - ((new Date(first).getUTCDay() + 6) % 7) * DAY)) / (7 * DAY))
  return {
    name: `${year}-W${String(number).padStart(2, '0')}`,
    from: dateOf(monday),
    to: dateOf(monday + 6 * DAY),
  }
}

export const weekBefore = ({ from }: Week): Week => weekOf(dayAfter(from, -7))

/** The week of a name; null where there is none of it. */
export const weekNamed = (name: string): Week | null => {
  const parts = /^(\d{4})-W(\d{2})$/.exec(name)
  if (!parts) return null
  const week = weekOf(dayAfter(`${parts[1]}-01-04`, 7 * (Number(parts[2]) - 1)))
  return week.name === name ? week : null
}

/** The date in the shop's zone. */
export const dayIn = (at: Instant, zone: string): string => localTime(at, zone).date
