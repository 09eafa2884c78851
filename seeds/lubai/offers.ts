import type { ShopOffer } from '../../src/features/pricing/contract.ts'
import { Offer, type OfferInput } from '../../src/features/pricing/domain/offer.ts'
import type { ShopName } from '../script.ts'

const SETS = ['LB-S15', 'LB-S18', 'LB-B18', 'LB-L18', 'LB-K12']

/** What holds on any day, as the shop's answers and phrases say it. */
const always: OfferInput[] = [
  { id: 'coupon-300', kind: 'shop-coupon', params: { reachFen: 30_000, minusFen: 3000 } },
  { id: 'coupon-600', kind: 'shop-coupon', params: { reachFen: 60_000, minusFen: 8000 } },
  {
    ...{ id: 'freight', kind: 'freight' },
    params: { feeFen: 0, elsewhere: [{ regions: ['新疆', '西藏'], feeFen: 1500 }] },
  },
]

/** Of Double Eleven on the marketplace, at the prices that were signed up. Times are those of the campaign. */
const doubleEleven: OfferInput[] = [
  ...(
    [
      ['LB-S15', '水洗棉四件套 1.5 米', 28_900],
      ['LB-S18', '水洗棉四件套 1.8 米', 31_900],
      ['LB-L18', '亚麻棉四件套 1.8 米', 49_900],
      ['LB-Q20', '春秋被 200×230', 19_900],
      ['LB-K12', '儿童三件套', 23_900],
    ] as const
  ).map(([item, name, priceFen]) => ({
    ...{ id: `d11-${item}`, name: `${name}活动价` },
    ...{ kind: 'fixed-price', params: { priceFen }, scope: { items: [item] } },
  })),
  { id: 'd11-cross', kind: 'cross-shop', params: { everyFen: 30_000, minusFen: 5000 } },
  {
    ...{ id: 'd11-two', kind: 'tiers', scope: { items: ['LB-Q20', 'LB-Q22', 'LB-P02'] } },
    params: { unit: 'piece', tiers: [{ reach: 2, payPercent: 90 }] },
  },
  {
    ...{ id: 'd11-bag', kind: 'gift', scope: { items: SETS } },
    params: { unit: 'piece', reach: 1, every: true, gifts: [{ item: 'LB-BAG', title: '洗护袋' }] },
  },
]

/** In the live room of the own site. */
const broadcast: OfferInput[] = (
  [
    ['LB-W01', 16_900],
    ['LB-M01', 16_900],
    ['LB-G01', 8900],
  ] as const
).map(([item, priceFen]) => ({
  ...{ id: `live-${item}`, kind: 'live-price', params: { priceFen }, scope: { items: [item] } },
  channel: 'live' as const,
}))

/** The offers of a shop; `campaignId`: of the campaign that is near. */
export const offersOf = (shop: ShopName, campaignId: number): ShopOffer[] => [
  ...always.map((offer) => ({
    ...{ offer: Offer.parse(offer), campaignId: null, activityId: null, enabled: true },
  })),
  ...(shop === 'site' ? broadcast : doubleEleven).map((offer) => ({
    ...{ offer: Offer.parse(offer), campaignId, activityId: null, enabled: true },
  })),
]
