import { everyDay } from '../../../../shared/hours.ts'
import type { Instant } from '../../../../shared/time.ts'
import type { ClockRule } from '../rule.ts'

/** The start of a day in China, whose clocks the platforms' texts mean. */
export const day = (date: string): Instant => Date.parse(`${date}T00:00:00+08:00`)

/** From when a rule holds whose text bears no date: before the oldest chats that a shop is likely to look at again. */
export const UNDATED = day('2022-01-01')

export const EIGHT_TO_ELEVEN = everyDay('08:00', '23:00')
export const NINE_TO_ELEVEN = everyDay('09:00', '23:00')

/** A source in both languages; screens show the half in theirs. */
export const cite = (zh: string, en: string): string => `${zh} / ${en}`

type Needed = 'id' | 'platform' | 'name' | 'counted' | 'limit' | 'from' | 'source' | 'confidence'

/** One version of a shipped rule; what is not said is as most platforms have it, or nothing. */
export const rule = (said: Pick<ClockRule, Needed> & Partial<ClockRule>): ClockRule => ({
  starts: 'asked',
  answeredBy: 'person',
  autoExcluded: false,
  hours: EIGHT_TO_ELEVEN,
  cap: null,
  sameSession: 0,
  days: 30,
  target: null,
  smallest: 0,
  money: 0,
  points: 0,
  consequences: [],
  enabled: true,
  to: null,
  ...said,
})

/** Something that costs each time and that a person writes down: no clock runs for it. */
export const incident = (said: Pick<ClockRule, Exclude<Needed, 'counted' | 'limit'>> & Partial<ClockRule>) =>
  // The limit is not used: an incident has happened when it is written down.
  rule({ counted: 'incident', hours: [], limit: 1, days: 1, ...said })
