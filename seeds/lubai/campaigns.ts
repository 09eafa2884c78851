import { datePlus, daysLater } from '../../src/features/campaign/domain/calendar.ts'
import type { BeginCampaign } from '../../src/features/campaign/index.ts'
import type { ShopFacts } from '../../src/features/shop/domain.ts'
import { DAY, HOUR, type Instant, localTime } from '../../src/shared/time.ts'
import type { ShopName } from '../script.ts'

type SeedActivity = BeginCampaign['activities'][number]
type Row = [product: string, spotStock: number | null, presaleStock: number | null]

const products = (...rows: Row[]): SeedActivity['products'] =>
  rows.map(([product, spotStock, presaleStock]) => ({ product, sku: null, spotStock, presaleStock }))

const says = (text: string) => ({ says: text })
const none = { none: true } as const

/** What the shop tells buyers of its bedding in both waves; courier and packaging are open, and a person answers. */
const bedding: SeedActivity['facts'] = {
  how: says('定金期付定金锁定活动价，尾款期付尾款；不付定金的，现货开售后可以直接买，价格相同。'),
  qualifies: none,
  gifts: says('每套四件套送洗护袋 1 个，前 200 位付尾款的再送香薰一枚，一单一份，随货发出。'),
  stacking: says('活动价可以和店铺券叠加：满 300 减 30、满 600 减 80，一单用一张；与平台跨店满减同享。'),
  'shipping-free-regions': says('中国大陆包邮；新疆、西藏每单补运费 15 元；港澳台和海外暂时不能寄送。'),
  'return-freight': says('活动商品送退货运费险，退货运费按保险规则赔付。'),
  'price-protection': says('活动结束后 15 天内同款降价，可以申请价保，退还差额。'),
  'price-difference': says('价保期内的差价原路退回；优惠券、红包和运费不算差价。'),
  'shipping-time': says('现货付款后 48 小时内从南通仓发出；付定金的，付尾款后 72 小时内发出。'),
  warehouse: says('江苏南通仓。'),
}

const doubleEleven: SeedActivity[] = [
  {
    ...{ name: '床品第一波', wave: '1', facts: bedding },
    products: products(['LB-S15', 60, 120], ['LB-S18', 50, 90], ['LB-L18', 12, 25]),
  },
  {
    name: '枕被加购',
    wave: '1',
    facts: {
      how: says('现货开售后直接下单，两件 9 折。'),
      gifts: none,
      stacking: says('两件 9 折后还可以用店铺券，一单一张。'),
      'price-protection': none,
      'shipping-time': says('付款后 48 小时内从南通仓发出。'),
    },
    products: products(['LB-Q20', 95, null], ['LB-Q22', 71, null], ['LB-P02', 58, null]),
  },
  {
    ...{ name: '床品第二波', wave: '2', facts: bedding },
    products: products(['LB-S15', 40, 80], ['LB-S18', 40, 70], ['LB-K12', 30, 30]),
  },
]

const broadcast: SeedActivity[] = [
  {
    name: '直播间专享',
    wave: 'live',
    facts: {
      how: says('直播间点商品链接下单，直播价只在直播时有效。'),
      gifts: says('直播间下单每单送洗护袋 1 个。'),
      stacking: says('直播价不再与店铺券叠加。'),
      'price-protection': says('下单后 7 天内同款降价，可以申请退差额。'),
      'shipping-time': says('直播订单 72 小时内从南通仓发出。'),
      'shipping-free-regions': says('中国大陆包邮；新疆、西藏每单补运费 15 元。'),
    },
    products: products(['LB-W01', 60, null], ['LB-M01', 40, null], ['LB-G01', 20, null]),
  },
]

/** At most nine tenths of the lowest price of the weeks before, but for the towels: the watch has something to show. */
const signUps: BeginCampaign['signUps'] = [
  { wave: '1', product: 'LB-S15', priceFen: 28900 },
  { wave: '1', product: 'LB-S18', priceFen: 31900 },
  { wave: '1', product: 'LB-L18', priceFen: 49900 },
  { wave: '1', product: 'LB-Q20', priceFen: 19900 },
  { wave: '1', product: 'LB-T03', priceFen: 4900 },
  { wave: '2', product: 'LB-S15', priceFen: 28900 },
  { wave: '2', product: 'LB-S18', priceFen: 31900 },
  { wave: '2', product: 'LB-K12', priceFen: 23900 },
]

/** The sale of the first wave begins at the next midnight: so long before the great day. */
const BEFORE = 10
const SIGNED = 30

/** The prices of the weeks before: the quilt came back up though it is signed up; the towels were cheaper for a week. */
export const pricesOf = (shop: ShopName, now: Instant): { product: string; fen: number; at: Instant }[] =>
  shop === 'site'
    ? []
    : [
        { product: 'LB-S15', fen: 32900, at: now - 120 * DAY },
        { product: 'LB-S18', fen: 35900, at: now - 120 * DAY },
        { product: 'LB-T03', fen: 5900, at: now - 120 * DAY },
        { product: 'LB-Q20', fen: 22900, at: now - 40 * DAY },
        { product: 'LB-T03', fen: 4900, at: now - 38 * DAY },
        { product: 'LB-T03', fen: 5900, at: now - 31 * DAY },
        { product: 'LB-Q20', fen: 23900, at: now - 3 * DAY },
      ]

/**
 * Campaigns of which something is on, over and to come at any first start. On the marketplace: Double Eleven as if its first
 * wave were sold from midnight, and last year's to copy from. On the own site: a broadcast tonight, or tomorrow after eight.
 */
export const campaignsOf = (
  shop: ShopName,
  { timeZone }: Pick<ShopFacts, 'timeZone'>,
  { now, owner }: { now: Instant; owner: number | null },
): BeginCampaign[] => {
  const { date, minute } = localTime(now, timeZone)
  const signedAt = daysLater(now, -SIGNED, timeZone)
  if (shop === 'site') {
    const day = minute * 60_000 < 20 * HOUR ? date : datePlus(date, 1)
    return [
      { template: 'broadcast', name: '直播之夜', day, owner, activities: broadcast, signUps: [], signedAt },
    ]
  }
  const day = datePlus(date, BEFORE + 1)
  const lastYear = datePlus(day, -365)
  const made = { template: 'double-eleven' as const, owner, activities: doubleEleven }
  return [
    {
      ...made,
      name: `双十一 ${lastYear.slice(0, 4)}`,
      day: lastYear,
      signUps: [],
      signedAt: signedAt - 365 * DAY,
    },
    { ...made, name: `双十一 ${day.slice(0, 4)}`, day, signUps, signedAt },
  ]
}
