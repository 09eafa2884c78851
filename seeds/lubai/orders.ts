import type { Product } from '../../src/features/catalog/domain/product.ts'
import type { Order, OrderLine, OrderUpdate } from '../../src/features/order/domain/order.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../src/shared/time.ts'
import type { ShopName } from '../script.ts'

/** How far an order has come, and when its last step was, minutes ago. */
type Stand = 'unpaid' | 'paid' | 'shipped' | 'finished' | 'unpaid-closed'

interface Told {
  shop: ShopName
  /** The last four digits, as buyers name it. */
  tail: string
  buyer: [id: string, name: string]
  goods: [product: string, sku: string | null, quantity?: number][]
  stand: Stand
  minutesAgo: number
  more?: Partial<Order>
}

/** Orders of buyers in the talks: what they write about is there to be looked at. */
const told: Told[] = [
  // 改地址，等买家确认
  {
    ...{ shop: 'tmall', tail: '8120', buyer: ['tm-26034', '青柠苏打'] },
    ...{ goods: [['LB-S18', null]], stand: 'paid', minutesAgo: 31 },
    more: { remark: '改地址，等买家确认', flag: 'yellow', buyerNote: '新地址：云溪里 3 栋 502' },
  },
  {
    ...{ shop: 'tmall', tail: '4471', buyer: ['tm-23106', '小满不满'] },
    ...{ goods: [['LB-S18', null]], stand: 'shipped', minutesAgo: 20 * 60 },
    more: { remark: '确认芦苇灰，不改', flag: 'green' },
  },
  {
    ...{ shop: 'tmall', tail: '3096', buyer: ['tm-20417', '木子同学'] },
    ...{ goods: [['LB-S15', null]], stand: 'paid', minutesAgo: 26 * 60 },
  },
  {
    ...{ shop: 'tmall', tail: '7713', buyer: ['tm-18830', '江边的猫'] },
    ...{ goods: [['LB-W01', 'LB-W01-M']], stand: 'finished', minutesAgo: 50 * 60 },
    more: {
      refunds: [
        { id: '7713-1', kind: 'exchange', line: null, state: 'agreed', fen: null, reason: 'M 换 L', at: 0 },
      ],
    },
  },
  {
    ...{ shop: 'tmall', tail: '5526', buyer: ['tm-25580', '糯米团子'] },
    ...{ goods: [['LB-P02', null]], stand: 'finished', minutesAgo: 70 * 60 },
    more: {
      refunds: [
        { id: '5526-1', kind: 'return', line: null, state: 'agreed', fen: 23_900, reason: '不想要了', at: 0 },
      ],
    },
  },
  // 想了又想，还没有付
  {
    shop: 'tmall',
    tail: '6602',
    buyer: ['tm-26011', '一只白鹭'],
    goods: [['LB-P01', null]],
    stand: 'unpaid',
    minutesAgo: 12,
  },
  {
    ...{ shop: 'tmall', tail: '6618', buyer: ['tm-25977', '不吃香菜z'] },
    ...{ goods: [['LB-S18', null, 2]], stand: 'unpaid', minutesAgo: 18 },
  },
  {
    shop: 'tmall',
    tail: '2210',
    buyer: ['tm-25702', '北方的北'],
    goods: [['LB-Q22', null]],
    stand: 'shipped',
    minutesAgo: 30 * 60,
  },
  {
    ...{ shop: 'site', tail: '3391', buyer: ['st-3391', 'M先生的早餐'] },
    ...{ goods: [['LB-M01', 'LB-M01-L']], stand: 'finished', minutesAgo: 96 * 60 },
    more: {
      refunds: [
        {
          id: '3391-1',
          kind: 'exchange',
          line: null,
          state: 'returned',
          fen: null,
          reason: 'L 换 XL',
          at: 0,
        },
      ],
    },
  },
  {
    ...{ shop: 'site', tail: '0a71', buyer: ['wc-5f20a7', '周末去海边'] },
    ...{ goods: [['LB-S15', null]], stand: 'finished', minutesAgo: 60 * 60 },
    more: { remark: '漏发一只枕套，已登记补发', flag: 'red' },
  },
  {
    shop: 'site',
    tail: '3308',
    buyer: ['st-3308', '夏至未眠'],
    goods: [['LB-T03', null, 2]],
    stand: 'shipped',
    minutesAgo: 22 * 60,
  },
]

const places: [province: string, city: string, district: string][] = [
  ['江苏省', '南京市', '鼓楼区'],
  ['浙江省', '杭州市', '余杭区'],
  ['四川省', '成都市', '锦江区'],
  ['湖北省', '武汉市', '洪山区'],
  ['山东省', '青岛市', '市北区'],
  ['广东省', '佛山市', '禅城区'],
]

/** Chance that is the same at every first start. */
const chance = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
}

const LIFE = 30 * MINUTE

const lineOf = (product: Product, sku: string | null, quantity: number, id: string): OrderLine => {
  const of = product.skus.find((one) => one.id === sku) ?? null
  const priceFen = of?.priceFen ?? product.priceFen
  return {
    ...{ id, product: product.id, sku: of?.id ?? null, code: of?.id ?? product.id, title: product.title },
    ...{ options: of?.options ?? {}, said: Object.values(of?.options ?? {}).join(' ') },
    ...{ quantity, priceFen, paysFen: priceFen * quantity },
  }
}

const orderOf = (t: Told, products: ReadonlyMap<string, Product>, n: number, now: Instant): OrderUpdate => {
  const createdAt = now - t.minutesAgo * MINUTE
  const paid = t.stand === 'paid' || t.stand === 'shipped' || t.stand === 'finished'
  const shipped = t.stand === 'shipped' || t.stand === 'finished'
  // Most pay at once, some in the last minutes that they have.
  const paidAt = paid ? createdAt + (n % 6 === 0 ? 12 + (n % 17) : 2) * MINUTE : null
  const shippedAt = shipped ? Math.min(now - 5 * MINUTE, createdAt + 14 * HOUR) : null
  const day = new Date(createdAt).toISOString().slice(2, 10).replaceAll('-', '')
  const id = `${day}${String(48_117_300 + n * 37).padStart(9, '0')}${t.tail}`
  const lines = t.goods.flatMap(([product, sku, quantity = 1], i) => {
    const known = products.get(product)
    return known ? [lineOf(known, sku, quantity, `${id}-${i + 1}`)] : []
  })
  const goodsFen = lines.reduce((sum, { paysFen }) => sum + (paysFen ?? 0), 0)
  const tail = String(1000 + ((n * 7919) % 9000))
  const [province, city, district] = places[n % places.length] ?? places[0] ?? ['', '', '']
  const { refunds, ...more } = t.more ?? {}
  return {
    ...{ id, at: now - MINUTE, buyer: { id: t.buyer[0], name: t.buyer[1] }, createdAt, paidAt, shippedAt },
    status: t.stand === 'unpaid-closed' ? 'closed' : t.stand,
    payBy: createdAt + LIFE,
    ...(t.stand === 'unpaid-closed' && { closedAt: createdAt + LIFE, closeReason: '超时未付款' }),
    shipBy: paidAt === null ? null : paidAt + 2 * DAY,
    finishedAt:
      t.stand === 'finished' && shippedAt !== null ? Math.min(now - 2 * MINUTE, shippedAt + 2 * DAY) : null,
    ...{ goodsFen, freightFen: 0, payableFen: goodsFen, paidFen: paid ? goodsFen : null, lines },
    address: {
      // A marketplace masks who its buyers are; the shop's own site knows them. (Nobody has a number with 0000 in it.)
      ...(t.shop === 'site'
        ? { name: t.buyer[1], phone: `1380000${tail}`, detail: `样例路 ${1 + (n % 90)} 号` }
        : { name: `${t.buyer[1].slice(0, 1)}**`, phone: `138****${tail}`, detail: '******' }),
      ...{ province, city, district },
    },
    shipments:
      shippedAt === null ? [] : [{ id: `YT${8_800_000_000 + n * 7919}`, carrier: '圆通速递', at: shippedAt }],
    ...(refunds && { refunds: refunds.map((refund) => ({ ...refund, at: now - HOUR })) }),
    ...more,
  }
}

/** Buyers who order without a word, over two weeks: what was left unpaid, and what goes together. */
const silent = (shop: ShopName, products: ReadonlyMap<string, Product>): Told[] => {
  const next = chance(shop === 'tmall' ? 611 : 1111)
  const pairs: [string, string][] = [
    ['LB-S18', 'LB-Q22'],
    ['LB-S15', 'LB-Q20'],
    ['LB-S18', 'LB-P01'],
    ['LB-W01', 'LB-M01'],
    ['LB-K12', 'LB-T03'],
  ]
  const ids = [...products.keys()]
  return Array.from({ length: shop === 'tmall' ? 420 : 90 }, (): Told => {
    const first = ids[next(ids.length)] ?? 'LB-S15'
    const goods = next(3) === 0 ? (pairs[next(pairs.length)] ?? [first]) : [first]
    const minutesAgo = 45 + next(14 * 24 * 60)
    const left = next(10)
    const stand: Stand =
      left < 3
        ? 'unpaid-closed'
        : minutesAgo < 20 * 60
          ? 'paid'
          : minutesAgo < 3 * 24 * 60
            ? 'shipped'
            : 'finished'
    const who = next(shop === 'tmall' ? 330 : 80)
    return {
      ...{ shop, tail: String(1000 + next(9000)), stand, minutesAgo },
      buyer: [`${shop === 'tmall' ? 'tm' : 'st'}-${40_000 + who}`, `买家${40_000 + who}`],
      goods: goods.map((id) => {
        const skus = products.get(id)?.skus ?? []
        return [id, skus[next(Math.max(1, skus.length))]?.id ?? null]
      }),
    }
  })
}

/** The orders of a shop as its platform would tell of them now. */
export const ordersOf = (shop: ShopName, goods: readonly Product[], now: Instant): OrderUpdate[] => {
  const products = new Map(goods.map((product) => [product.id, product]))
  return [...told.filter((one) => one.shop === shop), ...silent(shop, products)].map((one, n) =>
    orderOf(one, products, n, now),
  )
}
