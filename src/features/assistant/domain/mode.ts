import { within } from '../../../shared/hours.ts'
import type { Instant } from '../../../shared/time.ts'
import type { AssistantSettings, Mode } from './settings.ts'

export interface ModeNow {
  mode: Mode
  /** What sets it: the rush, a row of the schedule, or the setting itself. */
  because: 'set' | 'schedule' | 'rush'
}

/** The mode that holds at a moment with so many conversations waiting (specs/assistant.md). */
export const modeOf = (
  settings: Pick<AssistantSettings, 'mode' | 'schedule' | 'rush'>,
  waiting: number,
  now: Instant,
  zone: string,
): ModeNow => {
  const { mode, schedule, rush } = settings
  if (rush && waiting > rush.above) return { mode: rush.mode, because: 'rush' }
  const row = schedule.find(({ hours }) => within([hours], now, zone))
  return row ? { mode: row.mode, because: 'schedule' } : { mode, because: 'set' }
}
