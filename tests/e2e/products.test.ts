import { expect, test } from 'vitest'
import { catalogContract } from '../../src/features/catalog/contract.ts'
import { plainProduct } from '../../src/features/catalog/domain/product.ts'
import { connectBridge } from '../../src/features/channel/bridge/client.ts'
import { shopContract } from '../../src/features/shop/contract.ts'
import { eventually, onStage } from './stage.ts'
import { working } from './talking.ts'

const stage = onStage()

const FLAGSHIP = '芦白旗舰店'
const FILE = `商品编号,标题,类目,价格,库存,颜色,尺码,材质
E2E-1,双层纱睡裤,家居裤,89.00,12,雾蓝,M,双层纱
E2E-1,双层纱睡裤,家居裤,89.00,0,雾蓝,L,双层纱
E2E-2,长绒棉浴巾,毛巾,很贵,5,白,,长绒棉
`
const chart = {
  code: 'e2e',
  name: '睡裤尺码',
  sizes: [
    { size: 'M', fits: { height: [158, 166], weight: [48, 58] } },
    { size: 'L', fits: { height: [166, 174], weight: [58, 68] } },
  ],
  note: '',
} as const

/** Somebody who may change products, on their page. */
const chiefly = async () => {
  const on = stage()
  const page = await on.agent('xuman', 'zh-CN')
  const chief = await on.session('xuman')
  const { shops } = await chief.api(shopContract).me({})
  const shopId = shops.find(({ shop }) => shop.name === FLAGSHIP)?.shop.id ?? 0
  await page.goto(new URL('/products', on.desk.url).href)
  const which = page.locator('.shop-choice')
  if ((await which.count()) > 0) await which.selectOption(String(shopId))
  await page.locator('.catalog-open').first().waitFor()
  return { page, shopId, api: chief.api(catalogContract) }
}

test('[CAT-30] a file is shown before it is imported, with the line that cannot be taken; then it is in the list', async () => {
  const { page, shopId, api } = await chiefly()
  await page.getByRole('button', { name: '导入', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: '商品.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
  await dialog.getByText('价格“很贵”不对').waitFor()
  expect(await api.products({ params: { shopId }, query: { q: 'E2E-' } })).toMatchObject({ total: 0 })
  await dialog.getByRole('button', { name: '导入 1 个' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('searchbox').fill('双层纱睡裤')
  await page.getByRole('button', { name: '双层纱睡裤' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('tab', { name: 'SKU' }).click()
  await eventually(() => drawer.locator('tbody tr.ant-table-row').count()).toBe(2)
})

test('[CNV-20 CNV-22] what the buyer looks at is on top, with the size that fits, and leaves as a card; a bad card is kept back', async () => {
  const { shopId, api } = await chiefly()
  const params = { shopId }
  const { charts } = await api.sizeCharts({ params })
  const sizes = chart.sizes.map(({ size, fits }) => ({
    size,
    fits: { height: [...fits.height] as [number, number], weight: [...fits.weight] as [number, number] },
  }))
  await api.setSizeCharts({
    params,
    body: { charts: [...charts.filter(({ code }) => code !== 'e2e'), { ...chart, sizes }] },
  })
  const sku = (size: string, stock: number) => ({
    ...{ id: `E2E-3-${size}`, options: { 尺码: size }, priceFen: 9900, stock },
    ...{ restockAt: null, picture: null },
  })
  const product = {
    ...plainProduct({ id: 'E2E-3', title: '双层纱睡袍', priceFen: 9900, stock: 7 }),
    sizeChart: 'e2e',
    skus: [sku('M', 4), sku('L', 3)],
  }
  const bad = plainProduct({ id: 'E2E-4', title: '加微信 lubai_helper01 更便宜', priceFen: 100, stock: 1 })
  for (const one of [product, bad]) await api.setProduct({ params: { shopId, productId: one.id }, body: one })

  const { page, desk } = await working(stage(), 'tangning')
  const { bridge, url } = stage().desk
  const connected = connectBridge({ url, channelKey: bridge.key, secret: bridge.secret })
  const asks = (id: string, text: string, item: string) =>
    connected.send([{ id, buyer: { id: '问睡袍的', name: '问睡袍的' }, at: Date.now(), text, item }])
  await asks('robe-1', '我身高165，体重55公斤，穿哪个码', 'E2E-3')
  await desk.open('问睡袍的')
  await desk.stream.locator('.bubble').first().waitFor()
  await page.getByRole('tab', { name: '商品' }).click()
  const card = page.locator('.looked-card')
  await card.getByText('双层纱睡袍').waitFor()
  await card.locator('.looked-suits').getByText('M').first().waitFor()
  expect(await card.locator('.looked-suits').count()).toBe(1)
  await card.locator('.fit-says').getByText('按尺码表是 M').waitFor()

  // A key sends it, from anywhere but a text field.
  await desk.stream.locator('.bubble').first().click()
  await page.keyboard.press('v')
  const sent = desk.stream.locator('.shown-product').filter({ hasText: '双层纱睡袍' })
  await sent.getByText('¥99').waitFor()

  await asks('robe-2', '那这个呢', 'E2E-4')
  await card.getByText('加微信').waitFor()
  await card.getByRole('button', { name: '发送卡片' }).first().click()
  await page.getByRole('alert').filter({ hasText: desk.say.guard.line.block }).waitFor()
  expect(await desk.composer.inputValue()).toContain('加微信')
  expect(await desk.stream.locator('.shown-product').count()).toBe(1)
  stage().forgive(/409/)
  await connected.close()
})
