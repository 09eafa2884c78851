import { DAY, type Instant, localTime, MINUTE } from '../../../shared/time.ts'
import { atWall } from '../../../shared/wall.ts'
import type { SendingChannel } from './plan.ts'
import type { RecoverySettings, Stretch } from './settings.ts'

export type Hours = Pick<RecoverySettings, 'quiet' | 'smsHours'>

/** Minutes since midnight of `09:30`; 528 is what eleven zeros come to. Asked for with every decision. */
export const minuteOf = (time: string): number =>
  (time.charCodeAt(0) * 10 + time.charCodeAt(1) - 528) * 60 +
  time.charCodeAt(3) * 10 +
  time.charCodeAt(4) -
  528

const two = (n: number): string => String(n).padStart(2, '0')

/** The same few times of the same few days are asked for again and again; finding one costs 20 µs. */
const walls = new Map<string, Instant>()
const KEPT = 2000

const wallAt = (date: string, minute: number, zone: string): Instant => {
  const wall = `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`
  const key = `${wall} ${zone}`
  const known = walls.get(key)
  if (known !== undefined) return known
  const at = atWall(wall, zone) ?? Date.parse(`${wall}Z`)
  if (walls.size >= KEPT) walls.clear()
  walls.set(key, at)
  return at
}

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10)

interface Day {
  date: string
  start: Instant
  /** When the next one starts: 23 or 25 hours later where the clocks change. */
  end: Instant
}

/** The day that was asked for last in each zone: decisions come in the order of time. */
const days = new Map<string, Day>()

const dayOf = (at: Instant, zone: string): Day => {
  const known = days.get(zone)
  if (known && at >= known.start && at < known.end) return known
  const { date } = localTime(at, zone)
  const day = { date, start: wallAt(date, 0, zone), end: wallAt(dayAfter(date, 1), 0, zone) }
  days.set(zone, day)
  return day
}

const isPlain = ({ start, end }: Day): boolean => end - start === DAY

/** The first moment from `at` on at which the clocks of a zone show one of these minutes. */
export const nextOf = (minutes: readonly number[], at: Instant, zone: string): Instant => {
  const today = dayOf(at, zone)
  let first = Number.POSITIVE_INFINITY
  // Where a clock change skips an hour, the day after has it.
  for (let after = 0; after < 3 && first === Number.POSITIVE_INFINITY; after++)
    for (const minute of minutes) {
      const moment =
        after === 0 && isPlain(today)
          ? today.start + minute * MINUTE
          : wallAt(after === 0 ? today.date : dayAfter(today.date, after), minute, zone)
      if (moment >= at && moment < first) first = moment
    }
  return first
}

export const dayStart = (at: Instant, zone: string, after = 0): Instant => {
  const day = dayOf(at, zone)
  if (after === 0) return day.start
  return after === 1 ? day.end : wallAt(dayAfter(day.date, after), 0, zone)
}

/** Whether a moment is in a stretch of the day. One that begins when it ends is empty. */
const within = ({ from, to }: Stretch, at: Instant, zone: string): boolean => {
  const day = dayOf(at, zone)
  const minute = isPlain(day) ? Math.floor((at - day.start) / MINUTE) : localTime(at, zone).minute
  const [a, b] = [minuteOf(from), minuteOf(to)]
  return a <= b ? minute >= a && minute < b : minute >= a || minute < b
}

const isAllDay = ({ from, to }: Stretch): boolean => from === to

/** Whether a buyer may be reminded this way at this moment of the day (RCV-8, RCV-9). Text messages have hours of their own;
 * with both times alike, all day. */
export const isAllowed = (channel: SendingChannel, at: Instant, hours: Hours, zone: string): boolean =>
  channel === 'sms'
    ? isAllDay(hours.smsHours) || within(hours.smsHours, at, zone)
    : !within(hours.quiet, at, zone)

/** The first moment from `at` on that is allowed: what is held is not dropped (RCV-8). */
export const allowedFrom = (channel: SendingChannel, at: Instant, hours: Hours, zone: string): Instant =>
  isAllowed(channel, at, hours, zone)
    ? at
    : nextOf([minuteOf(channel === 'sms' ? hours.smsHours.from : hours.quiet.to)], at, zone)

/** Until when (excluded) what is allowed at `at` stays so: the day's end at the latest, because caps count days. */
export const closesAt = (channel: SendingChannel, at: Instant, hours: Hours, zone: string): Instant => {
  const end = dayStart(at, zone, 1)
  const { quiet, smsHours } = hours
  if (channel === 'sms' ? isAllDay(smsHours) : isAllDay(quiet)) return end
  return Math.min(end, nextOf([minuteOf(channel === 'sms' ? smsHours.to : quiet.from)], at + 1, zone))
}

/** Good hours as minutes of the day. A text message due at an hour when none may leave any more is brought forward to the
 * last minute in which one may (RCV-10): at 20:00 that is 19:59. */
export const goodMinutes = (
  times: readonly string[],
  channel: SendingChannel,
  { smsHours }: Hours,
): number[] => {
  const from = minuteOf(smsHours.from)
  const to = minuteOf(smsHours.to)
  const minutes = times
    .map(minuteOf)
    .map((minute) => (channel === 'sms' && from < to && minute >= to ? to - 1 : minute))
  return [...new Set(minutes)].sort((a, b) => a - b)
}
