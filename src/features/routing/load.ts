import type { Tx } from '../../platform/db/db.ts'
import type { ShopFacts } from '../shop/domain.ts'
import { settingsOf, teamsOf } from '../shop/index.ts'
import { classifierOf } from './classifier.ts'
import type { Classify } from './domain/classify.ts'
import { defaultRouting } from './domain/defaults.ts'
import { RoutingSettings } from './domain/settings.ts'

/** A shop's routing settings; the defaults for its teams where it has set nothing. */
export const loadRoutingSettings = async (tx: Tx, shop: ShopFacts): Promise<RoutingSettings> => {
  const saved = (await settingsOf(tx, shop.id, 'routing')) as Partial<RoutingSettings> | undefined
  // Settings saved before a field existed get its default.
  return RoutingSettings.parse({ ...defaultRouting(shop.locale, await teamsOf(tx, shop.id)), ...saved })
}

/** The same, ready for deciding. */
export const loadRouting = async (
  tx: Tx,
  shop: ShopFacts,
): Promise<{ settings: RoutingSettings; classify: Classify }> => {
  const settings = await loadRoutingSettings(tx, shop)
  return { settings, classify: classifierOf(settings) }
}
