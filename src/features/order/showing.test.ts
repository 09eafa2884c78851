import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainProduct, saveProducts } from '../catalog/index.ts'
import { openAdministration } from '../shop/testing.ts'
import type { OrderLine } from './domain/order.ts'
import { orderRoutes, takeOrders } from './index.ts'
import { line, unpaid } from './testing.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let shopId = 0
let agent: Awaited<ReturnType<typeof desk.as>>

const show = async (id: string, lines: OrderLine[]) => {
  desk.time.now += 1000
  await takeOrders(desk.deps, shopId, [unpaid(id, desk.time.now, { lines })], {
    source: 'platform',
    personId: null,
  })
  return (await agent(`/api/shops/${shopId}/orders/${id}`)).body.pictures
}

beforeAll(async () => {
  desk = await openAdministration((app, deps) => orderRoutes(app, deps))
  shopId = (await desk.shop('甲')).id
  const other = (await desk.shop('乙')).id
  await desk.person(shopId, 'anna', 'agent')
  agent = await desk.as('anna')
  const cup = (id: string, pictures: string[]) => ({
    ...plainProduct({ id, title: id, priceFen: 100, stock: 1 }),
    pictures,
  })
  await desk.db.tx({ shops: [shopId] }, (tx) =>
    saveProducts(tx, shopId, [cup('P-1', [`${shopId}/first`, `${shopId}/second`]), cup('P-2', [])]),
  )
  await desk.db.tx({ shops: [other] }, (tx) => saveProducts(tx, other, [cup('P-3', [`${other}/theirs`])]))
})
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await desk.close()
})

test('[ORD-89] an order comes with the first picture of each of its products that has one', async () => {
  const of = (id: string, product: string | null) => line(id, { product })
  expect(await show('a', [of('1', 'P-1'), of('2', 'P-2'), of('3', null), of('4', 'P-1')])).toEqual({
    'P-1': `${shopId}/first`,
  })
  expect(await show('b', [of('1', 'not-there')])).toEqual({})
  // Another shop's product of that id is nobody's here.
  expect(await show('c', [of('1', 'P-3')])).toEqual({})
  expect(await show('d', [])).toEqual({})
})
