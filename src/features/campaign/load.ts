import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import { shopFacts } from '../shop/index.ts'
import type { ShopCampaigns } from './domain/phases.ts'
import * as store from './store.ts'

/** All that a shop's desk and assistant need of its campaigns, as they stand in this transaction. */
export const loadCampaigns = async (tx: Tx, shopId: number): Promise<ShopCampaigns> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  return {
    campaigns: await store.campaigns(tx, shopId),
    activities: await store.activities(tx, shopId),
    zone: shop.timeZone,
  }
}
