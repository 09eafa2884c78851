import { DAY, HOUR, MINUTE } from '../../../shared/time.ts'
import type { Range } from './axis.ts'

type Part = 'days' | 'hours' | 'minutes'

/** How long something is on, in the parts that are not nothing: 10 days, 22 hours. Less than a minute is a minute. */
export const lasting = ({ from, to }: Range): { part: Part; count: number }[] => {
  const long = Math.max(MINUTE, to - from)
  const parts: { part: Part; count: number }[] = [
    { part: 'days', count: Math.floor(long / DAY) },
    { part: 'hours', count: Math.floor((long % DAY) / HOUR) },
    { part: 'minutes', count: Math.floor((long % HOUR) / MINUTE) },
  ]
  return parts.filter(({ count }) => count > 0)
}
