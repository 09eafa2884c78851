import type { Campaign } from '../campaign/domain/campaign.ts'
import type { ShopCampaigns } from '../campaign/domain/phases.ts'
import { type Product, plainProduct } from '../catalog/domain/product.ts'
import type { ShopOffer } from './contract.ts'
import { Offer, type OfferInput } from './domain/offer.ts'
import { PricingSettings, ruleSetsOf } from './domain/settings.ts'
import { type Shelf, shelfOf } from './domain/shelf.ts'

const ZONE = 'Asia/Shanghai'
/** A moment of the shop's clocks. */
export const at = (wall: string): number => Date.parse(`${wall.replace(' ', 'T')}+08:00`)

const sheets = plainProduct({
  id: 'LB-S18',
  title: '芦苇灰水洗棉四件套 1.8米床',
  category: '四件套',
  priceFen: 39900,
  stock: 60,
  sections: { 'selling-points': '含被套、床单、枕套一对' },
  relations: [{ kind: 'complementary', product: 'LB-P1', why: '' }],
})
const pillow = plainProduct({
  id: 'LB-P1',
  title: '决明子护颈枕芯',
  category: '枕芯',
  priceFen: 12900,
  stock: 7,
})
const quilt = plainProduct({
  id: 'LB-Q1',
  title: '大豆纤维冬被',
  category: '被子',
  priceFen: 29900,
  stock: 20,
  skus: [
    {
      id: 'LB-Q1-S',
      options: { 尺寸: '150x200' },
      priceFen: 29900,
      stock: 8,
      restockAt: null,
      picture: null,
    },
    {
      id: 'LB-Q1-L',
      options: { 尺寸: '200x230' },
      priceFen: 35900,
      stock: 12,
      restockAt: null,
      picture: null,
    },
  ],
})
/** A shop of bedding, made up. */
export const bedding: readonly Product[] = [sheets, pillow, quilt]

export const offered = (offer: OfferInput, place: Partial<Omit<ShopOffer, 'offer'>> = {}): ShopOffer => ({
  ...{ offer: Offer.parse(offer), campaignId: null, activityId: null, enabled: true },
  ...place,
})

/** 满300减50 of the shop, every time. */
export const per300 = offered({ id: 'per-300', kind: 'per-n', params: { everyFen: 30000, minusFen: 5000 } })

/** Double Eleven with a deposit phase before its spot sale. */
export const doubleEleven: Campaign = {
  id: 1,
  name: '双11',
  template: 'double-eleven',
  ruleSet: null,
  waves: [
    {
      code: 'w1',
      name: '第一波',
      owner: null,
      phases: [
        { kind: 'deposit', from: at('2026-10-21 00:00'), to: at('2026-10-31 22:00') },
        { kind: 'balance', from: at('2026-11-01 00:30'), to: at('2026-11-04 00:00') },
        { kind: 'spot', from: at('2026-11-01 00:00'), to: at('2026-11-04 00:00') },
      ],
    },
  ],
  rules: { noRaise: false, exceptCategories: [], lowest: null, holdDays: 0, protectDays: 0 },
}

/** A shelf of that shop, with these offers. */
export const shelfWith = (
  offers: readonly ShopOffer[],
  {
    products = bedding,
    campaigns = [],
    activities = [],
  }: Partial<ShopCampaigns & { products: readonly Product[] }> = {},
): Shelf =>
  shelfOf({
    ...{ products, charts: [], offers, zone: ZONE },
    campaigns: { campaigns, activities, zone: ZONE },
    ruleSets: ruleSetsOf(PricingSettings.parse({}), 'tmall'),
  })
