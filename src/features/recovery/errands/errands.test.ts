import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql, type Tx } from '../../../platform/db/db.ts'
import { MINUTE } from '../../../shared/time.ts'
import { takeOrders } from '../../order/index.ts'
import { audited, openAdministration } from '../../shop/testing.ts'
import { errandWords, type Hand, shareOut } from '../domain/errands.ts'
import { optOutRoutes } from '../opt-outs/service.ts'
import { haveErrand, haveUnpaid } from '../testing/errands.ts'
import type { ErrandFilter } from './contract.ts'
import { errandRoutes, errandsOfOrders, errandsOpen, errandTimes, shareErrands } from './index.ts'

describe('[RCV-86] sharing out', () => {
  const hand = (personId: number, open: number, lastGiven = 0): Hand => ({ personId, open, lastGiven })
  test.each([
    ['nobody there', [], 3, []],
    ['whoever has fewest', [hand(1, 2), hand(2, 0)], 2, [2, 2]],
    ['round among equals', [hand(1, 0), hand(2, 0), hand(3, 0)], 4, [1, 2, 3, 1]],
    ['goes on where it ended', [hand(1, 0, 9), hand(2, 0, 4)], 2, [2, 1]],
  ] as const)('%s', (_, hands, count, owners) => expect(shareOut(hands, count)).toEqual(owners))
  test('nobody who was given one ends with two more than somebody else', () => {
    const Hands = fc.uniqueArray(
      fc.record({ personId: fc.nat(50), open: fc.nat(30), lastGiven: fc.nat(100) }),
      { selector: ({ personId }) => personId, minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(Hands, fc.nat(200), (hands, count) => {
        const owners = shareOut(hands, count)
        expect(owners).toHaveLength(count)
        const after = hands.map(({ personId, open }) => ({
          got: owners.filter((owner) => owner === personId).length,
          open: open + owners.filter((owner) => owner === personId).length,
        }))
        const fewest = Math.min(...after.map(({ open }) => open))
        for (const { got, open } of after) if (got > 0) expect(open - fewest).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('[RCV-89] words are filled with what is so now', () => {
  const about = { buyer: '小云', product: '四件套', order: '28', fen: 19_900, payBy: 20 * MINUTE }
  const say = '{buyer}，{product}还剩{left}，共{amount}元，{what}'
  expect(errandWords(say, about, 0, 'zh-CN')).toBe('小云，四件套还剩20 分钟，共199元，{what}')
  expect(errandWords('{left}', about, 25 * MINUTE, 'en')).toBe('0 min')
})

let desk: Awaited<ReturnType<typeof openAdministration>>
type Asking = Awaited<ReturnType<typeof desk.as>>
let shop: number
let chief: Asking
let anna: Asking
let ben: Asking
let annaId: number
let benId: number
let serial = 0

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    errandRoutes(app, deps)
    optOutRoutes(app, deps)
  })
})
afterAll(() => desk.close())
beforeEach(async () => {
  const n = serial++
  shop = (await desk.shop(`店 ${n}`)).id
  await desk.person(shop, `chief-${n}`, 'supervisor')
  annaId = (await desk.person(shop, `anna-${n}`, 'agent')).personId
  benId = (await desk.person(shop, `ben-${n}`, 'agent')).personId
  chief = await desk.as(`chief-${n}`)
  anna = await desk.as(`anna-${n}`)
  ben = await desk.as(`ben-${n}`)
})

const inShop = <T>(work: (tx: Tx) => Promise<T>) => desk.db.tx({ shops: [shop] }, work)
const unpaid = (order = {}) => inShop((tx) => haveUnpaid(tx, shop, { at: desk.time.now, ...order }))
const onDuty = (people: readonly number[]) =>
  inShop(async (tx) => {
    await sql`update membership set state = 'online' where shop_id = ${shop} and person_id = any(${[...people]}::int[])`.execute(
      tx,
    )
    await sql`insert into presence (person_id, seen_at, here) select person_id, now(), true from membership
      where shop_id = ${shop} and person_id = any(${[...people]}::int[])
      on conflict (person_id) do update set here = true`.execute(tx)
  })
const path = (rest = '') => `/api/shops/${shop}/recovery/errands${rest}`
const filter = (change: Partial<ErrandFilter> = {}): ErrandFilter => ({
  ...{ channel: 'phone', from: desk.time.now - 60 * MINUTE, to: desk.time.now + 1, leastFen: null },
  ...{ mostFen: null, products: [], most: 100 },
  ...change,
})
const assign = async (change: Partial<ErrandFilter> = {}, more = {}) =>
  (
    await chief(path('/assign'), {
      body: {
        filter: filter(change),
        people: [annaId, benId],
        words: '{buyer}您好，{left}后关闭',
        dueAt: null,
        dry: false,
        ...more,
      },
    })
  ).body
const list = async (by: Asking, query = '') => (await by(path(query))).body.errands
const settle = (by: Asking, id: number, body: unknown) => by(path(`/${id}`), { body })

describe('[RCV-86] a supervisor gives unpaid orders out', () => {
  test('fairly, the dearest first, with words and a masked number', async () => {
    const dear = await unpaid({ payableFen: 99_900 })
    for (const _ of [1, 2, 3]) await unpaid()
    expect(await assign({}, { dry: true })).toMatchObject({ found: 4, skipped: [] })
    expect(await list(chief)).toEqual([])
    const { given } = await assign()
    expect(
      given.toSorted((a: { personId: number }, b: { personId: number }) => a.personId - b.personId),
    ).toEqual([
      { personId: annaId, count: 2 },
      { personId: benId, count: 2 },
    ])
    const [first, ...rest] = await list(anna, '?owner=me')
    expect(rest).toHaveLength(1)
    expect(first).toMatchObject({
      ...{ orderId: dear, fen: 99_900, phone: '138****1234', words: '小云您好，20 分钟后关闭', mine: true },
      ...{ goods: '云感四件套 雾蓝', owner: annaId, conversationId: null },
    })
    expect(JSON.stringify(await list(chief))).not.toContain('13800001234')
  })

  test('by amount, product and time; never what is paid, closed or too late', async () => {
    await unpaid({ payableFen: 5000 })
    await unpaid({ status: 'paid' })
    await unpaid({ payBy: desk.time.now })
    await unpaid({ createdAt: desk.time.now - 120 * MINUTE })
    const wanted = await unpaid({ payableFen: 20_000 })
    expect(await assign({ leastFen: 10_000, products: ['P-1'] })).toMatchObject({ found: 1 })
    expect(await assign({ products: ['P-9'] })).toMatchObject({ found: 0 })
    expect((await list(chief)).map(({ orderId }: { orderId: string }) => orderId)).toEqual([wanted])
  })

  test('to whoever is on duty where nobody is named; where nobody is, they wait until somebody comes', async () => {
    await unpaid()
    await unpaid()
    expect((await assign({}, { people: [] })).given).toEqual([{ personId: null, count: 2 }])
    expect(await shareErrands(desk.deps, shop)).toBe(0)
    await onDuty([benId])
    expect(await shareErrands(desk.deps, shop)).toBe(2)
    expect(await list(ben, '?owner=me')).toHaveLength(2)
    expect((await chief(path('/loads'))).body).toMatchObject({ nobody: 0 })
    expect(await shareErrands(desk.deps, shop)).toBe(0)
  })
})

describe('[RCV-87] who is not offered', () => {
  const reasons = async (change: Partial<ErrandFilter> = {}) =>
    Object.fromEntries(
      (await assign(change)).skipped.map(({ why, count }: { why: string; count: number }) => [why, count]),
    )
  const sending = (key: string, at: number, state = 'sent') =>
    inShop((tx) =>
      sql`insert into recovery_sending (shop_id, plan_id, subject, step, channel, buyer_key, reason, due_at, decided_at, state)
        values (${shop}, 1, ${`order:${key}:${at}`}, 's', 'chat', ${key}, 'forgot', now(), to_timestamp(${at}::float8 / 1000), ${state})`.execute(
        tx,
      ),
    )
  test('whom a plan has reminded today, by the shop’s day', async () => {
    const [today, before, none] = [await unpaid(), await unpaid(), await unpaid()]
    const midnight = Date.parse('2026-11-11T00:00:00+08:00')
    await sending(`buyer-${today}`, midnight)
    await sending(`buyer-${before}`, midnight - 1)
    await sending(`buyer-${none}`, midnight, 'suppressed')
    expect(await reasons()).toEqual({ 'reminded-today': 1 })
    expect(await list(chief)).toHaveLength(2)
  })
  test('whom plans have reminded as often as may be', async () => {
    const order = await unpaid()
    for (const days of [1, 1.5, 2]) await sending(`buyer-${order}`, desk.time.now - days * 86_400_000)
    expect(await reasons()).toEqual({ cap: 1 })
  })
  test('the control group', async () => {
    const order = await unpaid()
    await inShop((tx) =>
      sql`insert into recovery_case (shop_id, plan_id, subject, buyer_key, order_id, control, reason, confidence, began_at, state)
        values (${shop}, 1, ${`order:${order}`}, ${`buyer-${order}`}, ${order}, true, 'forgot', 0, now(), 'done')`.execute(
        tx,
      ),
    )
    expect(await reasons()).toEqual({ control: 1 })
  })
  test('who wants none, by their key or their number', async () => {
    const [a, b] = [await unpaid(), await unpaid()]
    const add = (of: unknown, channel: string) =>
      anna(`/api/shops/${shop}/recovery/opt-outs`, { body: { of, channel, how: '电话里说' } })
    await add({ buyerKey: `buyer-${a}`, name: '小云' }, 'all')
    expect(await reasons()).toEqual({ 'opted-out': 1 })
    await add({ phone: '138 0000 1234' }, 'phone')
    expect(await reasons()).toEqual({ 'opted-out': 2 })
    expect((await settle(chief, (await list(chief))[0].id, { outcome: 'dropped' })).status).toBe(200)
    expect(await reasons({ channel: 'chat' })).toEqual({ 'opted-out': 1, 'no-contact': 1 })
    expect(b).not.toBe(a)
  })
  test('whom somebody has already, also by another order; whose number is hidden; whom nobody can write to', async () => {
    const buyer = { id: 'same', name: '小云' }
    await unpaid({ buyer })
    await unpaid({ buyer })
    const address = {
      ...{ name: '', province: '', city: '', district: '', detail: '' },
      phone: '138****0000',
    }
    await unpaid({ address })
    expect(await reasons()).toEqual({ open: 1, 'no-contact': 1 })
    expect(await reasons()).toEqual({ open: 2, 'no-contact': 1 })
    expect(await reasons({ channel: 'chat' })).toEqual({ open: 2, 'no-contact': 1 })
  })
  test('where the platform forbids it', async () => {
    shop = (await desk.shop('拼店', { platform: 'pinduoduo' })).id
    await desk.person(shop, `pdd-${serial}`, 'supervisor')
    chief = await desk.as(`pdd-${serial}`)
    await unpaid()
    const body = { filter: filter({ channel: 'chat' }), people: [], words: 'x', dueAt: null, dry: true }
    expect((await chief(path('/assign'), { body })).body.skipped).toEqual([{ why: 'platform', count: 1 }])
  })
})

describe('an errand', () => {
  let id: number
  beforeEach(async () => {
    id = await inShop((tx) => haveErrand(tx, shop, { owner: annaId, at: desk.time.now }))
  })

  test('[RCV-90] is ended by who has it and who leads, once', async () => {
    expect((await settle(ben, id, { outcome: 'paid' })).status).toBe(403)
    expect((await settle(anna, id, { outcome: 'sent' })).body.error.code).toBe('malformed')
    const { body } = await settle(anna, id, { outcome: 'will-pay', note: '晚上付' })
    expect(body).toMatchObject({ outcome: 'will-pay', note: '晚上付', doneAt: desk.time.now })
    expect((await settle(chief, id, { outcome: 'paid' })).body.error.code).toBe('already-settled')
    expect(await list(anna, '?owner=me&state=done')).toHaveLength(1)
    expect((await chief(path('/loads'))).body.people).toContainEqual({
      ...{ personId: annaId, onDuty: false, open: 0, doneToday: 1 },
    })
  })

  test('[RCV-91] its number is seen by who has it and who leads; the audit tells, not what', async () => {
    const reveal = (by: Asking) => by(path(`/${id}/number`), { method: 'POST' })
    expect((await reveal(ben)).status).toBe(403)
    expect((await reveal(anna)).body).toEqual({ number: '13800001234' })
    const entries = (await audited(desk.db, [shop])).filter(({ what }) => what === 'errand.revealed')
    expect(entries).toMatchObject([{ personId: annaId, detail: { errandId: id } }])
    expect(JSON.stringify(entries)).not.toContain('13800001234')
  })

  test('[RCV-92] who wants no more is on the list for ever', async () => {
    await settle(anna, id, { outcome: 'refused', noMore: true })
    const { optOuts } = (await chief(`/api/shops/${shop}/recovery/opt-outs`)).body
    expect(optOuts).toMatchObject([
      { channel: 'phone', label: '138****1234', personId: annaId },
      { channel: 'phone', label: '小云', personId: annaId },
    ])
  })

  test('[RCV-92] whoever has the wrong number is left alone by all; the buyer has said nothing', async () => {
    await settle(anna, id, { outcome: 'wrong-number', noMore: true })
    const { optOuts } = (await chief(`/api/shops/${shop}/recovery/opt-outs`)).body
    expect(optOuts).toMatchObject([{ channel: 'all', label: '138****1234' }])
    expect(optOuts).toHaveLength(1)
  })

  test.each([
    ['all', 'dropped'],
    ['phone', 'dropped'],
    ['sms', null],
  ] as const)('[RCV-92] who opts out of %s while it is open: %s', async (channel, outcome) => {
    const [{ buyerKey }] = await list(chief)
    await chief(`/api/shops/${shop}/recovery/opt-outs`, {
      body: { of: { buyerKey, name: '小云' }, channel, how: '在电话里说的' },
    })
    const [errand] = await list(chief, outcome === null ? '' : '?state=done')
    expect(errand).toMatchObject({ id, outcome })
  })

  test('[RCV-88] counts for caps and keeps plans away while it is open', async () => {
    const [{ buyerKey }] = await list(chief)
    const open = () => inShop((tx) => errandsOpen(tx, shop, [buyerKey, 'other']))
    const times = () => inShop((tx) => errandTimes(tx, shop, [buyerKey], desk.time.now - 1))
    expect([...(await open())]).toEqual([buyerKey])
    expect(await times()).toEqual([{ buyerKey, at: desk.time.now }])
    await settle(anna, id, { outcome: 'wrong-number' })
    expect([...(await open())]).toEqual([])
    expect(await times()).toEqual([])
  })

  test('[RCV-93] ends by itself when its order is paid or closed', async () => {
    const [{ orderId }] = await list(chief)
    const update = { id: orderId, status: 'paid', at: desk.time.now + 1 } as const
    const by = { source: 'platform', personId: null } as const
    await takeOrders({ ...desk.deps, noted: [errandsOfOrders] }, shop, [update], by)
    expect(await list(chief, '?state=done')).toMatchObject([{ id, outcome: 'paid' }])
  })

  test('[RCV-93] a call about a balance stays while the balance is open, whatever else changes', async () => {
    const [{ orderId }] = await list(chief)
    const take = (update: object) =>
      takeOrders({ ...desk.deps, noted: [errandsOfOrders] }, shop, [{ id: orderId, at: ++at, ...update }], {
        ...{ source: 'platform', personId: null },
      })
    let at = desk.time.now
    await takeOrders(desk.deps, shop, [{ id: orderId, status: 'deposit-paid', at: ++at }], {
      ...{ source: 'platform', personId: null },
    })
    await take({ remark: '放门口' })
    expect(await list(chief)).toMatchObject([{ id, outcome: null }])
    await take({ status: 'paid' })
    expect(await list(chief, '?state=done')).toMatchObject([{ id, outcome: 'paid' }])
  })

  test('[RCV-90] may be given back and taken; only who leads gives it to others', async () => {
    const own = (by: Asking, owner: number | null) => by(path(`/${id}/owner`), { body: { owner } })
    expect((await own(ben, benId)).body.error.code).toBe('already-claimed')
    expect((await own(anna, benId)).status).toBe(403)
    expect((await own(anna, null)).body.owner).toBeNull()
    expect((await own(ben, benId)).body.owner).toBe(benId)
    expect((await own(chief, annaId)).body.owner).toBe(annaId)
    expect((await own(chief, 9999)).body.error.code).toBe('not-a-member')
    expect(await list(anna, '?owner=nobody')).toEqual([])
  })
})

describe('[RCV-83] the list of opt-outs', () => {
  const outs = (query = '') => chief(`/api/shops/${shop}/recovery/opt-outs${query}`)
  const add = (of: unknown) =>
    anna(`/api/shops/${shop}/recovery/opt-outs`, { body: { of, channel: 'sms', how: '来电要求' } })
  test('knows a number without keeping it, and is found by it', async () => {
    const { body } = await add({ phone: '+86 13800001234' })
    expect(body).toMatchObject({ label: '138****1234', channel: 'sms', personId: annaId })
    expect((await add({ phone: '13800001234' })).body.id).toBe(body.id)
    expect((await outs('?q=13800001234')).body.optOuts).toHaveLength(1)
    expect((await outs('?q=13800001235')).body.optOuts).toEqual([])
    expect(JSON.stringify((await outs()).body)).not.toContain('13800001234')
    expect((await add({ phone: '138****1234' })).body.error.code).toBe('malformed')
  })
  test('is left only by a supervisor, for a reason that the audit keeps', async () => {
    const { id } = (await add({ buyerKey: 'b', name: '小云' })).body
    const remove = (by: Asking, reason: string) =>
      by(`/api/shops/${shop}/recovery/opt-outs/${id}/remove`, { body: { reason } })
    expect((await remove(anna, '买家要求恢复')).status).toBe(403)
    expect((await remove(chief, '')).status).toBe(400)
    expect((await remove(chief, '买家要求恢复')).status).toBe(200)
    expect((await outs()).body.optOuts).toEqual([])
    const [entry] = (await audited(desk.db, [shop])).filter(({ what }) => what === 'opt-out.removed')
    expect(entry?.detail).toMatchObject({ optOutId: id, reason: '买家要求恢复' })
    expect(JSON.stringify(entry?.detail)).not.toContain('小云')
  })
})
