import type { Tx } from '../../../platform/db/db.ts'
import { settingsOf } from '../../shop/index.ts'
import { WishSettings } from './contract.ts'

/** Two days to buy what one was told of is the shop's own choice, as is a quarter of a year to wait. */
const begin: WishSettings = { holdHours: 48, keepDays: 90 }

export const loadWishSettings = async (tx: Tx, shopId: number): Promise<WishSettings> => {
  const saved = (await settingsOf(tx, shopId, 'recovery-wish')) as Partial<WishSettings> | undefined
  return WishSettings.parse({ ...begin, ...saved })
}
