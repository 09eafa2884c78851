import type { Tx } from '../../platform/db/db.ts'
import type { Platform, ShopFacts } from '../shop/domain.ts'
import { settingsOf } from '../shop/index.ts'
import { prepareGuard, type ReadyGuard } from './domain/guard.ts'
import { defaultGuardSettings, GuardSettings } from './domain/settings.ts'
import type { Guard, PromiseSource } from './domain/verdict.ts'

/** Guards kept ready. Shops with the same settings, most of them with the defaults, share one. */
const MOST = 500
const ready = new Map<string, ReadyGuard>()

/** Making a guard ready takes 0.1 s with 20,000 words, and any change of a shop's settings has them all read again: the
 * same settings are made ready once. */
const readyFor = (platform: Platform, settings: GuardSettings): ReadyGuard => {
  const key = `${platform} ${JSON.stringify(settings)}`
  const guard = ready.get(key) ?? prepareGuard(platform, settings)
  // What was used last stands last; what was used longest ago goes.
  ready.delete(key)
  ready.set(key, guard)
  const oldest = ready.size > MOST ? ready.keys().next().value : undefined
  if (oldest !== undefined) ready.delete(oldest)
  return guard
}

/** A shop's guard settings; the defaults where it has set nothing. */
export const loadGuardSettings = async (tx: Tx, shopId: number): Promise<GuardSettings> => {
  const saved = (await settingsOf(tx, shopId, 'guard')) as Partial<GuardSettings> | undefined
  // Settings saved before a field existed get its default.
  return GuardSettings.parse({ ...defaultGuardSettings(), ...saved })
}

/** A shop's guard, ready. `sources`: what its promises are held against. */
export const loadGuard = async (
  tx: Tx,
  shop: ShopFacts,
  sources: readonly PromiseSource[] = [],
): Promise<Guard> => readyFor(shop.platform, await loadGuardSettings(tx, shop.id)).holdingAgainst(sources)
