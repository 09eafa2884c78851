import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { OrderUpdate } from '../src/features/order/domain/order.ts'
import { orderStore, shownIn, takeOrders } from '../src/features/order/index.ts'
import { createShop } from '../src/features/shop/index.ts'
import { systemClock } from '../src/platform/clock.ts'
import { startCluster } from '../src/platform/db/cluster/index.ts'
import { openDb } from '../src/platform/db/db.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { createHub } from '../src/platform/events/hub.ts'
import { quantile, rounded } from './support/figures.ts'

/** The door of orders and looking for them in a million. How to run and the last result: orders.md. */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000000' },
    batch: { type: 'string', default: '1000' },
    times: { type: 'string', default: '100' },
  },
})
const ORDERS = Number(values.orders)
const BATCH = Number(values.batch)
const TIMES = Number(values.times)
const BASE = Date.UTC(2026, 9, 1)
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']

/** One every five seconds; ids rise with time as platforms' do. One in 200 is unpaid, one in 40 on its way. */
const order = (i: number): OrderUpdate => {
  const at = BASE + i * 5000
  const buyer = i % 250_000
  const status = i % 200 === 0 ? 'unpaid' : i % 40 === 1 ? 'shipped' : 'finished'
  return {
    ...{ id: `3${String(1_000_000_000_000 + i * 7).padStart(17, '0')}`, at, createdAt: at, status },
    buyer: { id: `buyer-${buyer}`, name: `${SURNAMES[buyer % 20]}家的小店${buyer}` },
    ...{ goodsFen: 32_900, freightFen: 0, payableFen: 29_900, paidFen: status === 'unpaid' ? 0 : 29_900 },
    lines: [
      {
        ...{ id: '1', product: `P-${i % 2000}`, sku: `P-${i % 2000}-1`, code: `LB-${i % 2000}` },
        ...{ title: '水洗棉四件套 1.8m 床单款', options: { 颜色: '雾蓝', 尺码: '1.8m' }, said: '雾蓝 1.8m' },
        ...{ quantity: 1, priceFen: 32_900, paysFen: 29_900 },
      },
    ],
    address: {
      ...{ name: '王**', phone: '138****0000', province: '浙江省', city: '杭州市', district: '西湖区' },
      detail: '文三路 ** 号',
    },
    shipments: status === 'unpaid' ? [] : [{ id: `SF${10_000_000_000 + i}`, carrier: '顺丰', at }],
  }
}

const folder = await mkdtemp(join(tmpdir(), 'peakdesk-orders-'))
await chmod(folder, 0o711)
const cluster = await startCluster({ dataDir: folder, log: () => {} })
const connection: pg.ClientConfig = cluster.connection
await migrate({ connection })
const db = openDb(connection, { poolSize: 2 })
const hub = createHub(
  async () => [],
  () => {},
)
const deps = { db, hub, clock: systemClock }
const { id: shopId } = await db.tx({ shops: [] }, (tx) =>
  createShop(
    tx,
    { platform: 'taobao', name: '甲', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
    systemClock.now(),
  ),
)
const by = { source: 'import' as const, personId: null }

const batches: number[] = []
const began = performance.now()
for (let from = 0; from < ORDERS; from += BATCH) {
  const t = performance.now()
  const updates = Array.from({ length: Math.min(BATCH, ORDERS - from) }, (_, i) => order(from + i))
  await takeOrders(deps, shopId, updates, by)
  batches.push(performance.now() - t)
}
const filled = (performance.now() - began) / 1000
const again = performance.now()
const same = Math.min(ORDERS, 50_000)
for (let from = 0; from < same; from += BATCH)
  await takeOrders(
    deps,
    shopId,
    Array.from({ length: Math.min(BATCH, same - from) }, (_, i) => order(from + i)),
    by,
  )
const repeated = (performance.now() - again) / 1000
const client = new pg.Client(connection)
await client.connect()
await client.query('analyze')
await client.end()

const looks: Record<string, (i: number) => Partial<orderStore.Sought>> = {
  'first page': () => ({}),
  'page in the middle': (i) => ({ before: { at: order((ORDERS / 2 + i * 50) | 0).at, id: '' } }),
  'unpaid, first page': () => ({ status: 'unpaid' }),
  'closed, of which there are none': () => ({ status: 'closed' }),
  'whole id': (i) => ({ q: order((i * 9973) % ORDERS).id }),
  'all but the last three digits': (i) => ({ q: order((i * 9973) % ORDERS).id.slice(0, -3) }),
  'first digit, of all': () => ({ q: '3' }),
  'first digit, unpaid': () => ({ q: '3', status: 'unpaid' }),
  'whole name': (i) => ({ q: order((i * 9973) % ORDERS).buyer?.name ?? '' }),
  'first sign of a name': (i) => ({ q: SURNAMES[i % 20] ?? '' }),
  'parcel’s number': (i) => ({ q: `SF${10_000_000_000 + ((i * 9973) % ORDERS)}` }),
  'what is not there': (i) => ({ q: `no-${i}` }),
}
const figures = (ms: readonly number[]) => [0.5, 0.95, 1].map((share) => rounded(quantile(ms, share)))
const timed = async (work: (i: number) => Promise<unknown>) => {
  const ms: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const t = performance.now()
    await work(i)
    ms.push(performance.now() - t)
  }
  return figures(ms)
}
const inShop = db.tx.bind(null, { shops: [shopId] })
const rows: Record<string, (number | null)[]> = {}
for (const [name, sought] of Object.entries(looks))
  rows[name] = await timed((i) =>
    inShop(async (tx) => {
      const all = { q: null, status: null, before: null, limit: 51, ...sought(i) }
      const found = await orderStore.ordersSought(tx, shopId, all)
      await orderStore.ordersKnown(tx, shopId)
      return shownIn(tx, shopId, found.slice(0, 50))
    }),
  )
rows['orders of a buyer'] = await timed((i) =>
  inShop((tx) =>
    orderStore.ordersOfKeys(tx, shopId, { keys: [`buyer-${i * 997}`, `王${i}`], buyerId: i, limit: 21 }),
  ),
)
const known = await inShop((tx) => orderStore.ordersKnown(tx, shopId))
if (known !== ORDERS) throw new Error(`${known} orders instead of ${ORDERS}`)
console.log(
  `${ORDERS} new orders: ${Math.round(ORDERS / filled)}/s; a batch of ${BATCH}: ${figures(batches)} ms`,
)
console.log(`${same} told again: ${Math.round(same / repeated)}/s`)
console.log('\n| ms | p50 | p95 | max |\n|---|---|---|---|')
for (const [name, of] of Object.entries(rows)) console.log(`| ${name} | ${of.join(' | ')} |`)
await db.close()
await cluster.stop()
const { realpath } = await import('node:fs/promises')
const place = await realpath(join(folder, 'pg')).catch(() => null)
await rm(folder, { recursive: true, force: true })
if (place) await rm(place, { recursive: true, force: true })
