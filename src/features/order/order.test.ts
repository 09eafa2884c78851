import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { audited, openAdministration } from '../shop/testing.ts'
import type { OrderUpdate } from './domain/order.ts'
import { defaultOrderSettings, type OrderSettings } from './domain/settings.ts'
import { handWishes, orderRoutes, orderStore, settleWishes, takeOrders } from './index.ts'
import { line, unpaid } from './testing.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
type As = Awaited<ReturnType<Desk['as']>>
let desk: Desk
let shopId = 0
let agentId = 0
let agent: As
let chief: As
let orderId = ''
let serial = 0

const at = (path: string) => `/api/shops/${shopId}/${path}`
const take = (...updates: OrderUpdate[]) =>
  takeOrders(desk.deps, shopId, updates, { source: 'platform', personId: null })
const want = (command: object, as = agent, id = orderId) =>
  as(at(`orders/${id}/commands`), { body: { command } })
const settle = (id: number, body: object, as = agent) => as(at(`order-commands/${id}`), { body })
const order = async (id = orderId) => (await agent(at(`orders/${id}`))).body
const ids = async (query: string) =>
  (await agent(at(`orders?${query}`))).body.orders.map((o: { order: { id: string } }) => o.order.id)
const setSettings = (settings: OrderSettings) =>
  chief(at('settings/orders'), { method: 'PUT', body: settings })

beforeAll(async () => {
  desk = await openAdministration((app, deps) => orderRoutes(app, deps))
  shopId = (await desk.shop('甲')).id
  agentId = (await desk.person(shopId, 'anna', 'agent')).personId
  await desk.person(shopId, 'chief', 'supervisor')
  agent = await desk.as('anna')
  chief = await desk.as('chief')
})
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await desk.close()
})
beforeEach(async () => {
  orderId = `order-${++serial}`
  desk.time.now += 60_000
  await take(unpaid(orderId, desk.time.now - 1000))
})

describe('[ORD-10] looking for orders', () => {
  test('gives the latest first, page by page, each once', async () => {
    const many = Array.from({ length: 120 }, (_, i) =>
      // Several of one moment: the id tells them apart.
      unpaid(`page-${i}`, desk.time.now + Math.floor(i / 7) * 1000, { buyer: { id: 'p', name: '翻页' } }),
    )
    await take(...many)
    const seen: string[] = []
    let query = 'q=page-'
    for (;;) {
      const { body } = await agent(at(`orders?${query}`))
      seen.push(...body.orders.map((o: { order: { id: string } }) => o.order.id))
      expect(body.known).toBeGreaterThanOrEqual(120)
      if (!body.more) break
      const last = body.orders.at(-1).order
      query = `q=page-&before=${last.createdAt}&beforeId=${last.id}`
    }
    const sorted = many.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).map(({ id }) => id)
    expect(seen).toEqual(sorted)
    expect((await ids('')).slice(0, 3)).toEqual(sorted.slice(0, 3))
  })

  test.each([
    ['its id', 'FIND-77', ['FIND-77']],
    ['the beginning of its id', 'FIND-7', ['FIND-78', 'FIND-77']],
    ['a parcel’s number', 'SF1001', ['FIND-78']],
    ['a buyer’s name', '寻寻觅', ['FIND-77']],
    ['the beginning of a buyer’s name', '寻寻', ['FIND-77']],
    ['what is not there', 'FIND-9', []],
    ['signs that mean something to SQL', 'FIND-%', []],
    ['part of a parcel’s number', 'SF100', []],
  ])('finds by %s', async (_, q, found) => {
    const { now } = desk.time
    await take(
      unpaid('FIND-77', 1_700_000_000_000, { buyer: { id: 'x', name: '寻寻觅觅' } }),
      unpaid('FIND-78', 1_700_000_001_000, {
        status: 'shipped',
        buyer: { id: 'y', name: '别人' },
        shipments: [{ id: 'SF1001', carrier: '顺丰', at: now }],
      }),
    )
    expect(await ids(`q=${encodeURIComponent(q)}`)).toEqual(found)
    expect(await ids(`status=shipped&q=${encodeURIComponent(q)}`)).toEqual(
      found.filter((id) => id === 'FIND-78'),
    )
  })

  test('one that another shop has is not found', async () => {
    const other = (await desk.shop('丙')).id
    await takeOrders(desk.deps, other, [unpaid('SECRET-1', 5)], { source: 'import', personId: null })
    expect(await ids('q=SECRET-1')).toEqual([])
    expect((await agent(at('orders/SECRET-1'))).status).toBe(404)
  })
})

describe('[ORD-11] the person of an order', () => {
  test('is masked in the order, its history and what is wanted', async () => {
    const moved = {
      name: '李雷',
      phone: '13911112222',
      province: '上海市',
      city: '上海市',
      district: '黄浦区',
    }
    await take({
      ...{ id: orderId, at: desk.time.now, address: { ...moved, detail: '南京东路 100 号' } },
      ...{ extra: { 备用: '电话13900001111' }, buyerNote: '打 13700003333' },
    })
    await want({ do: 'address', address: { phone: '13644445555', detail: '外滩 18 号' } })
    const shown = await order()
    const text = JSON.stringify(shown)
    for (const secret of ['13911112222', '13800005678', '13900001111', '13700003333', '13644445555', '李雷'])
      expect(text).not.toContain(secret)
    for (const secret of ['王小明', '东路 100', '外滩 18', '文三路']) expect(text).not.toContain(secret)
    expect(shown.order.address).toMatchObject({ name: '李*', phone: '139****2222', city: '上海市' })
    expect(shown.history[0].changes.address[0]).toMatchObject({ phone: '138****5678' })
    expect(shown.wishes[0].command.address).toEqual({ phone: '136****5555', detail: '外滩*****' })
    expect(JSON.stringify(await agent(at(`orders?q=${orderId}`)))).not.toContain('13911112222')
  })

  test('is shown whole to who asks, and the audit says only that they looked', async () => {
    const { body } = await agent(at(`orders/${orderId}/address`), { method: 'POST' })
    expect(body.address).toMatchObject({ name: '王小明', phone: '13800005678' })
    const last = (await audited(desk.db, [shopId])).at(-1)
    expect(last).toEqual({
      ...{ shopId, personId: agentId, what: 'order.revealed', detail: { orderId } },
      address: '203.0.113.7',
    })
  })
})

describe('[ORD-30] wanting something done', () => {
  test('is kept for a connector or a person, told in the log and written down without the buyer', async () => {
    const { body } = await want({ do: 'address', address: { phone: '13644445555' } })
    expect(body.wishes).toMatchObject([{ orderId, personId: agentId, state: 'waiting', why: null }])
    expect(desk.published.at(-1)?.data).toEqual({ shopId, orders: [orderId], wanted: true })
    const last = (await audited(desk.db, [shopId])).at(-1)
    expect(last).toMatchObject({
      what: 'order.command',
      detail: { orderId, do: 'address', fields: ['phone'] },
    })
  })

  test.each<[string, Partial<OrderUpdate>, object]>([
    ['a price once paid', { status: 'paid' }, { do: 'price', payableFen: 8900, freightFen: 0 }],
    ['an address once shipped', { status: 'shipped' }, { do: 'address', address: { name: '李' } }],
    ['to close once paid', { status: 'paid' }, { do: 'close', reason: '' }],
    ['money back before payment', {}, { do: 'refund', line: null, fen: 1, reason: '' }],
    ['another SKU when closed', { status: 'closed' }, { do: 'sku', line: '1', sku: 'x', options: {} }],
  ])('is refused too late: %s', async (_, change, command) => {
    await take({ id: orderId, at: desk.time.now, ...change })
    const { status, body } = await want(command)
    expect(status).toBe(409)
    expect(body.error).toEqual({ code: 'order-moved', detail: { status: change.status ?? 'unpaid' } })
    expect((await order()).wishes).toEqual([])
  })

  test('[ORD-31] the same that waits already is refused, and wanted again once it is settled', async () => {
    const remark = { do: 'remark', remark: '送礼', flag: 'red' }
    const first = (await want(remark)).body.wishes[0].id
    expect((await want({ flag: 'red', remark: '送礼 ', do: 'remark' })).body.error).toEqual({
      code: 'already-wanted',
      detail: { commandId: first },
    })
    expect((await want({ ...remark, flag: 'blue' })).status).toBe(200)
    await settle(first, { state: 'failed', why: '平台拒绝' })
    expect((await want(remark)).status).toBe(200)
  })

  test('of two who want the same at once one is refused', async () => {
    const answers = await Promise.all([agent, chief].map((as) => want({ do: 'close', reason: '不要了' }, as)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('what names no line, no field or no order is refused', async () => {
    expect((await want({ do: 'sku', line: '9', sku: 'x', options: {} })).body.error.detail).toEqual({
      line: '9',
    })
    expect((await want({ do: 'address', address: {} })).body.error.code).toBe('malformed')
    expect((await want({ do: 'close', reason: '' }, agent, 'nowhere')).status).toBe(404)
  })
})

describe('[ORD-32] a price before payment', () => {
  const price = (payableFen: number, freightFen = 0) => ({ do: 'price', payableFen, freightFen })
  test.each<[string, object, 'agent' | 'chief', object | null]>([
    ['as far as an agent may go', price(8550), 'agent', null],
    ['a fen more', price(8549), 'agent', { why: 'too-much', leastFen: 8550 }],
    ['as far as a supervisor may go', price(7200), 'chief', null],
    ['a fen more of theirs', price(7199), 'chief', { why: 'too-much', leastFen: 7200 }],
    ['what the page lists', price(10_000), 'agent', null],
    ['above that', price(10_001), 'agent', { why: 'above-list', mostFen: 10_000 }],
    ['freight above the whole', price(8900, 8901), 'agent', { why: 'freight' }],
  ])('%s', async (_, command, who, detail) => {
    const { body } = await want(command, who === 'agent' ? agent : chief)
    if (detail === null) expect(body.wishes).toHaveLength(1)
    else expect(body.error).toEqual({ code: 'price-refused', detail })
  })

  test('below nothing is no price', async () => {
    expect((await want(price(-1), chief)).body.error.code).toBe('malformed')
  })

  test('many small steps down are one big one', async () => {
    const { body } = await want(price(8700))
    await settle(body.wishes[0].id, { state: 'done' })
    expect((await order()).order.payableFen).toBe(8700)
    expect((await want(price(8549))).body.error.detail).toEqual({ why: 'too-much', leastFen: 8550 })
    expect((await want(price(8550))).status).toBe(200)
    // What could not be done takes nothing.
    expect((await want(price(9000))).status).toBe(200)
  })

  test('what the desk fills in cannot be made up', async () => {
    const { body } = await want({ ...price(8500), wasFen: 100_000 })
    expect(body.error.detail).toEqual({ why: 'too-much', leastFen: 8550 })
    const kept = await want({ ...price(8600), wasFen: 1 })
    expect(kept.body.wishes[0].command).toEqual({ ...price(8600), wasFen: 9000 })
  })

  test('goes by the shop’s settings, a person’s own first', async () => {
    const mine = { personId: agentId, fen: 3000, share: 1 }
    const begun = defaultOrderSettings()
    const settings = { ...begun, priceOffMost: { ...begun.priceOffMost, people: [mine] } }
    expect((await setSettings(settings)).body).toEqual(settings)
    expect((await want(price(6000))).status).toBe(200)
    expect((await audited(desk.db, [shopId])).map(({ what }) => what)).toContain('order.settings')
    await setSettings(defaultOrderSettings())
  })

  test('of an order whose price nobody knows is refused', async () => {
    await take({ id: orderId, at: desk.time.now, payableFen: null, goodsFen: null, lines: [] })
    expect((await want(price(1))).body.error.detail).toEqual({ why: 'unknown' })
  })
})

describe('[ORD-33] money back', () => {
  const back = (fen: number, name: string | null = null) => ({
    do: 'refund',
    line: name,
    fen,
    reason: '少件',
  })
  test('is no more than was paid, with what is wanted already, and of a line no more than that', async () => {
    await take({
      ...{ id: orderId, at: desk.time.now, status: 'paid', paidFen: 9000 },
      lines: [line('1', { paysFen: 6000 }), line('2', { paysFen: 3000 })],
    })
    expect((await want(back(3001, '2'))).body.error.detail).toEqual({ why: 'more-than-paid', mostFen: 3000 })
    expect((await want(back(3000, '2'))).status).toBe(200)
    expect((await want(back(1, '2'))).body.error.detail).toEqual({ why: 'more-than-paid', mostFen: 0 })
    expect((await want(back(6001))).body.error.detail).toEqual({ why: 'more-than-paid', mostFen: 6000 })
    expect((await want(back(6000))).status).toBe(200)
  })
})

describe('[ORD-34] what became of a wish', () => {
  test('done by hand, the order is so from now on, by word of the desk', async () => {
    const { body } = await want({ do: 'remark', remark: '送礼', flag: 'red' })
    const done = await settle(body.wishes[0].id, { state: 'done' })
    expect(done.body).toMatchObject({
      order: { remark: '送礼', flag: 'red' },
      wishes: [{ state: 'done', settledAt: desk.time.now }],
    })
    expect((await order()).history[0]).toMatchObject({ source: 'desk', personId: agentId })
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'order.command-done',
      detail: { orderId, do: 'remark' },
    })
    expect(JSON.stringify(await audited(desk.db, [shopId]))).not.toContain('送礼')
  })

  test('not possible: with why, and the order stays', async () => {
    const { body } = await want({ do: 'close', reason: '不要了' })
    const failed = await settle(body.wishes[0].id, { state: 'failed', why: '买家已付款' })
    expect(failed.body).toMatchObject({
      order: { status: 'unpaid' },
      wishes: [{ state: 'failed', why: '买家已付款' }],
    })
  })

  test('what the platform has told meanwhile is not undone', async () => {
    const { body } = await want({ do: 'close', reason: '不要了' })
    await take({ id: orderId, at: desk.time.now - 5, status: 'paid' })
    expect((await settle(body.wishes[0].id, { state: 'done' })).body.order.status).toBe('paid')
  })

  test('said again has no effect; said otherwise is refused', async () => {
    const { body } = await want({ do: 'remark', remark: 'x', flag: null })
    const { id } = body.wishes[0]
    await settle(id, { state: 'done' })
    const before = (await audited(desk.db, [shopId])).length
    expect((await settle(id, { state: 'done' })).status).toBe(200)
    expect((await audited(desk.db, [shopId])).length).toBe(before)
    expect((await settle(id, { state: 'failed' })).body.error).toEqual({
      code: 'already-settled',
      detail: { state: 'done' },
    })
  })
})

describe('[ORD-35] a connector', () => {
  const handed = async () => (await handWishes(desk.deps, shopId, 500)).filter((w) => w.orderId === orderId)
  test('is handed what is wanted, in clear, again and again until it is settled', async () => {
    await want({ do: 'address', address: { phone: '13644445555' } })
    const [first] = await handed()
    expect(first).toEqual({
      ...{ id: first?.id, orderId, buyer: { id: 'b1', name: '小明' }, madeAt: desk.time.now },
      command: { do: 'address', address: { phone: '13644445555' } },
    })
    expect((await order()).wishes[0].state).toBe('handed')
    expect(await handed()).toEqual([first])
    const results = [
      { id: first?.id ?? 0, state: 'done' as const, why: '' },
      { id: 999_999, state: 'done' as const, why: '' },
      { id: first?.id ?? 0, state: 'failed' as const, why: 'x' },
    ]
    const refused = await settleWishes(desk.deps, shopId, results, 3)
    expect(refused.map(({ index, error }) => [index, error.code])).toEqual([
      [1, 'not-found'],
      [2, 'already-settled'],
    ])
    expect(await handed()).toEqual([])
    const { address } = (await agent(at(`orders/${orderId}/address`), { method: 'POST' })).body
    expect(address).toMatchObject({ name: '王小明', phone: '13644445555' })
  })

  test('is not handed what cannot be done any more; that has failed', async () => {
    await want({ do: 'close', reason: '' })
    await take({ id: orderId, at: desk.time.now, status: 'paid' })
    expect(await handed()).toEqual([])
    expect((await order()).wishes).toMatchObject([{ state: 'failed', why: 'order-moved: paid' }])
  })

  test('keeps what it was handed though the order moves: it may have done it', async () => {
    await want({ do: 'close', reason: '' })
    await handed()
    await take({ id: orderId, at: desk.time.now, status: 'closed' })
    expect(await handed()).toHaveLength(1)
  })
})

test('orders of keys are those of each, and those a person said to be theirs, the latest first', async () => {
  const { now } = desk.time
  await take(
    unpaid('key-1', now - 3, { buyer: { id: 'k1', name: '' } }),
    unpaid('key-2', now - 2, { buyer: { id: 'k2', name: '' } }),
    unpaid('key-3', now - 1, { buyer: null }),
    unpaid('key-4', now, { buyer: { id: 'k1', name: '' } }),
  )
  const of = (keys: string[], buyerId: number | null, limit = 10) =>
    desk.db.tx({ shops: [shopId] }, async (tx) =>
      (await orderStore.ordersOfKeys(tx, shopId, { keys, buyerId, limit })).map(({ id }) => id),
    )
  expect(await of(['k1'], null)).toEqual(['key-4', 'key-1'])
  expect(await of(['k1', 'k2', 'k1'], 7, 2)).toEqual(['key-4', 'key-2'])
  await desk.db.tx({ shops: [shopId] }, (tx) => orderStore.linkOrder(tx, shopId, 'key-3', 7))
  expect(await of(['k2'], 7)).toEqual(['key-3', 'key-2'])
  expect(await of([], 7)).toEqual(['key-3'])
})
