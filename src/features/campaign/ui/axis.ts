import { DAY, HOUR, type Instant, localTime, MINUTE } from '../../../shared/time.ts'
import { atWall } from '../../../shared/wall.ts'
import { dateOf, datePlus, dayStart } from '../domain/calendar.ts'

export interface Range {
  from: Instant
  to: Instant
}

/** What a mark on the axis is counted in. */
export type Unit = 'minute' | 'day' | 'month'
interface Step {
  unit: Unit
  n: number
  /** Roughly, ms. */
  takes: number
}

/** From the finest; marks stand on round times of the shop's clocks. */
const steps: readonly Step[] = [
  ...[1, 5, 15, 30, 60, 180, 360, 720].map((n): Step => ({ unit: 'minute', n, takes: n * MINUTE })),
  ...[1, 2, 7].map((n): Step => ({ unit: 'day', n, takes: n * DAY })),
  { unit: 'month', n: 1, takes: 30 * DAY },
  { unit: 'month', n: 3, takes: 91 * DAY },
]
const COARSEST = steps.at(-1) ?? { unit: 'month', n: 3, takes: 91 * DAY }

/** A label such as `10月31日` takes so much room, px. */
const ROOM = 58

const stepFor = ({ from, to }: Range, width: number): Step =>
  steps.find(({ takes }) => (width * takes) / (to - from) >= ROOM) ?? COARSEST

const two = (n: number): string => String(n).padStart(2, '0')

/** Every local date that has a part in the range. */
const datesIn = ({ from, to }: Range, zone: string): string[] => {
  const last = dateOf(to, zone)
  const dates: string[] = []
  for (let date = dateOf(from, zone); date <= last; date = datePlus(date, 1)) dates.push(date)
  return dates
}

/** Days since 1970, of which the fifth was a Monday (0-based: 4). */
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY

const marksOfDay = (date: string, { unit, n }: Step, zone: string): Instant[] => {
  if (unit === 'month') {
    const month = Number(date.slice(5, 7)) - 1
    return date.endsWith('-01') && month % n === 0 ? [dayStart(date, zone)] : []
  }
  if (unit === 'day') {
    const on = n === 7 ? (dayNumber(date) - 4) % 7 === 0 : dayNumber(date) % n === 0
    return on ? [dayStart(date, zone)] : []
  }
  const marks: Instant[] = []
  for (let m = 0; m < 1440; m += n) {
    const at = atWall(`${date}T${two(Math.floor(m / 60))}:${two(m % 60)}`, zone)
    if (at !== null) marks.push(at)
  }
  return marks
}

/** The marks of an axis so many pixels wide, and what they are counted in. Each stands on a round time of the zone. */
export const ticksOf = (range: Range, zone: string, width: number): { unit: Unit; at: Instant[] } => {
  const step = stepFor(range, width)
  const marks = datesIn(range, zone)
    .flatMap((date) => marksOfDay(date, step, zone))
    .filter((at) => at >= range.from && at <= range.to)
  // An hour that the clocks skip would stand there twice.
  return { unit: step.unit, at: [...new Set(marks)].sort((a, b) => a - b) }
}

export interface Band extends Range {
  /** Its first moment, also where that lies before the range: by it the band is named. */
  begins: Instant
}

/** What the marks lie in, written above them: minutes in days, days in months, months in years. */
export const bandsOf = (range: Range, zone: string, unit: Unit): Band[] => {
  const nameOf = { minute: 10, day: 7, month: 4 }[unit]
  const firstOf = (date: string) =>
    unit === 'minute' ? date : unit === 'day' ? `${date.slice(0, 7)}-01` : `${date.slice(0, 4)}-01-01`
  const bands: Band[] = []
  let name = ''
  for (const date of datesIn(range, zone)) {
    if (date.slice(0, nameOf) === name) continue
    name = date.slice(0, nameOf)
    const begins = dayStart(firstOf(date), zone)
    const from = Math.max(begins, range.from)
    const before = bands.at(-1)
    if (before) before.to = from
    bands.push({ begins, from, to: range.to })
  }
  return bands.filter(({ from, to }) => to > from)
}

/** Where in the range a moment lies: 0 at its start, 1 at its end. */
export const place = (at: Instant, { from, to }: Range): number => (at - from) / (to - from)

const NARROWEST = HOUR
const WIDEST = 400 * DAY

/** The range made wider (factor above 1) or narrower about a moment, which stays where it is; between an hour and 400
 * days. */
export const zoomed = ({ from, to }: Range, factor: number, about: Instant): Range => {
  const span = Math.min(WIDEST, Math.max(NARROWEST, (to - from) * factor))
  const share = Math.min(1, Math.max(0, (about - from) / (to - from)))
  const start = Math.round(Math.min(to, Math.max(from, about)) - span * share)
  return { from: start, to: Math.round(start + span) }
}

/** The range moved by a share of itself. */
export const moved = ({ from, to }: Range, share: number): Range => {
  const by = Math.round((to - from) * share)
  return { from: from + by, to: to + by }
}

/** A range in which all of these are seen, with a little room at both ends; a day about `now` where there are none. */
export const around = (spans: readonly Range[], now: Instant): Range => {
  if (spans.length === 0) return { from: now - DAY / 2, to: now + DAY / 2 }
  const from = Math.min(...spans.map((span) => span.from))
  const to = Math.max(...spans.map((span) => span.to))
  const room = Math.max(NARROWEST / 2, Math.round((to - from) * 0.03))
  return { from: from - room, to: to + room }
}

/** Of a list of marks counted in minutes, those at which a day begins. */
export const beginsDay = (at: Instant, zone: string): boolean => localTime(at, zone).minute === 0

/** What a key does to what is seen: arrows move it, + and − look nearer and farther, Home shows all, N goes to now. */
export const keyed = (key: string, range: Range): Range | 'all' | 'now' | null => {
  const middle = (range.from + range.to) / 2
  switch (key) {
    case 'ArrowLeft':
      return moved(range, -0.2)
    case 'ArrowRight':
      return moved(range, 0.2)
    case '+':
    case '=':
      return zoomed(range, 0.5, middle)
    case '-':
      return zoomed(range, 2, middle)
    case 'Home':
      return 'all'
    case 'n':
      return 'now'
    default:
      return null
  }
}
