import { type Instant, MINUTE, SECOND } from '../../../shared/time.ts'
import { atWall, wallOf } from '../../../shared/wall.ts'
import { momentAt } from '../domain/calendar.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** A moment as the clocks of a zone show it, to the second: `2026-11-11T21:59:59`. No zone of today is off by seconds. */
export const wallSecond = (at: Instant, zone: string): string =>
  `${wallOf(at, zone)}:${two(Math.floor((at % MINUTE) / SECOND))}`

/** The moment of `2026-11-11T21:59:59` in a zone, seconds optional (a browser leaves out `:00`); null for an unfinished
 * entry. */
export const atWallSecond = (wall: string, zone: string): Instant | null => {
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(wall.trim())
  if (!found) return null
  const seconds = Number(found[3] ?? 0)
  const minute = `${found[1]}T${found[2]}`
  return atWall(minute, zone) === null || seconds > 59 ? null : momentAt(minute, zone) + seconds * SECOND
}

/** People say “until 21:59:59” of what ends before 22:00:00: the last second of a phase whose end is excluded. Here and in
 * `endAfter` alone the one is turned into the other. */
export const lastSecond = (to: Instant): Instant => Math.floor((to - 1) / SECOND) * SECOND
/** The excluded end of a phase that is on until that second. */
export const endAfter = (last: Instant): Instant => (Math.floor(last / SECOND) + 1) * SECOND

const shapes = {
  second: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  full: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
  stamp: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
  time: { hour: '2-digit', minute: '2-digit' },
  day: { month: 'short', day: 'numeric' },
  dayOfYear: { year: 'numeric', month: 'short', day: 'numeric' },
  weekday: { month: 'short', day: 'numeric', weekday: 'short' },
  month: { year: 'numeric', month: 'long' },
  weekdayAlone: { weekday: 'short' },
  monthAlone: { month: 'short' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment in words, by the clocks of a zone: `11月11日 20:00:00`. Making a formatter costs 50 µs, so each is kept. */
export const said = (at: Instant, zone: string, language: string, shape: keyof typeof shapes): string => {
  const key = `${shape} ${language} ${zone}`
  let format = formats.get(key)
  if (!format) {
    const spoken = language === 'en' ? 'en-GB' : language
    format = new Intl.DateTimeFormat(spoken, { timeZone: zone, hourCycle: 'h23', ...shapes[shape] })
    formats.set(key, format)
  }
  return format.format(at)
}

/** From–to as people say it, the last second of it included. */
export const saidSpan = (
  { from, to }: { from: Instant; to: Instant },
  zone: string,
  language: string,
): string => `${said(from, zone, language, 'second')} – ${said(lastSecond(to), zone, language, 'second')}`
