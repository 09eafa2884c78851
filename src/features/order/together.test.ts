import { afterAll, beforeAll, expect, test } from 'vitest'
import { MINUTE } from '../../shared/time.ts'
import { openAdministration } from '../shop/testing.ts'
import type { OrderLine, OrderUpdate } from './domain/order.ts'
import { takeOrders, togetherIn } from './index.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let shopId = 0
beforeAll(async () => {
  desk = await openAdministration(() => {})
  shopId = (await desk.shop('甲')).id
})
afterAll(() => desk.close())

const line = (product: string): OrderLine => ({
  ...{ id: product, product, sku: null, code: null, title: product, options: {}, said: '' },
  ...{ quantity: 1, priceFen: null, paysFen: null },
})
let orders = 0
const ordered = (products: readonly string[], status: OrderUpdate['status'] = 'finished') =>
  takeOrders(
    desk.deps,
    shopId,
    [{ id: `t${++orders}`, at: desk.time.now, status, lines: products.map(line) }],
    { source: 'import', personId: null },
  )

test('[CAT-72] what is bought together is counted from paid orders, and again when that is ten minutes old', async () => {
  const together = togetherIn(desk.deps)
  const withBottle = async () =>
    (await together(shopId, 'bottle')).map(({ product, times }) => [product, times])
  for (let i = 0; i < 3; i++) await ordered(['bottle', 'milk'])
  for (let i = 0; i < 3; i++) await ordered(['bottle', 'sock'], i < 2 ? 'closed' : 'unpaid')
  for (let i = 0; i < 6; i++) await ordered(['sock'])
  expect(await withBottle()).toEqual([['milk', 3]])
  await ordered(['bottle', 'milk'])
  expect(await withBottle()).toEqual([['milk', 3]])
  desk.time.now += 11 * MINUTE
  expect(await withBottle()).toEqual([['milk', 4]])
})
