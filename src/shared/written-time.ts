import { DAY, HOUR, type Instant, SECOND } from './time.ts'

interface Wall {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  ms: number
}

/** Reads the time of a cell; null if it is none. Milliseconds. */
export type ReadTime = (cell: string) => Instant | null

const offsets = new Map<string, Map<number, number>>()
const formats = new Map<string, Intl.DateTimeFormat>()

/** How far a zone is ahead of UTC at a moment, ms. Kept for each hour: Intl takes 3 µs, and files have a million lines. */
const offsetAt = (utc: Instant, zone: string): number => {
  let known = offsets.get(zone)
  if (!known) {
    known = new Map()
    offsets.set(zone, known)
  }
  const hour = Math.floor(utc / HOUR)
  let offset = known.get(hour)
  if (offset === undefined) {
    let format = formats.get(zone)
    if (!format) {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
      formats.set(zone, format)
    }
    const at = hour * HOUR
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour: h = 0, minute = 0, second = 0 } = part
    offset = Date.UTC(year, month - 1, day, h, minute, second) - at
    known.set(hour, offset)
  }
  return offset
}

/** The moment at which a zone's wall clock shows this. In the hour that clocks skip: as if they had not. */
const momentOf = (w: Wall, zone: string): Instant | null => {
  const utc = Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute, w.second, w.ms)
  const back = new Date(utc)
  if (
    w.year < 1990 ||
    w.year > 2100 ||
    back.getUTCMonth() !== w.month - 1 ||
    back.getUTCDate() !== w.day ||
    w.hour > 23 ||
    w.minute > 59 ||
    w.second > 59
  )
    return null
  const guess = utc - offsetAt(utc, zone)
  return utc - offsetAt(guess, zone)
}

const millis = (fraction: string | undefined) => Number((fraction ?? '').slice(0, 3).padEnd(3, '0'))

const COMMON =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(\d{1,2})\s*[:：时点]\s*(\d{1,2})(?:\s*[:：分]\s*(\d{1,2})(?:[.,](\d+))?)?\s*[秒分]?)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})\s*(\d{2})(\d{2})(\d{2})$/

const shift = (zone: string): number =>
  zone === 'Z'
    ? 0
    : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60 * SECOND

/** Times as files write them: `2018-09-30 15:57:00`, with / or . or 年月日, ISO 8601, seconds or milliseconds since
 * 1970, days since 1899 (spreadsheets). Day and month in the American order are not guessed: give a format. */
export const commonTimes =
  (zone: string): ReadTime =>
  (cell) => {
    const found = COMMON.exec(cell) ?? COMPACT.exec(cell)
    if (found) {
      const [, year, month, day, hour = 0, minute = 0, second = 0, fraction, offset] = found
      const wall: Wall = {
        year: Number(year),
        month: Number(month),
        day: Number(day),
        hour: Number(hour),
        minute: Number(minute),
        second: Number(second),
        ms: millis(fraction),
      }
      if (offset === undefined) return momentOf(wall, zone)
      const at = momentOf(wall, 'UTC')
      return at === null ? null : at - shift(offset)
    }
    if (/^\d{13}$/.test(cell)) return inRange(Number(cell))
    if (/^\d{10}(\.\d+)?$/.test(cell)) return inRange(Math.round(Number(cell) * SECOND))
    if (/^\d{5}(\.\d+)?$/.test(cell)) {
      // Days since 1899-12-30 on the shop's wall clock; to the second, for the fraction is rounded.
      const wall = Math.round(((Number(cell) - 25_569) * DAY) / SECOND) * SECOND
      return inRange(wall - offsetAt(wall - offsetAt(wall, zone), zone))
    }
    return null
  }

const inRange = (at: Instant): Instant | null =>
  at >= Date.UTC(1990, 0) && at < Date.UTC(2101, 0) ? at : null

const TOKENS = {
  yyyy: 'year',
  MM: 'month',
  dd: 'day',
  HH: 'hour',
  mm: 'minute',
  ss: 'second',
  SSS: 'ms',
} as const

/** Times of one written form: yyyy MM dd HH mm ss SSS, anything else as it stands. Undefined if the form lacks a date. */
export const timesLike = (form: string, zone: string): ReadTime | undefined => {
  const parts = form.match(/yyyy|MM|dd|HH|mm|ss|SSS|[\s\S]/g) ?? []
  const names: (keyof Wall)[] = []
  const pattern = parts.map((part) => {
    const name = TOKENS[part as keyof typeof TOKENS]
    if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    names.push(name)
    return name === 'year' ? '(\\d{4})' : name === 'ms' ? '(\\d{1,3})' : '(\\d{1,2})'
  })
  if (!['year', 'month', 'day'].every((name) => names.includes(name as keyof Wall))) return undefined
  const exact = new RegExp(`^${pattern.join('')}$`)
  return (cell) => {
    const found = exact.exec(cell)
    if (!found) return null
    const wall: Wall = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, ms: 0 }
    for (const [i, name] of names.entries()) wall[name] = Number(found[i + 1])
    return momentOf(wall, zone)
  }
}

/** The day a moment falls on in a zone, `2018-09-30`. */
export const dayOf = (at: Instant, zone: string): string =>
  new Date(at + offsetAt(at, zone)).toISOString().slice(0, 10)
