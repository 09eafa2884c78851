import { z } from 'zod'
import { type Instant, localTime } from './time.ts'

const Minute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time like 09:00')

/** Hours of the week: the days (1 = Monday) and the wall-clock span. `24:00` is the end of the day; a span whose end
 * is before its start runs over midnight; the end itself no longer belongs to it. */
export const Hours = z.object({
  days: z.array(z.number().int().min(1).max(7)),
  from: Minute,
  to: Minute,
})
export type Hours = z.infer<typeof Hours>

export const everyDay = (from: string, to: string): Hours[] => [{ days: [1, 2, 3, 4, 5, 6, 7], from, to }]

/** Minutes since midnight of a wall-clock time: `08:30` is 510, `24:00` 1440. */
export const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))
const previous = (weekday: number): number => (weekday === 1 ? 7 : weekday - 1)

/** Whether a moment falls into the hours, by the clocks of the zone. No hours given means always. */
export const within = (hours: readonly Hours[], at: Instant, zone: string): boolean => {
  if (hours.length === 0) return true
  const { weekday, minute } = localTime(at, zone)
  return hours.some(({ days, from, to }) => {
    const [start, end] = [minutesOf(from), minutesOf(to)]
    if (start < end) return days.includes(weekday) && minute >= start && minute < end
    return (days.includes(weekday) && minute >= start) || (days.includes(previous(weekday)) && minute < end)
  })
}

/** In words: `09:00–23:00`. */
export const hoursInWords = (hours: readonly Hours[]): string =>
  [...new Set(hours.map((h) => `${h.from}–${h.to}`))].join(', ') || '00:00–24:00'
