import { datePlus, dayStart } from '../domain/calendar.ts'
import type { Range } from './axis.ts'

/** `2026-11`. */
export type Month = string

export const monthOf = (date: string): Month => date.slice(0, 7)

export const monthAfter = (month: Month, by: number): Month => {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** The weeks of a month, Monday first, with the days of its neighbours that fill them up. */
export const weeksOf = (month: Month): string[][] => {
  const first = `${month}-01`
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const weeks: string[][] = []
  for (
    let monday = datePlus(first, -weekday);
    monday < `${monthAfter(month, 1)}-01`;
    monday = datePlus(monday, 7)
  )
    weeks.push(Array.from({ length: 7 }, (_, i) => datePlus(monday, i)))
  return weeks
}

/** A bar in a week of the calendar. */
export interface Placed<T> {
  of: T
  /** Columns of the week, 0 to 6, both included. */
  first: number
  last: number
  /** It goes on before or after the week. */
  before: boolean
  after: boolean
  /** The row within the week. */
  lane: number
}

/** What lies in a week, laid out so that nothing covers another: the longer before the shorter, each in the first row with
 * room. What ends with midnight is not in the day that begins there. */
export const placedIn = <T extends Range>(
  week: readonly string[],
  all: readonly T[],
  zone: string,
): Placed<T>[] => {
  const starts = week.map((date) => dayStart(date, zone))
  const begins = starts[0] ?? 0
  const ends = dayStart(datePlus(week.at(-1) ?? '1970-01-01', 1), zone)
  const dayAt = (at: number) => starts.findLastIndex((start) => start <= at)
  const inside = all
    .filter(({ from, to }) => from < ends && to > begins && to > from)
    .toSorted((a, b) => Math.max(a.from, begins) - Math.max(b.from, begins) || b.to - a.to)
  const lanes: number[] = []
  return inside.map((of) => {
    const first = Math.max(0, dayAt(of.from))
    const last = Math.max(first, dayAt(Math.min(of.to, ends) - 1))
    const free = lanes.findIndex((until) => until < first)
    const lane = free === -1 ? lanes.length : free
    lanes[lane] = last
    return { of, first, last, before: of.from < begins, after: of.to > ends, lane }
  })
}
