import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { all, sql } from '../../../platform/db/db.ts'
import { DAY, HOUR } from '../../../shared/time.ts'
import { plainProduct, saveProduct } from '../../catalog/index.ts'
import { audited, openAdministration } from '../../shop/testing.ts'
import type { Subject } from '../domain/begins.ts'
import { beginnerBy, readReasons } from '../engine/beginning.ts'
import { buyerOut, optOut } from '../opt-outs/service.ts'
import { haveAsked, haveOrder, havePlan } from '../testing/reading.ts'
import { hearWishes } from './hear.ts'
import { wishRoutes } from './routes.ts'
import { wishesBought } from './service.ts'
import { tellOf } from './tell.ts'

type Asking = Awaited<ReturnType<typeof desk.as>>
let desk: Awaited<ReturnType<typeof openAdministration>>
let shop: number
let anna: Asking
let chief: Asking
let serial = 0
let begun: { planId: number; who: readonly Subject[] }[]

const sku = (id: string, stock: number) => ({
  ...{ id, options: { 尺码: id }, priceFen: 12800, stock, restockAt: null, picture: null },
})
const shirt = (m: number, l: number) =>
  plainProduct({
    id: 'shirt',
    title: '海盐蓝衬衫',
    priceFen: 12800,
    stock: m + l,
    skus: [sku('M', m), sku('L', l)],
  })

beforeAll(async () => {
  desk = await openAdministration(wishRoutes)
})
afterAll(() => desk.close())
beforeEach(async () => {
  const n = serial++
  begun = []
  shop = (await desk.shop(`店 ${n}`)).id
  await desk.person(shop, `anna-${n}`, 'agent')
  await desk.person(shop, `chief-${n}`, 'supervisor')
  anna = await desk.as(`anna-${n}`)
  chief = await desk.as(`chief-${n}`)
  await stock(0, 0)
})

const tx = <T>(work: Parameters<typeof desk.db.tx<T>>[1]) => desk.db.tx({ shops: [shop] }, work)
const stock = (m: number, l: number) => tx((t) => saveProduct(t, shop, shirt(m, l)))
const says = (id: number, text: string, more: { messageId?: number; at?: number } = {}) =>
  tx((t) =>
    haveAsked(t, shop, {
      ...{ id, goods: ['shirt'], at: more.at ?? desk.time.now },
      said: [{ id: more.messageId ?? id, text }],
    }),
  )
const hear = () => tx((t) => hearWishes(t, shop, desk.time.now))
const tell = () =>
  tellOf({ ...desk.deps, begin: async (_tx, _shop, planId, who) => begun.push({ planId, who }) }, shop)
const list = async (query = '') => (await anna(`/api/shops/${shop}/recovery/wishes${query}`)).body.wishes
const errands = () =>
  tx((t) =>
    all(
      t,
      sql<{
        subject: string
        words: string
      }>`select subject, words from recovery_errand where shop_id = ${shop} order by errand_id`,
    ),
  )
const add = (id: number, body: object, by = anna) =>
  by(`/api/shops/${shop}/conversations/${id}/wishes`, { body })
const M = { product: 'shirt', sku: 'M', quantity: 1 }

test('[RCV-131] who asks for what is out is noted down, once, with SKU and pieces', async () => {
  await says(1, 'M码什么时候有货')
  await says(2, '到货通知我 要3件')
  await says(3, '在吗')
  expect(await hear()).toMatchObject({ added: 2 })
  expect(await hear()).toMatchObject({ added: 0 })
  expect(await list()).toMatchObject([
    { product: 'shirt', sku: 'M', buyerName: '买家1', quantity: 1, state: 'waiting', conversationId: 1 },
    { product: 'shirt', sku: null, buyerName: '买家2', quantity: 3 },
  ])
})

test('[RCV-131] of what there is nobody has to wait, and of what was long ago nobody does', async () => {
  await stock(5, 0)
  await says(1, 'M码什么时候有货')
  await says(2, 'L码什么时候有货')
  await says(3, 'L码什么时候有货', { at: desk.time.now - 100 * DAY })
  await hear()
  expect((await list()).map((w: { buyerName: string }) => w.buyerName)).toEqual(['买家2'])
})

test('[RCV-131] who no longer wants to be told is taken off', async () => {
  await says(1, '到货告诉我')
  await hear()
  await says(1, '不用通知我了', { messageId: 9 })
  await hear()
  expect(await list('?state=waiting')).toEqual([])
})

test('[RCV-132] a plan tells them in order, no more than pieces, nobody twice', async () => {
  for (const id of [1, 2, 3]) await says(id, '到货告诉我')
  await hear()
  await tx((t) => havePlan(t, shop, { id: 7, trigger: 'back-in-stock', at: desk.time.now }))
  expect(await tell()).toBe(0)
  await stock(2, 0)
  expect(await tell()).toBe(2)
  expect(await tell()).toBe(0)
  expect(begun).toMatchObject([
    { planId: 7, who: [{ buyerKey: 'key1', products: ['shirt'], fen: 12800 }, { buyerKey: 'key2' }] },
  ])
  expect((await list('?state=told')).map((w: { buyerName: string }) => w.buyerName)).toEqual([
    '买家1',
    '买家2',
  ])
  expect(desk.published.at(-1)).toMatchObject({ kind: 'settings', data: { shopId: shop, area: 'recovery' } })
})

test('[RCV-132] cases begin in the plan with what the desk reads of them, by the real beginning', async () => {
  await says(1, '到货告诉我')
  await hear()
  await tx((t) => havePlan(t, shop, { id: 7, trigger: 'back-in-stock', at: desk.time.now }))
  await stock(1, 0)
  const begin = beginnerBy(readReasons({ now: () => desk.time.now }))
  expect(await tellOf({ ...desk.deps, begin }, shop)).toBe(1)
  const cases = await tx((t) =>
    all(
      t,
      sql<{ subject: string; state: string; reason: string }>`select subject, state, reason from recovery_case
        where shop_id = ${shop}`,
    ),
  )
  expect(cases).toMatchObject([
    { subject: expect.stringMatching(/^wish:/), state: 'waiting', reason: 'out-of-stock' },
  ])
})

test('[RCV-132] pieces are held for who was told, and go on when they do not buy', async () => {
  for (const id of [1, 2]) await says(id, '到货告诉我')
  await hear()
  await stock(1, 0)
  expect(await tell()).toBe(1)
  desk.time.now += 47 * HOUR
  expect(await tell()).toBe(0)
  desk.time.now += 2 * HOUR
  expect(await tell()).toBe(1)
})

test('[RCV-132] two servers at once promise no piece twice', async () => {
  for (const id of [1, 2, 3]) await says(id, '到货告诉我')
  await hear()
  await stock(2, 0)
  const told = await Promise.all([tell(), tell(), tell()])
  expect(told.reduce((a, b) => a + b)).toBe(2)
})

test('[RCV-132] where no plan runs, people get it on their list with words to say', async () => {
  await says(1, '到货告诉我')
  await hear()
  await stock(1, 0)
  await tell()
  expect(await errands()).toMatchObject([{ words: expect.stringContaining('海盐蓝衬衫') }])
  expect(begun).toEqual([])
})

test('[RCV-132] by hand nobody is told who wants no reminders, and their piece goes to the next', async () => {
  await says(1, '到货告诉我')
  await says(2, '有货通知我', { messageId: 12 })
  await hear()
  const [first] = await tx((t) =>
    all(
      t,
      sql<{ key: string }>`select buyer_key as key from stock_wish where shop_id = ${shop} order by wish_id`,
    ),
  )
  const out = { who: buyerOut(first?.key ?? ''), channel: 'all', label: '', how: 'T' } as const
  await tx((t) => optOut(t, shop, out, desk.time.now))
  await stock(1, 0)
  expect(await tell()).toBe(1)
  expect((await list('?state=told')).map((wish: { buyerKey: string }) => wish.buyerKey)).not.toContain(
    first?.key,
  )
})

test('[RCV-133] who orders it has what they asked for, and their pieces are free', async () => {
  await says(1, '到货告诉我')
  await says(2, '到货告诉我')
  await hear()
  await tx((t) => haveOrder(t, shop, { id: 'o1', buyerKey: 'key1', products: ['shirt'], at: desk.time.now }))
  // biome-ignore lint/suspicious/noExplicitAny: no more of an order is read
  const order: any = {
    buyer: { id: 'key1', name: '' },
    status: 'unpaid',
    createdAt: desk.time.now,
    lines: [{ product: 'shirt' }],
  }
  await tx((t) => wishesBought(t, shop, [{ before: null, after: order }], desk.time.now, () => {}))
  expect(await list('?state=bought')).toHaveLength(1)
  await stock(1, 0)
  expect(await tell()).toBe(1)
  expect(await list('?state=told')).toMatchObject([{ buyerName: '买家2' }])
})

test('[RCV-134] an agent notes a wish, once; the same again is how many', async () => {
  await says(1, '在吗')
  const first = await add(1, M)
  expect(first.body).toMatchObject({ product: 'shirt', sku: 'M', state: 'waiting', buyerName: '买家1' })
  expect((await add(1, { ...M, quantity: 2 })).body).toMatchObject({ id: first.body.id, quantity: 2 })
  expect(await list()).toHaveLength(1)
  expect((await add(1, { ...M, sku: 'XXL' })).status).toBe(404)
  expect((await add(1, { ...M, product: 'none' })).status).toBe(404)
  expect((await add(99, M)).status).toBe(404)
  expect((await audited(desk.db, [shop])).filter(({ what }) => what === 'wish.added')).toHaveLength(1)
})

test('[RCV-134] what became of a wish is said, and by product it is counted', async () => {
  await says(1, '在吗')
  const { id } = (await add(1, M)).body
  const set = (state: string) => anna(`/api/shops/${shop}/recovery/wishes/${id}`, { body: { state } })
  expect((await set('withdrawn')).body.state).toBe('withdrawn')
  await add(1, M)
  expect((await set('waiting')).body.error.code).toBe('already-settled')
  expect((await anna(`/api/shops/${shop}/recovery/wished`)).body).toMatchObject({
    products: [{ product: 'shirt', title: '海盐蓝衬衫', waiting: 1, pieces: 1, told: 0, bought: 0 }],
    settings: { holdHours: 48, keepDays: 90 },
    planned: false,
  })
  const settings = { holdHours: 12, keepDays: 30 }
  expect(
    (await anna(`/api/shops/${shop}/recovery/wish-settings`, { method: 'PUT', body: settings })).status,
  ).toBe(403)
  expect(
    (await chief(`/api/shops/${shop}/recovery/wish-settings`, { method: 'PUT', body: settings })).body,
  ).toEqual(settings)
})
