import { DAY, type Instant, localTime, MINUTE, SECOND } from '../../../shared/time.ts'
import { atWall, wallOf } from '../../../shared/wall.ts'

/** Whole days from one date to another, `2026-11-11`; negative where the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY)

export const datePlus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** Clock changes skip three hours at most. */
const LONGEST_SKIP = 3 * 60

/**
 * The moment when the clocks of a zone show that (`2026-11-11T20:00`). Of an hour that a clock change skips, the first
 * moment after it: so two moments never change places, and what touched still touches.
 */
export const momentAt = (wall: string, zone: string): Instant => {
  const at = atWall(wall, zone)
  if (at === null) throw new RangeError(`${wall} is not a date and time`)
  if (wallOf(at, zone) === wall) return at
  let before = Math.floor(at / MINUTE) - LONGEST_SKIP
  let after = Math.floor(at / MINUTE) + LONGEST_SKIP
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallOf(middle * MINUTE, zone) < wall) before = middle
    else after = middle
  }
  return after * MINUTE
}

export const dayStart = (date: string, zone: string): Instant => momentAt(`${date}T00:00`, zone)

/** The same time on the clock, so many calendar days later: 20:00 stays 20:00 over a clock change. */
export const daysLater = (at: Instant, days: number, zone: string): Instant => {
  const [date = '', time = ''] = wallOf(at, zone).split('T')
  return momentAt(`${datePlus(date, days)}T${time}`, zone) + (at - Math.floor(at / MINUTE) * MINUTE)
}

export const dateOf = (at: Instant, zone: string): string => localTime(at, zone).date

/** A moment to the second as the shop's clocks show it: `2026-11-11 20:00:00`. */
export const clockText = (at: Instant, zone: string): string => {
  const second = Math.floor((at - Math.floor(at / MINUTE) * MINUTE) / SECOND)
  return `${wallOf(at, zone).replace('T', ' ')}:${String(second).padStart(2, '0')}`
}

/** A span as people say it, with its last second: what ends before 22:00:00 ends “at 21:59:59”. */
export const spanText = ({ from, to }: { from: Instant; to: Instant }, zone: string): string =>
  `${clockText(from, zone)} – ${clockText(to - SECOND, zone)}`
