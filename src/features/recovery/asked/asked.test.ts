import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts'
import { plainProduct, saveProduct } from '../../catalog/index.ts'
import { openAdministration } from '../../shop/testing.ts'
import type { Subject } from '../domain/begins.ts'
import { haveAsked, haveOrder, havePlan } from '../testing/reading.ts'
import { scanAsked } from './scan.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let shop: number
let serial = 0
let begun: Subject[]
let start: number

beforeAll(async () => {
  desk = await openAdministration(() => {})
})
afterAll(() => desk.close())
beforeEach(async () => {
  begun = []
  shop = (await desk.shop(`店 ${serial++}`)).id
  start = desk.time.now
  await tx(async (t) => {
    await saveProduct(t, shop, plainProduct({ id: 'shirt', title: '海盐蓝衬衫', priceFen: 12800, stock: 5 }))
    await havePlan(t, shop, { id: 4, trigger: 'asked', at: start, minutes: 30 })
  })
})

const tx = <T>(work: Parameters<typeof desk.db.tx<T>>[1]) => desk.db.tx({ shops: [shop] }, work)
const asks = (id: number, more: Partial<Parameters<typeof haveAsked>[2]> = {}) =>
  tx((t) =>
    haveAsked(t, shop, {
      id,
      goods: ['shirt'],
      at: desk.time.now,
      said: [{ id, text: '这件有优惠吗' }],
      ...more,
    }),
  )
const scan = () => scanAsked(desk.deps, shop, async (_tx, _shop, _plan, who) => begun.push(...who))
const subjects = () => begun.map(({ subject }) => subject)

test('[RCV-120] who asked and did not order in time begins a case, once', async () => {
  await asks(1)
  desk.time.now += 29 * MINUTE
  expect(await scan()).toBe(0)
  desk.time.now += MINUTE
  expect(await scan()).toBe(1)
  expect(await scan()).toBe(0)
  expect(begun).toMatchObject([
    {
      subject: 'asked:1',
      buyerKey: 'key1',
      buyerId: 1,
      products: ['shirt'],
      fen: 12800,
      beganAt: start,
      orderId: null,
    },
  ])
})

test('[RCV-120] who ordered since is not asked, nor who asks about what they just bought', async () => {
  await asks(1)
  await asks(2)
  await asks(3)
  await tx(async (t) => {
    await haveOrder(t, shop, { id: 'a', buyerKey: 'key1', products: ['other'], at: desk.time.now + MINUTE })
    await haveOrder(t, shop, {
      id: 'b',
      buyerKey: 'key2',
      products: ['shirt'],
      at: desk.time.now - 3 * DAY,
      status: 'shipped',
    })
    await haveOrder(t, shop, {
      id: 'c',
      buyerKey: 'key3',
      products: ['shirt'],
      at: desk.time.now - 40 * DAY,
      status: 'finished',
    })
  })
  desk.time.now += HOUR
  await scan()
  expect(subjects()).toEqual(['asked:3'])
})

test('[RCV-120] who writes on is waited for', async () => {
  await asks(1)
  desk.time.now += 20 * MINUTE
  await asks(1, { said: [{ id: 50, text: '我再看看', at: desk.time.now }] })
  desk.time.now += 15 * MINUTE
  await scan()
  expect(subjects()).toEqual([])
  desk.time.now += 20 * MINUTE
  await scan()
  expect(subjects()).toEqual(['asked:1'])
})

test('[RCV-120] no product, a complaint, or from before the plan: no case', async () => {
  await asks(1, { goods: [] })
  await asks(2, { intent: 'complaint' })
  await asks(3, { said: [{ id: 3, text: '有优惠吗', at: start - DAY }] })
  await asks(4, { goods: ['gone'] })
  desk.time.now += DAY
  await scan()
  expect(subjects()).toEqual([])
})

test('[RCV-121] two servers at once begin each case in one of them', async () => {
  for (const id of [1, 2, 3, 4]) await asks(id)
  desk.time.now += HOUR
  await Promise.all([scan(), scan(), scan()])
  expect(subjects().sort()).toEqual(['asked:1', 'asked:2', 'asked:3', 'asked:4'])
})
