import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { audited, openAdministration } from '../shop/testing.ts'
import type { PriceChange, Product } from './domain/product.ts'
import type { SizeChart } from './domain/size.ts'
import { catalogRoutes, loadCatalog, plainProduct } from './index.ts'
import { saveProducts, saveSizeCharts } from './store.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let owner: Awaited<ReturnType<Desk['as']>>
let agent: Awaited<ReturnType<Desk['as']>>

const women: SizeChart = {
  ...{ code: 'women', name: '女款', note: '' },
  sizes: [
    { size: 'S', fits: { height: [150, 160], weight: [40, 50] } },
    { size: 'M', fits: { height: [158, 168], weight: [50, 60] } },
  ],
}
const sku = (id: string, size: string, priceFen: number, stock: number) => ({
  ...{ id, priceFen, stock, restockAt: null, picture: null },
  options: { 颜色: '雾粉', 尺码: size },
})
const shirt: Product = plainProduct({
  ...{ id: 'W1', title: '家居服 女款', priceFen: 18900, stock: 5, category: '家居服', sizeChart: 'women' },
  skus: [sku('W1-S', 'S', 18900, 2), sku('W1-M', 'M', 19900, 3)],
})
const towel = plainProduct({ id: 'T1', title: '毛巾', priceFen: 5900, stock: 9, category: '毛巾' })

beforeAll(async () => {
  desk = await openAdministration(catalogRoutes)
  shopId = (await desk.shop('甲')).id
  await desk.person(shopId, 'owner', 'owner')
  await desk.person(shopId, 'agent', 'agent')
  owner = await desk.as('owner')
  agent = await desk.as('agent')
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.time.now += 60_000
  await desk.db.tx({ shops: [shopId] }, async (tx) => {
    await saveSizeCharts(tx, shopId, [women])
    await saveProducts(tx, shopId, [shirt, towel])
  })
  desk.published.length = 0
})

const at = (path: string) => `/api/shops/${shopId}${path}`
const put = (product: unknown, id = (product as Product).id) =>
  owner(at(`/products/${encodeURIComponent(id)}`), { method: 'PUT', body: product })
const cardOf = async (id: string): Promise<{ product: Product; changes: PriceChange[] }> =>
  (await owner(at(`/products/${id}`))).body
const pricesOf = async (id: string) =>
  (await cardOf(id)).changes.map(({ sku, wasFen, isFen, source }) => [sku, wasFen, isFen, source])
const fieldsOf = (answer: { body: { error: { detail: { problems: { field: string }[] } } } }) =>
  answer.body.error.detail.problems.map(({ field }) => field)

describe('a card', () => {
  test('is added, with its first prices, news and audit (CAT-1, CAT-10)', async () => {
    const cup = plainProduct({
      id: '杯/1',
      title: '杯子',
      priceFen: 1990,
      stock: 4,
      attributes: { 材质: '瓷', 产地: '景德镇' },
    })
    expect((await put(cup)).body).toEqual(cup)
    const { product, changes } = (await owner(at(`/products/${encodeURIComponent('杯/1')}`))).body
    expect(product).toEqual(cup)
    expect(Object.keys(product.attributes)).toEqual(['材质', '产地'])
    expect(changes).toMatchObject([
      { sku: null, wasFen: null, isFen: 1990, source: 'edit', by: expect.any(Number), at: desk.time.now },
    ])
    expect(desk.published.map(({ kind, data }) => [kind, data])).toEqual([
      ['settings', { shopId, area: 'catalog' }],
    ])
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'product.added',
      detail: { id: '杯/1' },
    })
  })

  test('adds up its SKUs (CAT-2) and keeps each price that changes (CAT-10)', async () => {
    const [small, medium] = shirt.skus
    if (!small || !medium) throw new Error('two sizes')
    const dearer = {
      ...shirt,
      stock: 999,
      priceFen: 1,
      skus: [small, { ...medium, priceFen: 17900, stock: 7 }],
    }
    expect((await put(dearer)).body).toMatchObject({ stock: 9, priceFen: 17900 })
    expect(await pricesOf('W1')).toEqual(
      expect.arrayContaining([
        [null, 18900, 17900, 'edit'],
        ['W1-M', 19900, 17900, 'edit'],
      ]),
    )
    expect(await pricesOf('W1')).toHaveLength(2)
  })

  test('saved as it is changes nothing and tells nobody', async () => {
    await put(shirt)
    desk.published.length = 0
    expect((await put(shirt)).status).toBe(200)
    expect(desk.published).toEqual([])
  })

  test.each<[says: string, body: unknown, fields: string[]]>([
    ['a negative price', { ...towel, priceFen: -1 }, ['priceFen']],
    ['a fraction of a fen', { ...towel, priceFen: 59.5 }, ['priceFen']],
    ['an unknown chart', { ...towel, sizeChart: 'nobody' }, ['sizeChart']],
    ['two SKUs of one id', { ...shirt, skus: [shirt.skus[0], shirt.skus[0]] }, ['skus.1.id']],
    [
      'a relation to itself',
      { ...towel, relations: [{ kind: 'similar', product: 'T1', why: '' }] },
      ['relations.0.product'],
    ],
    [
      'a relation to nothing',
      { ...towel, relations: [{ kind: 'similar', product: 'gone', why: '' }] },
      ['relations.0.product'],
    ],
    ['another id than its address', { ...towel, id: 'T2' }, ['id']],
  ])('with %s is refused with the place (CAT-3)', async (_, body, fields) => {
    const answer = await put(body, (body as Product).id === 'T2' ? 'T1' : undefined)
    expect(answer.status).toBe(400)
    expect(fieldsOf(answer)).toEqual(fields)
  })

  test('that relates to a product removed since is still saved', async () => {
    const related = { ...towel, relations: [{ kind: 'complementary' as const, product: 'W1', why: '' }] }
    await put(related)
    await owner(at('/products/W1'), { method: 'DELETE' })
    expect((await put({ ...related, title: '毛巾 两条' })).status).toBe(200)
    expect((await owner(at('/products/W1'))).status).toBe(404)
  })
})

describe('many at once (CAT-4)', () => {
  const edit = (ids: string[], set: unknown) => owner(at('/products/edit'), { body: { ids, set } })

  test('prices are multiplied, each rounded half up, and kept', async () => {
    expect((await edit(['W1', 'T1', 'none', 'T1'], { priceTimes: 0.855 })).body).toEqual({
      changed: 2,
      missing: ['none'],
    })
    // 5900 × 0.855 = 5044.5; 18900 × 0.855 = 16159.5; 19900 × 0.855 = 17014.5
    expect((await cardOf('T1')).product.priceFen).toBe(5045)
    expect((await cardOf('W1')).product).toMatchObject({
      priceFen: 16160,
      skus: [{ priceFen: 16160 }, { priceFen: 17015 }],
    })
    expect((await pricesOf('T1'))[0]).toEqual([null, 5900, 5045, 'edit'])
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'products.edited',
      detail: { changed: 2, prices: 4 },
    })
  })

  test('sold out goes for every SKU, with the date of more', async () => {
    const restockAt = Date.parse('2026-11-20T02:00:00Z')
    await edit(['W1', 'T1'], { stock: 0, restockAt, category: '清仓' })
    expect((await cardOf('W1')).product).toMatchObject({
      stock: 0,
      restockAt,
      category: '清仓',
      skus: [
        { stock: 0, restockAt },
        { stock: 0, restockAt },
      ],
    })
  })

  test.each([
    ['a stock above 0 for what has SKUs', ['T1', 'W1'], { stock: 5 }, ['set.stock']],
    ['an unknown chart', ['T1'], { sizeChart: 'nobody' }, ['set.sizeChart']],
    ['a price beyond a million', ['T1'], { priceTimes: 10, stock: 1 }, ['set.priceTimes']],
  ])('%s is refused, and nothing is changed', async (says, ids, set, fields) => {
    if (says.startsWith('a price')) await put({ ...towel, priceFen: 90_000_000 })
    const before = await cardOf('T1')
    const answer = await edit(ids, set)
    expect(fieldsOf(answer)).toEqual(fields)
    expect((await cardOf('T1')).product).toEqual(before.product)
  })

  test('that changes nothing is told to nobody', async () => {
    await edit(['T1'], { stock: 9 })
    expect(desk.published).toEqual([])
  })
})

describe('a price seen outside (CAT-11)', () => {
  const see = (body: object, id = 'T1') => agent(at(`/products/${id}/seen`), { body })

  test('is kept with what it was at that moment; the card stays', async () => {
    const now = desk.time.now
    expect((await see({ sku: null, fen: 6900, at: now - 1000, where: 'checkout' })).body).toMatchObject({
      isFen: 6900,
      source: 'checkout',
      at: now - 1000,
    })
    expect((await see({ sku: null, fen: 5900, at: now, where: 'page' })).body).toMatchObject({
      wasFen: 6900,
      isFen: 5900,
    })
    expect((await see({ sku: 'W1-M', fen: 19900, at: now, where: 'page' }, 'W1')).body).toMatchObject({
      sku: 'W1-M',
      isFen: 19900,
    })
    expect((await cardOf('T1')).product.priceFen).toBe(5900)
  })

  test.each([
    ['of a product that there is not', 'none', { sku: null, fen: 1, at: 1, where: 'page' }, 404],
    ['of a SKU that there is not', 'W1', { sku: 'W9', fen: 1, at: 1, where: 'page' }, 404],
    ['in the future', 'T1', { sku: null, fen: 1, at: 4_000_000_000_000, where: 'page' }, 400],
    ['in half fen', 'T1', { sku: null, fen: 0.5, at: 1, where: 'page' }, 400],
  ])('%s is refused', async (_, id, body, status) => expect((await see(body, id)).status).toBe(status))
})

describe('size charts', () => {
  const set = (charts: SizeChart[]) => owner(at('/size-charts'), { method: 'PUT', body: { charts } })

  test('are set all together, and told once', async () => {
    const both = [{ ...women, code: 'men' }, women]
    expect((await set(both)).body.charts.map((c: SizeChart) => c.code)).toEqual(['men', 'women'])
    expect(desk.published).toHaveLength(1)
    await set(both)
    expect(desk.published).toHaveLength(1)
  })

  test('that go back are refused with the place (CAT-15); one that a product goes by stays (CAT-16)', async () => {
    const back = await set([{ ...women, sizes: women.sizes.toReversed() }])
    expect(fieldsOf(back)).toContain('charts.0.sizes.1.fits.weight')
    const gone = await set([])
    expect(gone.body.error.detail.problems).toEqual([
      { field: 'charts', problem: expect.stringContaining('W1') },
    ])
  })
})

test('suggestions come with a reason, and none while a complaint is open (CAT-70, CAT-76)', async () => {
  await put({ ...towel, relations: [{ kind: 'complementary', product: 'W1', why: '洗完澡就能换上' }] })
  const ask = (body: object) => agent(at('/products/T1/suggestions'), { body })
  const { suggestions } = (await ask({ body: { height: 162, weight: 55 } })).body
  expect(suggestions).toMatchObject([
    {
      product: { id: 'W1' },
      sku: 'W1-M',
      by: 'relation',
      sentence: { zh: '和「毛巾」搭配：洗完澡就能换上。' },
    },
  ])
  expect((await ask({ complaint: true })).body).toEqual({ suggestions: [] })
  expect((await ask({ basket: [{ product: 'W1', quantity: 1 }] })).body).toEqual({ suggestions: [] })
})

test('a whole catalog is loaded at once', async () => {
  const { products, charts } = await desk.db.tx({ shops: [shopId] }, (tx) => loadCatalog(tx, shopId))
  expect(products.map(({ id }) => id)).toEqual(expect.arrayContaining(['T1', 'W1']))
  expect(charts).toContainEqual(women)
  expect(desk.faults).toEqual([])
})
