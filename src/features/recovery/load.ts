import type { Tx } from '../../platform/db/db.ts'
import { settingsOf } from '../shop/index.ts'
import { defaultRecoverySettings } from './domain/defaults.ts'
import { RecoverySettings } from './domain/settings.ts'

/** How a shop reminds; what it has not set is as a shop begins. */
export const loadRecoverySettings = async (tx: Tx, shopId: number): Promise<RecoverySettings> => {
  const saved = (await settingsOf(tx, shopId, 'recovery')) as Partial<RecoverySettings> | undefined
  return RecoverySettings.parse({ ...defaultRecoverySettings(), ...saved })
}
