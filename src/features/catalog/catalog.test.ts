import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAdministration } from '../shop/testing.ts'
import type { Product } from './contract.ts'
import { catalogRoutes, plainProduct, saveProduct } from './index.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let ask: (q: string) => Promise<Product[]>

const product = (id: string, title: string): Product =>
  plainProduct({ id, title, priceFen: 9900, stock: 3, attributes: { 颜色: '红' } })

beforeAll(async () => {
  desk = await openAdministration(catalogRoutes)
  shopId = (await desk.shop('甲')).id
  const other = (await desk.shop('乙')).id
  await desk.person(shopId, 'eye', 'viewer')
  const as = await desk.as('eye')
  ask = async (q) => (await as(`/api/shops/${shopId}/products?q=${encodeURIComponent(q)}`)).body.products
  await desk.db.tx({ shops: [shopId, other] }, async (tx) => {
    await saveProduct(tx, shopId, product('SKU-1', '白茶礼盒'))
    await saveProduct(tx, shopId, product('SKU-2', 'Linen Shirt 100%棉'))
    await saveProduct(tx, shopId, product('SKU_3', '安吉白茶'))
    await saveProduct(tx, other, product('SKU-9', '别家白茶'))
    for (let i = 0; i < 60; i++) await saveProduct(tx, shopId, product(`many-${i}`, `杯子${i}`))
  })
})
afterAll(() => desk.close())

test.each([
  ['two characters, by pinyin order', '白茶', ['SKU_3', 'SKU-1']],
  ['whatever the case', 'LINEN', ['SKU-2']],
  ['by id', 'sku-1', ['SKU-1']],
  ['a per cent sign is itself', '%', ['SKU-2']],
  ['an underscore is itself', '_', ['SKU_3']],
  ['blanks around it do not matter', '  白茶礼 ', ['SKU-1']],
  ['nothing', '红茶', []],
])('%s', async (_, q, ids) => expect((await ask(q)).map((p) => p.id)).toEqual(ids))

test('at most 50, all of them for nothing asked', async () => {
  expect(await ask('杯子')).toHaveLength(50)
  expect(await ask('')).toHaveLength(50)
})

test('a product comes whole, and saved again it is what it has become', async () => {
  expect(await ask('安吉')).toEqual([product('SKU_3', '安吉白茶')])
  const sold = { ...product('SKU_3', '安吉白茶 2026'), stock: 0, url: 'https://shop.example/3' }
  await desk.db.tx({ shops: [shopId] }, (tx) => saveProduct(tx, shopId, sold))
  expect(await ask('安吉')).toEqual([sold])
})
