import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { all, sql, type Tx } from '../../platform/db/db.ts'
import { append, readLog } from '../../platform/events/log.ts'
import { openAdministration } from '../shop/testing.ts'
import type { OrderSource, OrderUpdate } from './domain/order.ts'
import { type OrderDeps, type OrderMoved, orderStore, takeOrders } from './index.ts'
import { line, unpaid } from './testing.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let deps: OrderDeps
let shopId = 0
let other = 0
let orderId = ''
let serial = 0
/** What the hook heard, and whether it breaks. */
const heard: { shopId: number; moved: readonly OrderMoved[] }[] = []
let breaks = false

const inShop = <T>(work: (tx: Tx) => Promise<T>, shop = shopId) => desk.db.tx({ shops: [shop] }, work)
const take = (source: OrderSource, ...updates: OrderUpdate[]) =>
  takeOrders(deps, shopId, updates, { source, personId: null })
const known = async (id = orderId) => (await inShop((tx) => orderStore.orderById(tx, shopId, id)))?.order
const history = () => inShop((tx) => orderStore.changesOf(tx, shopId, orderId, 100))
const log = () => inShop((tx) => readLog(tx, shopId, 0, 10_000))
const told = async () => (await log()).filter(({ kind }) => kind === 'orders')

beforeAll(async () => {
  desk = await openAdministration(() => {})
  deps = {
    ...desk.deps,
    noted: [
      async (tx, shop, moved, now, publish) => {
        heard.push({ shopId: shop, moved })
        if (breaks) throw new Error('a hook broke')
        if (moved.some(({ after }) => after.remark === 'tell'))
          publish(await append(tx, shop, [{ kind: 'settings', data: { shopId: shop, area: 'order' } }], now))
      },
    ],
  }
  shopId = (await desk.shop('甲')).id
  other = (await desk.shop('乙')).id
})
afterAll(() => desk.close())
beforeEach(() => {
  orderId = `o${++serial}`
  heard.length = 0
  breaks = false
})

describe('[ORD-4] word of an order', () => {
  test('is stored, told in the log, and to whom it concerns in the same transaction', async () => {
    const { now } = desk.time
    const before = (await told()).length
    expect(await take('import', unpaid(orderId, now - 1000))).toEqual({ added: 1, changed: 0, unchanged: 0 })
    expect(await take('platform', { id: orderId, at: now, status: 'paid', paidAt: now })).toEqual({
      ...{ added: 0, changed: 1, unchanged: 0 },
    })
    expect(await known()).toMatchObject({ id: orderId, status: 'paid', payableFen: 9000 })
    expect((await told()).slice(before).map(({ data }) => data)).toEqual([
      { shopId, orders: [orderId] },
      { shopId, orders: [orderId] },
    ])
    expect(heard.map(({ moved }) => moved.map((m) => [m.before?.status ?? null, m.after.status]))).toEqual([
      [[null, 'unpaid']],
      [['unpaid', 'paid']],
    ])
    expect(await history()).toEqual([
      {
        ...{ at: now, seenAt: now, source: 'platform', personId: null },
        changes: { status: ['unpaid', 'paid'], paidAt: [null, now] },
      },
    ])
    const [last] = (await told()).slice(-1)
    expect(await inShop((tx) => orderStore.ordersSince(tx, shopId, (last?.seq ?? 0) - 1, 10))).toMatchObject([
      { seq: last?.seq, order: { id: orderId } },
    ])
  })

  test('the same again leaves no trace', async () => {
    const word = unpaid(orderId, desk.time.now)
    await take('import', word)
    const before = (await log()).length
    expect(await take('import', word, word)).toEqual({ added: 0, changed: 0, unchanged: 1 })
    expect((await log()).length).toBe(before)
    expect(await history()).toEqual([])
    expect(heard).toHaveLength(1)
  })

  test('[ORD-7] the same said later changes how old it is and tells nobody', async () => {
    const { now } = desk.time
    await take('import', unpaid(orderId, now, { createdAt: 1 }))
    const before = (await log()).length
    expect(await take('import', unpaid(orderId, now + 5, { createdAt: 1 }))).toMatchObject({ unchanged: 1 })
    expect((await log()).length).toBe(before)
    expect(heard).toHaveLength(1)
    // What was said in between is older now.
    await take('platform', { id: orderId, at: now + 2, remark: 'late', status: 'closed' })
    expect(await known()).toMatchObject({ status: 'unpaid', remark: 'late' })
  })

  test('a late one takes its place without undoing what is newer', async () => {
    const { now } = desk.time
    await take('platform', { id: orderId, at: now, status: 'shipped', shippedAt: now })
    await take('platform', { id: orderId, at: now - 9, status: 'paid', paidAt: now - 9 })
    expect(await known()).toMatchObject({ status: 'shipped', paidAt: now - 9, createdAt: now - 9 })
  })

  test('[ORD-7] nothing of it is stored where a hook breaks', async () => {
    breaks = true
    const before = (await log()).length
    await expect(take('import', unpaid(orderId, desk.time.now))).rejects.toThrow('a hook broke')
    expect(await known()).toBeUndefined()
    expect((await log()).length).toBe(before)
  })

  test('[ORD-7] what a hook tells the log is published with it, after the commit', async () => {
    const before = desk.published.length
    await take('import', unpaid(orderId, desk.time.now, { remark: 'tell' }))
    const heardOf = desk.published.slice(before).map(({ kind, seq }) => [kind, seq])
    const seq = Number(heardOf[0]?.[1])
    expect(heardOf).toEqual([
      ['orders', seq],
      ['settings', seq + 1],
    ])
  })

  test('several of one batch add up, and their history is kept', async () => {
    const { now } = desk.time
    const taken = await take(
      'import',
      unpaid(orderId, now, { lines: [line('1')] }),
      { id: orderId, at: now, lines: [line('2')] },
      { id: orderId, at: now + 1, flag: 'red' },
    )
    expect(taken).toEqual({ added: 1, changed: 0, unchanged: 0 })
    expect((await known())?.lines.map(({ id }) => id)).toEqual(['1', '2'])
    expect((await history()).map(({ changes }) => Object.keys(changes))).toEqual([['flag'], ['lines']])
  })

  test('texts that PostgreSQL cannot hold lose what it cannot', async () => {
    const buyer = { id: 'b', name: '小\0明\ud83d' }
    await take('import', unpaid(orderId, desk.time.now, { buyer, remark: '\0', extra: { a: 'x\udc00' } }))
    expect(await known()).toMatchObject({ buyer: { id: 'b', name: '小明�' }, remark: '', extra: { a: 'x�' } })
  })

  test('of two shops with the same number are two orders', async () => {
    await take('import', unpaid(orderId, desk.time.now))
    const by = { source: 'import' as const, personId: null }
    await takeOrders(deps, other, [unpaid(orderId, desk.time.now, { remark: 'theirs' })], by)
    expect(await known()).toMatchObject({ remark: '' })
    // Also when somebody asks in the scope of one for the other's.
    expect(await inShop((tx) => orderStore.orderById(tx, other, orderId))).toBeUndefined()
  })
})

describe('[ORD-2] two sources of one order', () => {
  test('add up to one truth, whoever comes first', async () => {
    const { now } = desk.time
    const file = unpaid(orderId, now, { remark: '送礼', status: 'paid' })
    const push: OrderUpdate = { id: orderId, at: now + 5, status: 'shipped', shippedAt: now + 5, remark: '' }
    await take('import', file)
    await take('bridge', push)
    const one = await known()
    expect(one).toMatchObject({ status: 'shipped', remark: '', payableFen: 9000 })
    const id = orderId
    orderId = `o${++serial}`
    await take('bridge', { ...push, id: orderId })
    await take('import', { ...file, id: orderId })
    expect({ ...(await known()), id }).toEqual(one)
  })

  test('coming at once, lose nothing', async () => {
    const { now } = desk.time
    const sources: OrderSource[] = ['import', 'bridge', 'platform', 'desk']
    const ids = [orderId, `${orderId}-b`, `${orderId}-c`]
    // Each tells of the same orders, in another order, a parcel of its own at a time.
    await Promise.all(
      Array.from({ length: 24 }, (_, i) => {
        const mine = ids.map((id) => ({
          ...{ id, at: now + i },
          shipments: [{ id: `p${i}`, carrier: 'SF', at: now }],
          ...(i === 23 && { remark: 'last' }),
        }))
        return take(sources[i % 4] as OrderSource, ...(i % 2 ? mine : mine.toReversed()))
      }),
    )
    for (const id of ids) {
      const order = await known(id)
      expect(order?.shipments).toHaveLength(24)
      expect(order?.remark).toBe('last')
    }
    expect(await history()).toHaveLength(23)
    expect(heard.flatMap(({ moved }) => moved).filter(({ before }) => before === null)).toHaveLength(3)
  })
})

test('how many orders a shop has is counted as they come', async () => {
  const count = () => inShop((tx) => orderStore.ordersKnown(tx, shopId))
  const before = await count()
  const many = Array.from({ length: 1200 }, (_, i) => unpaid(`${orderId}-${i}`, desk.time.now))
  expect(await take('import', ...many)).toEqual({ added: 1200, changed: 0, unchanged: 0 })
  await take('import', ...many)
  expect(await count()).toBe(before + 1200)
  const [row] = await inShop((tx) => all(tx, sql<{ n: number }>`select count(*)::int as n from shop_order`))
  expect(row?.n).toBe(before + 1200)
  // Of so many the event tells no numbers.
  expect((await told()).at(-1)?.data).toEqual({ shopId, orders: null })
})
