import { DAY, HOUR, type Instant, localTime, MINUTE } from '../../../../shared/time.ts'
import { atWall } from '../../../../shared/wall.ts'

/** Days and moments as people say them, judged in a shop's zone. */
const two = (n: number): string => String(n).padStart(2, '0')

/** The date some days after the one that a zone's calendar shows. */
export const dateAfter = (now: Instant, days: number, zone: string): string => {
  const [year = 1970, month = 1, day = 1] = localTime(now, zone).date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
}

/** The moment of a date at minutes after its midnight; 1440 is the next midnight. */
export const onDate = (date: string, minutes: number, zone: string): Instant | null => {
  const days = Math.floor(minutes / 1440)
  const rest = minutes - days * 1440
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const at = new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
  return atWall(`${at}T${two(Math.floor(rest / 60))}:${two(rest % 60)}`, zone)
}

export const onDay = (now: Instant, days: number, minutes: number, zone: string): Instant | null =>
  onDate(dateAfter(now, days, zone), minutes, zone)

/** The end of the nth working day after today, Monday to Friday: what holidays a year has, only a calendar knows. */
export const workingDays = (now: Instant, n: number, zone: string): Instant | null => {
  let left = n
  for (let days = 1; days <= n * 2 + 4; days++) {
    const weekday = ((localTime(now, zone).weekday - 1 + days) % 7) + 1
    if (weekday <= 5) left--
    if (left === 0) return onDay(now, days, 1440, zone)
  }
  return null
}

/** The day of a week, today counted; `weeks` later (下周一). 1 = Monday. */
export const weekdayAhead = (now: Instant, weekday: number, weeks: number, zone: string): number => {
  const today = localTime(now, zone).weekday
  return weeks === 0 ? (weekday - today + 7) % 7 : weekday - today + 7 * weeks
}

/** Next time that a month and day come; a day that is over is next year's, a bare day next month's. */
export const dateNamed = (now: Instant, month: number | null, day: number, zone: string): string | null => {
  const [year = 1970, thisMonth = 1] = localTime(now, zone).date.split('-').map(Number)
  const today = localTime(now, zone).date
  const made = (y: number, m: number) => {
    const at = new Date(Date.UTC(y, m - 1, day))
    return at.getUTCDate() === day ? at.toISOString().slice(0, 10) : null
  }
  const here = made(year, month ?? thisMonth)
  if (here !== null && here >= today) return here
  return month === null ? made(year, thisMonth + 1) : made(year + 1, month)
}

/** Until when, after a length of time. */
export const within = (
  now: Instant,
  n: number,
  unit: 'minute' | 'hour' | 'day' | 'working-day' | 'week',
  zone: string,
): Instant | null => {
  if (!(n > 0) || n > 999) return null
  if (unit === 'working-day') return workingDays(now, Math.ceil(n), zone)
  const length = { minute: MINUTE, hour: HOUR, day: DAY, week: 7 * DAY }[unit]
  return now + n * length
}
