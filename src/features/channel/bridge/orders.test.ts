import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OrderUpdate } from '../../order/domain/order.ts'
import { type FakeDesk, SECRET, startFakeDesk } from './fake-desk.ts'
import type { BridgeOrder } from './order-words.ts'
import { readOrder } from './orders.ts'
import { AHEAD } from './protocol.ts'
import { answerId, flawOf, keyOf, newId, requestLine, sign } from './sign.ts'

const key = keyOf(SECRET)
let desk: FakeDesk
beforeEach(async () => {
  desk = await startFakeDesk()
})
afterEach(async () => {
  await desk.stop()
  expect(desk.faults).toEqual([])
})

const eventually = (check: () => void) => vi.waitFor(check, { interval: 1, timeout: 10_000 })

/** A signed call; the answer has to be the desk's own. */
const ask = async (name: string, body?: unknown, secret = key) => {
  const target = `/bridge/v1/shop-bridge/${name}`
  const method = body === undefined ? 'GET' : 'POST'
  const json = body === undefined ? requestLine(method, target) : JSON.stringify(body)
  const stamp = sign(secret, newId(), desk.time.now, json)
  const response = await fetch(desk.url + target, {
    method,
    ...(body !== undefined && { body: json }),
    headers: {
      'webhook-id': stamp.id,
      'webhook-timestamp': stamp.timestamp,
      'webhook-signature': stamp.signature,
    },
  })
  const text = await response.text()
  const { headers } = response
  const back = {
    id: headers.get('webhook-id') ?? '',
    timestamp: headers.get('webhook-timestamp') ?? '',
    signature: headers.get('webhook-signature') ?? '',
  }
  const signed = back.id === answerId(stamp.id) && flawOf(key, back, text, desk.time.now) === null
  return { status: response.status, says: JSON.parse(text), signed }
}

const now = Date.UTC(2026, 10, 11)
const whole: BridgeOrder = {
  ...{ id: '1234567890123456789', at: now, status: 'paid', buyer: { id: 'b1', name: '小明' } },
  ...{ createdAt: '2026-11-11T07:59:00+08:00', paidAt: now, payBy: null, shipBy: now + 48 * 3600_000 },
  ...{ goodsFen: 10_000, freightFen: 0, payableFen: 9000, paidFen: 9000 },
  lines: [
    { product: 'P-1', sku: 'S-1', title: '杯子', options: { 颜色: '雾蓝' }, quantity: 2, paysFen: 9000 },
  ],
  address: { name: '王小明', phone: '138****5678', city: '杭州市' },
  shipments: [{ id: 'SF1', carrier: '顺丰', at: now }],
  refunds: [{ id: 'R1', kind: 'refund', state: 'asked', fen: 100, at: now }],
  ...{ buyerNote: '快点', remark: '', flag: 'red', extra: { 门店: '一店' } },
}
const stored: OrderUpdate = {
  ...{ id: '1234567890123456789', at: now, status: 'paid', buyer: { id: 'b1', name: '小明' } },
  ...{ createdAt: now - 60_000, paidAt: now, payBy: null, shipBy: now + 48 * 3600_000 },
  ...{ goodsFen: 10_000, freightFen: 0, payableFen: 9000, paidFen: 9000 },
  lines: [
    {
      ...{
        id: '1',
        product: 'P-1',
        sku: 'S-1',
        code: null,
        title: '杯子',
        options: { 颜色: '雾蓝' },
        said: '雾蓝',
      },
      ...{ quantity: 2, priceFen: null, paysFen: 9000 },
    },
  ],
  address: { name: '王小明', phone: '138****5678', province: '', city: '杭州市', district: '', detail: '' },
  shipments: [{ id: 'SF1', carrier: '顺丰', at: now }],
  refunds: [{ id: 'R1', kind: 'refund', line: null, state: 'asked', fen: 100, reason: '', at: now }],
  ...{ buyerNote: '快点', remark: '', flag: 'red', extra: { 门店: '一店' } },
}

test.each<[string, unknown, OrderUpdate]>([
  ['all of it', whole, stored],
  ['the least', { id: 'o', at: now }, { id: 'o', at: now }],
  [
    'null: there is none',
    { id: 'o', at: now, paidAt: null, buyer: null, address: null, flag: null },
    { id: 'o', at: now, paidAt: null, buyer: null, address: null, flag: null },
  ],
  [
    'null where it can only be left out',
    { id: 'o', at: now, status: null, lines: null, remark: null, createdAt: null },
    { id: 'o', at: now },
  ],
  ['a field of tomorrow', { id: 'o', at: now, mood: '😀' }, { id: 'o', at: now }],
  [
    'what PostgreSQL cannot keep',
    { id: 'o', at: now, remark: 'a\0b\ud83d' },
    { id: 'o', at: now, remark: 'ab\ufffd' },
  ],
  ['a day ahead', { id: 'o', at: now + AHEAD }, { id: 'o', at: now + AHEAD }],
])('[BRG-71] takes %s', (_, value, update) => {
  expect(readOrder(value, now)).toEqual(update)
})

const part = (change: object) => ({ id: 'o', at: now, ...change })
test.each<[string, unknown, string, string]>([
  ['nothing', null, '', 'object'],
  ['a list', [], '', 'object'],
  ['no id', { at: now }, 'id', 'text'],
  ['a number as id', part({ id: 12 }), 'id', '"123"'],
  ['an id with a blank', part({ id: ' 12' }), 'id', 'blank'],
  ['an id that is too long', part({ id: 'x'.repeat(81) }), 'id', '80'],
  ['no time', { id: 'o' }, 'at', 'milliseconds'],
  ['seconds', part({ at: now / 1000 }), 'at', 'not seconds'],
  ['a time without a zone', part({ paidAt: '2026-11-11T08:00:00' }), 'paidAt', 'zone'],
  ['more than a day ahead', part({ at: now + AHEAD + 1 }), 'at', 'ahead'],
  [
    'a parcel of next week',
    part({ shipments: [{ id: 'p', at: now + 2 * AHEAD }] }),
    'shipments.0.at',
    'ahead',
  ],
  ['a state nobody knows', part({ status: 'lost' }), 'status', 'unpaid'],
  ['yuan', part({ payableFen: 32.9 }), 'payableFen', 'fen'],
  ['a price as text', part({ payableFen: '3290' }), 'payableFen', 'fen'],
  ['less than nothing', part({ paidFen: -1 }), 'paidFen', 'fen'],
  ['a line of none', part({ lines: [{ quantity: 1 }, { quantity: 0 }] }), 'lines.1.quantity', '1'],
  ['a long remark', part({ remark: 'x'.repeat(1001) }), 'remark', 'shorten'],
  ['a buyer without id', part({ buyer: { name: '小明' } }), 'buyer.id', 'text'],
  [
    'a refund in no state',
    part({ refunds: [{ id: 'r', kind: 'refund', at: now }] }),
    'refunds.0.state',
    'asked',
  ],
])('[BRG-71] refuses %s, saying where and what to do', (_, value, field, says) => {
  expect(readOrder(value, now)).toEqual({
    ...{ code: 'malformed', field },
    problem: expect.stringContaining(says),
  })
})

describe('[BRG-70] orders', () => {
  const order = (id: string, change: object = {}) => ({ id, at: desk.time.now, status: 'unpaid', ...change })

  test('are stored, and said again change nothing', async () => {
    const body = { orders: [order('o1'), order('o2')] }
    const answer = { status: 200, signed: true }
    expect(await ask('orders', body)).toEqual({
      ...{ ...answer, says: { added: 2, changed: 0, unchanged: 0, refused: [] } },
    })
    const again = { orders: [order('o1'), order('o2', { at: desk.time.now + 1, status: 'paid' })] }
    expect(await ask('orders', again)).toMatchObject({ says: { added: 0, changed: 1, unchanged: 1 } })
    expect(desk.orders.get('o2')?.order.status).toBe('paid')
  })

  test('a bad one does not keep the good ones out', async () => {
    const body = { orders: [order('o1'), order('o2', { payableFen: 1.5 }), 'rubbish', order('o4')] }
    const { says } = await ask('orders', body)
    expect(says).toMatchObject({
      added: 2,
      refused: [
        { index: 1, id: 'o2', code: 'malformed', field: 'payableFen' },
        { index: 2, code: 'malformed', field: '' },
      ],
    })
    expect([...desk.orders.keys()]).toEqual(['o1', 'o4'])
  })

  test.each<[string, unknown, string]>([
    ['no list', {}, 'orders'],
    ['none', { orders: [] }, '1 to 500'],
    ['too many', { orders: Array.from({ length: 501 }, (_, i) => ({ id: `o${i}`, at: 1 })) }, '1 to 500'],
  ])('%s is refused, and nothing is stored', async (_, body, problem) => {
    const { status, says } = await ask('orders', body)
    expect([status, says.error.code]).toEqual([400, 'malformed'])
    expect(JSON.stringify(says)).toContain(problem)
    expect(desk.orders.size).toBe(0)
  })

  test('with another secret nothing is stored', async () => {
    const { status, says } = await ask('orders', { orders: [order('o1')] }, keyOf(`whsec_${'A'.repeat(32)}`))
    expect([status, says.error.code]).toEqual([401, 'bad-signature'])
    expect(desk.orders.size).toBe(0)
  })

  test('five hundred with all their fields fit into one call', async () => {
    const orders = Array.from({ length: 500 }, (_, i) => ({
      ...{ ...whole, id: `o${i}` },
      extra: { 备注: '长'.repeat(500), 其他: '长'.repeat(500) },
    }))
    expect(await ask('orders', { orders })).toMatchObject({ status: 200, says: { added: 500 } })
  })
})

describe('[BRG-72] what is wanted of orders', () => {
  const close = { do: 'close' as const, reason: '不要了' }

  test('is handed out, oldest first, again and again until it is settled', async () => {
    const at = desk.time.now
    desk.want('o1', close)
    desk.want('o2', { do: 'address', address: { phone: '13900001111' } })
    const buyer = { id: 'b1', name: '小明' }
    const commands = [
      { id: 1, order: 'o1', buyer, at, command: close },
      { id: 2, order: 'o2', buyer, at, command: { do: 'address', address: { phone: '13900001111' } } },
    ]
    expect(await ask('order-commands?wait=0')).toEqual({ status: 200, says: { commands }, signed: true })
    expect((await ask('order-commands?wait=0&limit=1')).says.commands).toEqual(commands.slice(0, 1))
    const results = [{ id: 1, state: 'done' }]
    expect((await ask('order-commands/results', { results })).says).toEqual({ accepted: 1, refused: [] })
    expect((await ask('order-commands?wait=0')).says.commands).toEqual(commands.slice(1))
  })

  test('[BRG-73] a result told twice counts once; told otherwise, or of nothing, it is refused by its place', async () => {
    desk.want('o1', close)
    const results = [
      { id: 1, state: 'failed', why: `${'长'.repeat(300)}` },
      { id: 1, state: 'failed' },
      { id: 1, state: 'done' },
      { id: 7, state: 'done' },
    ]
    const { says } = await ask('order-commands/results', { results })
    expect(says).toMatchObject({
      accepted: 2,
      refused: [
        { index: 2, code: 'already-settled', field: 'id' },
        { index: 3, code: 'not-found', field: 'id' },
      ],
    })
    const bad = await ask('order-commands/results', { results: [{ id: 1, state: 'perhaps' }] })
    expect(bad.says.error.detail.field).toBe('results.0.state')
  })

  test('[BRG-74] a waiting call is answered as soon as there is something, and when the desk stops', async () => {
    const waiting = ask('order-commands?wait=50')
    await eventually(() => expect(desk.asked()).toBe(1))
    // Word of orders wakes nobody.
    await ask('orders', { orders: [{ id: 'o9', at: desk.time.now }] })
    expect(desk.asked()).toBe(1)
    desk.want('o1', close)
    expect((await waiting).says.commands).toHaveLength(1)
    desk.results.set(1, { state: 'done', why: '' })
    const left = ask('order-commands?wait=50')
    await eventually(() => expect(desk.asked()).toBe(3))
    desk.bridge.close()
    expect((await left).says.error.code).toBe('shutting-down')
  })

  test('a query outside its limits is refused, naming the field', async () => {
    const { says } = await ask('order-commands?limit=501')
    expect(says.error).toMatchObject({ code: 'malformed', detail: { field: 'limit' } })
  })
})
