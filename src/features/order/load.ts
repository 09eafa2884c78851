import type { Tx } from '../../platform/db/db.ts'
import { settingsOf } from '../shop/index.ts'
import { defaultOrderSettings, OrderSettings } from './domain/settings.ts'

/** What people of a shop may do to orders; what it has not set is as a shop begins with. */
export const loadOrderSettings = async (tx: Tx, shopId: number): Promise<OrderSettings> => {
  const saved = (await settingsOf(tx, shopId, 'order')) as Partial<OrderSettings> | undefined
  return OrderSettings.parse({ ...defaultOrderSettings(), ...saved })
}
