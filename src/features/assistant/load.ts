import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { ShopFacts } from '../shop/domain.ts'
import { settingsOf, shopFacts } from '../shop/index.ts'
import { defaultAssistantSettings } from './defaults.ts'
import { AssistantSettings } from './domain/settings.ts'

/** A shop and its assistant's settings; those saved before a field existed get its default. Refuses `not-found`. */
export const loadSettings = async (
  tx: Tx,
  shopId: number,
): Promise<{ shop: ShopFacts; settings: AssistantSettings }> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  const saved = (await settingsOf(tx, shopId, 'assistant')) as Partial<AssistantSettings> | undefined
  return { shop, settings: AssistantSettings.parse({ ...defaultAssistantSettings(shop.locale), ...saved }) }
}
