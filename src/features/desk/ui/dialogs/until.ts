import { HOUR, type Instant, MINUTE } from '../../../../shared/time.ts'

export const presets = ['in30', 'in2h', 'tonight', 'tomorrow', 'monday'] as const
export type Preset = (typeof presets)[number]

const at = (now: Instant, days: number, hour: number): Instant => {
  const d = new Date(now)
  d.setDate(d.getDate() + days)
  return d.setHours(hour, 0, 0, 0)
}

/** When a snooze preset ends, by this computer's wall clock; null if that has passed today. */
export const untilOf = (preset: Preset, now: Instant): Instant | null => {
  switch (preset) {
    case 'in30':
      return now + 30 * MINUTE
    case 'in2h':
      return now + 2 * HOUR
    case 'tonight': {
      const tonight = at(now, 0, 20)
      return tonight > now ? tonight : null
    }
    case 'tomorrow':
      return at(now, 1, 9)
    case 'monday':
      return at(now, 8 - (new Date(now).getDay() || 7), 9)
  }
}
