import type { Tx } from '../../platform/db/db.ts'
import { settingsOf } from '../shop/index.ts'
import { defaultTaskSettings, TaskSettings } from './domain/settings.ts'

/** A shop's times for tasks; what it has not set is as a shop begins with. */
export const loadTaskSettings = async (tx: Tx, shopId: number): Promise<TaskSettings> => {
  const saved = (await settingsOf(tx, shopId, 'task')) as Partial<TaskSettings> | undefined
  const first = defaultTaskSettings()
  return TaskSettings.parse({ ...first, ...saved, kinds: { ...first.kinds, ...saved?.kinds } })
}
