import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/time.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** What is left, ms: `00:14:32`; with a day and more, days and hours. Seconds that have begun count as left, so that it
 * says 00:00:00 only at the moment itself. */
export const countdown = (left: number): { days: number; hours: number } | { clock: string } => {
  const whole = Math.max(0, Math.ceil(left / SECOND)) * SECOND
  if (whole >= DAY) return { days: Math.floor(whole / DAY), hours: Math.floor((whole % DAY) / HOUR) }
  const [h, m, s] = [whole / HOUR, (whole % HOUR) / MINUTE, (whole % MINUTE) / SECOND].map(Math.floor)
  return { clock: [h, m, s].map((n) => two(n ?? 0)).join(':') }
}
