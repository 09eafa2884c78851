// Moments to the second, as the fields of a form hold them. Pure.
import { SECOND } from '../../../shared/time.ts'
import { atWall, wallOf } from '../../../shared/wall.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** `2026-11-11T00:30:00`. Zones differ by whole minutes: the second is the same in all of them. */
export const wallSecond = (at: number, zone: string): string =>
  `${wallOf(at, zone)}:${two(new Date(at).getUTCSeconds())}`

/** The moment that a field shows; browsers leave `:00` out. Null for an unfinished entry. */
export const atWallSecond = (wall: string, zone: string): number | null => {
  const minute = atWall(wall.slice(0, 16), zone)
  const seconds = Number(wall.slice(17, 19))
  return minute === null || Number.isNaN(seconds) ? null : minute + seconds * SECOND
}

/** With the offset of the zone at that moment, as offers are written down: `2026-11-11T00:30:00+08:00`. */
export const written = (at: number, zone: string): string => {
  const wall = wallSecond(at, zone)
  const minutes = Math.round((Date.parse(`${wall}Z`) - Math.floor(at / SECOND) * SECOND) / 60_000)
  const size = Math.abs(minutes)
  return `${wall}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
