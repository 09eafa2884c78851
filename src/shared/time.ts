/** A moment: milliseconds since 1970 UTC. Rules judge it in the shop's time zone. */
export type Instant = number

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export interface LocalTime {
  /** 1 = Monday … 7 = Sunday */
  weekday: number
  /** Minutes since local midnight, 0–1439. */
  minute: number
  /** Local date, `2026-11-11`. */
  date: string
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

/** Intl formatters cost 50 µs to make and 1 µs to use: one is kept for each zone. */
const formatFor = (zone: string): Intl.DateTimeFormat => {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  return format
}

/** Reading a clock costs 5 µs, and the desk reads the same minute hundreds of times. */
const read = new Map<string, LocalTime>()
const READ = 500

/** What the wall clock and the calendar of a zone show at a moment. Throws RangeError for an unknown zone. */
export const localTime = (at: Instant, zone: string): LocalTime => {
  const key = `${zone} ${Math.floor(at / MINUTE)}`
  const known = read.get(key)
  if (known) return known
  if (read.size >= READ) read.clear()
  const time = readClock(at, zone)
  read.set(key, time)
  return time
}

const readClock = (at: Instant, zone: string): LocalTime => {
  const part: Record<string, string> = {}
  for (const { type, value } of formatFor(zone).formatToParts(at)) part[type] = value
  return {
    weekday: WEEKDAYS.indexOf(part.weekday ?? '') + 1,
    minute: Number(part.hour) * 60 + Number(part.minute),
    date: `${part.year}-${part.month}-${part.day}`,
  }
}
