import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import { loadCampaigns } from '../campaign/index.ts'
import { loadCatalog } from '../catalog/index.ts'
import { areaVersions, type SettingsArea, settingsOf, shopFacts } from '../shop/index.ts'
import { PricingSettings, ruleSetsOf } from './domain/settings.ts'
import { type Shelf, shelfOf } from './domain/shelf.ts'
import { offersOf } from './store.ts'

/** Areas of a shop's settings that a shelf is made of. */
export const shelfAreas = [
  'shop',
  'catalog',
  'campaign',
  'pricing',
] as const satisfies readonly SettingsArea[]

export interface Loaded {
  shelf: Shelf
  /** Of the shop's settings when it was read. */
  version: number
}

const needShop = async (tx: Tx, shopId: number) => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  return shop
}

export const loadPricing = async (tx: Tx, shopId: number): Promise<PricingSettings> =>
  PricingSettings.parse((await settingsOf(tx, shopId, 'pricing')) ?? {})

/** A shop's shelf, read whole. Refuses `not-found`. */
export const loadShelf = async (tx: Tx, shopId: number): Promise<Loaded> => {
  // The version first: what changes meanwhile is then newer than it says, and is read once more.
  const { version } = await areaVersions(tx, shopId, [])
  const shop = await needShop(tx, shopId)
  const { products, charts } = await loadCatalog(tx, shopId)
  const shelf = shelfOf({
    ...{ products, charts, zone: shop.timeZone },
    campaigns: await loadCampaigns(tx, shopId),
    offers: await offersOf(tx, shopId),
    ruleSets: ruleSetsOf(await loadPricing(tx, shopId), shop.platform),
  })
  return { shelf, version }
}

/** The same as it is now: what has not changed is kept, 20,000 products above all. */
export const newerShelf = async (tx: Tx, shopId: number, before: Loaded): Promise<Loaded> => {
  const { version, of } = await areaVersions(tx, shopId, shelfAreas)
  const changed = (area: (typeof shelfAreas)[number]) => (of.get(area) ?? 0) > before.version
  if (!shelfAreas.some(changed)) return { shelf: before.shelf, version }
  if (changed('catalog')) return loadShelf(tx, shopId)
  const { shelf } = before
  const shop = await needShop(tx, shopId)
  const newer = shelfOf(
    {
      ...{ products: [], charts: shelf.charts, zone: shop.timeZone },
      campaigns: changed('campaign') || changed('shop') ? await loadCampaigns(tx, shopId) : shelf.campaigns,
      // Of a campaign that is gone its offers are gone too.
      offers: changed('pricing') || changed('campaign') ? await offersOf(tx, shopId) : shelf.offers,
      ruleSets: ruleSetsOf(await loadPricing(tx, shopId), shop.platform),
    },
    shelf,
  )
  return { shelf: newer, version }
}

/** Bytes that a shelf, a product with its words for finding it, a SKU and an offer take, roughly; measured with 20,000
 * products of 4 SKUs. */
const [BASE, BY_PRODUCT, BY_SKU, BY_OFFER] = [60_000, 3500, 400, 2500]
export const sizeOf = ({ products, offers }: Shelf): number => {
  let skus = 0
  for (const product of products.values()) skus += product.skus.length
  return BASE + BY_PRODUCT * products.size + BY_SKU * skus + BY_OFFER * offers.length
}
