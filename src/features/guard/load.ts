import type { Tx } from '../../platform/db/db.ts'
import type { ShopFacts } from '../shop/domain.ts'
import { settingsOf } from '../shop/index.ts'
import { prepareGuard } from './domain/guard.ts'
import { defaultGuardSettings, GuardSettings } from './domain/settings.ts'
import type { Guard } from './domain/verdict.ts'

/** A shop's guard settings; the defaults where it has set nothing. */
export const loadGuardSettings = async (tx: Tx, shopId: number): Promise<GuardSettings> => {
  const saved = (await settingsOf(tx, shopId, 'guard')) as Partial<GuardSettings> | undefined
  // Settings saved before a field existed get its default.
  return GuardSettings.parse({ ...defaultGuardSettings(), ...saved })
}

/** A shop's guard, ready. Making it ready takes tens of milliseconds with 20,000 words: keep it while the settings'
 * version stays the same. */
export const loadGuard = async (tx: Tx, shop: ShopFacts): Promise<Guard> =>
  prepareGuard(shop.platform, await loadGuardSettings(tx, shop.id))
