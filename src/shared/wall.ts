import { type Instant, localTime, MINUTE } from './time.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** A moment as the clocks of a zone show it, in the form of a date-and-time field: `2026-11-11T08:30`. */
export const wallOf = (at: Instant, zone: string): string => {
  const { date, minute } = localTime(at, zone)
  return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

const asUtc = (wall: string): Instant => Date.parse(`${wall}Z`)

/** The moment when the clocks of a zone show that; null for an unfinished entry. Of an hour that a clock change skips,
 * the moment after it. */
export const atWall = (wall: string, zone: string): Instant | null => {
  const wanted = asUtc(wall)
  if (Number.isNaN(wanted)) return null
  let at = wanted
  // The first step may land on the other side of a clock change, the second then stays on its side.
  for (let i = 0; i < 2; i++) at += wanted - asUtc(wallOf(at, zone))
  return Math.round(at / MINUTE) * MINUTE
}
