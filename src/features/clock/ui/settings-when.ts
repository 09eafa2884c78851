import { type Instant, localTime } from '../../../shared/time.ts'

export { atWall, wallOf } from '../../../shared/wall.ts'

/** The day alone: `2026-11-11`. */
export const dayOf = (at: Instant, zone: string): string => localTime(at, zone).date
