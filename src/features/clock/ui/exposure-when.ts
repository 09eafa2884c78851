import { type Instant, localTime } from '../../../shared/time.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** What the shop's clocks showed, `14:05`: a day of the shop is cut by them, wherever it is looked at. */
export const wallTime = (at: Instant, zone: string): string => {
  const { minute } = localTime(at, zone)
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** With its day, `11-11 14:05`. */
export const wallDayTime = (at: Instant, zone: string): string =>
  `${localTime(at, zone).date.slice(5)} ${wallTime(at, zone)}`
