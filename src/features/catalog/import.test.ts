import { existsSync, readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { sql } from '../../platform/db/db.ts'
import { type Answer, audited, openAdministration } from '../shop/testing.ts'
import type { ProductImport } from './contract.ts'
import type { PriceChange, Product } from './domain/product.ts'
import { catalogRoutes, loadCatalog } from './index.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let cookie: string

beforeAll(async () => {
  desk = await openAdministration(catalogRoutes)
  shopId = (await desk.shop('甲')).id
  await desk.person(shopId, 'owner', 'owner')
  cookie = (await desk.as('owner')).cookie
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.time.now += 60_000
  await desk.db.tx({ shops: [shopId] }, async (tx) => {
    for (const table of ['product', 'size_chart', 'price_change', 'import_mapping'])
      await sql`delete from ${sql.table(table)}`.execute(tx)
  })
})

const send = async (bytes: Uint8Array | string, plan?: string) => {
  const query = new URLSearchParams({ name: 'goods', ...(plan !== undefined && { plan }) })
  const response = await desk.app.request(
    `http://desk.test/api/shops/${shopId}/products/import?${query}`,
    { method: 'POST', headers: { origin: 'http://desk.test', cookie }, body: bytes },
    { incoming: { socket: { remoteAddress: '203.0.113.7' } } },
  )
  const body: Answer['body'] = await response.json()
  return { status: response.status, body }
}
const seen = async (bytes: Uint8Array | string): Promise<ProductImport> => (await send(bytes)).body
/** Looks at what a file does, and confirms it. */
const take = async (bytes: Uint8Array | string): Promise<ProductImport> => {
  const { plan } = await seen(bytes)
  const { status, body } = await send(bytes, plan)
  expect(status).toBe(200)
  expect(body.done).toBe(true)
  return body
}
const catalog = () => desk.db.tx({ shops: [shopId] }, (tx) => loadCatalog(tx, shopId))
const product = async (id: string): Promise<Product> => {
  const found = (await catalog()).products.find((one) => one.id === id)
  if (!found) throw new Error(`there is no product ${id}`)
  return found
}
const asked = (path: string, method: string, body?: unknown) =>
  desk.ask(`/api/shops/${shopId}${path}`, { method, body, headers: { cookie } })
const problems = ({ refused }: ProductImport) =>
  refused.map(({ line, column, reason }) => [line, column, reason])

const csv = `商品编号,商品标题,颜色分类,尺码,价格（元）,库存,材质,SKU编码
="001234567890123456789",水洗棉家居服,雾粉,M,"1,299.50",3,全棉,="0001"
="001234567890123456789",水洗棉家居服,雾粉,L,1299.5,4,全棉,0002
T1,毛巾,,,59,12,长绒棉,
`

describe('a table', () => {
  test('is understood by the names of its columns, and does what it said (CAT-30, CAT-31)', async () => {
    const found = await seen(csv)
    expect(found).toMatchObject({
      ...{ done: false, form: 'table', remembered: false },
      counts: { products: 2, added: 2, changed: 0, skus: 2, refused: 0, prices: 0 },
      added: [
        { line: 2, id: '001234567890123456789', skus: 2 },
        { line: 4, id: 'T1', skus: 0 },
      ],
    })
    expect(found.mapping.columns).toEqual({
      商品编号: { to: 'id', name: '' },
      商品标题: { to: 'title', name: '' },
      颜色分类: { to: 'sku.option', name: '颜色' },
      尺码: { to: 'sku.option', name: '尺码' },
      '价格（元）': { to: 'sku.price', name: '' },
      库存: { to: 'sku.stock', name: '' },
      材质: { to: 'attribute', name: '材质' },
      SKU编码: { to: 'sku.id', name: '' },
    })
    expect(found.columns[5]).toEqual({
      column: '库存',
      samples: ['3', '4', '12'],
      guess: { to: 'sku.stock', name: '' },
    })
    expect((await catalog()).products).toEqual([])
    expect((await take(csv)).counts.added).toBe(2)
    expect(await product('001234567890123456789')).toMatchObject({
      ...{ title: '水洗棉家居服', priceFen: 129950, stock: 7, attributes: { 材质: '全棉' } },
      skus: [
        { id: '0001', options: { 颜色: '雾粉', 尺码: 'M' }, priceFen: 129950, stock: 3 },
        { id: '0002', options: { 颜色: '雾粉', 尺码: 'L' }, priceFen: 129950, stock: 4 },
      ],
    })
    expect(await product('T1')).toMatchObject({ priceFen: 5900, stock: 12, skus: [] })
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'products.imported',
      detail: { file: 'goods', added: 2, changed: 0, part: 1, parts: 1 },
    })
  })

  test('changes nothing a second time, and keeps prices that it changes (CAT-38, CAT-10)', async () => {
    await take(csv)
    expect((await take(csv)).counts).toMatchObject({ unchanged: 2, added: 0, changed: 0, prices: 0 })
    const dearer = csv.replace('T1,毛巾,,,59,', 'T1,毛巾,,,69,')
    expect(await take(dearer)).toMatchObject({
      counts: { changed: 1, unchanged: 1, prices: 1 },
      changed: [{ id: 'T1', fields: ['priceFen'] }],
    })
    const changes: PriceChange[] = (await asked('/products/T1', 'GET')).body.changes
    expect(changes.map(({ wasFen, isFen, source }) => [wasFen, isFen, source])).toEqual([
      [5900, 6900, 'import'],
      [null, 5900, 'import'],
    ])
  })

  test.each([
    ['GBK, as Excel for Windows saves it', () => iconv.encode(csv, 'gb18030')],
    ['UTF-8 with a mark', () => Buffer.from(`\uFEFF${csv}`)],
    ['UTF-16', () => iconv.encode(csv, 'utf-16le', { addBOM: true })],
    ['tabs', () => Buffer.from(csv.replace('"1,299.50"', '1299.50').replaceAll(',', '\t'))],
    ['a title above the header', () => Buffer.from(`商品列表导出,,,,,,,\n${csv}`)],
  ])('in %s is read alike (CAT-32)', async (_, bytes) => {
    expect((await take(bytes())).counts).toMatchObject({ added: 2, refused: 0 })
    expect((await product('001234567890123456789')).skus.map(({ id }) => id)).toEqual(['0001', '0002'])
  })

  test('as XLSX, with joined cells and long numbers as text', async () => {
    const text = (value: string) => ({ value, type: String })
    const sheet = await writeXlsx(
      [
        ['商品ID', '标题', '尺码', '售价', '库存'].map(text),
        [
          text('620000000000000001'),
          text('衬衫'),
          text('M'),
          { value: 99.9, type: Number },
          { value: 2, type: Number },
        ],
        [null, null, text('L'), { value: 19.99, type: Number }, { value: 0, type: Number }],
      ],
      {},
    ).toBuffer()
    await take(sheet)
    expect(await product('620000000000000001')).toMatchObject({
      ...{ priceFen: 1999, stock: 2 },
      skus: [
        { id: '620000000000000001:M', priceFen: 9990 },
        { id: '620000000000000001:L', priceFen: 1999, stock: 0 },
      ],
    })
  })

  test('with broken rows: each is refused with row, column and reason; the rest is taken (CAT-35, CAT-36)', async () => {
    const broken = `商品编号,标题,价格,库存,SKU编码,尺码
P1,衬衫,129.999,3,1,M
P1,衬衫,129.99,-3,2,L
P1,衬衫,129.99,3,3,XL
P1,衬衫,129.99,3,3,XXL
1.93E+15,失真,1,1,,
,无编号,9,9,,
P2,,9,9,,
P3,没有价格,,9,,
P4,价格是字,面议,9,,
P5,贵,99999999999,9,,
P6,好的,¥ 1,234.50 元,9,,
P7,好的,8,9,,
`.replace('¥ 1,234.50 元', '"¥ 1,234.50 元"')
    const found = await take(broken)
    expect(problems(found)).toEqual([
      [2, '价格', 'bad-price'],
      [3, '库存', 'bad-stock'],
      [5, null, 'same-sku'],
      [6, '商品编号', 'spoiled-id'],
      [7, null, 'no-id'],
      [10, '价格', 'bad-price'],
      [11, '价格', 'bad-price'],
      [8, '标题', 'no-title'],
      [9, '价格', 'no-price'],
    ])
    expect((await catalog()).products.map(({ id, priceFen }) => [id, priceFen])).toEqual([
      ['P1', 12999],
      ['P6', 123450],
      ['P7', 800],
    ])
    expect((await take(broken)).counts).toMatchObject({ unchanged: 3, changed: 0, added: 0 })
  })

  test('a broken row of a SKU that the shop has leaves it as it was', async () => {
    await take(csv)
    await take(csv.replace('L,1299.5,4', 'L,abc,9').replace('M,"1,299.50",3', 'M,1000,2'))
    expect((await product('001234567890123456789')).skus).toMatchObject([
      { id: '0002', priceFen: 129950, stock: 4 },
      { id: '0001', priceFen: 100000, stock: 2 },
    ])
  })

  test('of stock only changes stock (CAT-37)', async () => {
    await take(csv)
    expect(
      (await take('商品编号,SKU编码,库存\n="001234567890123456789",="0002",0\nT1,,1\nnew,,3\n')).refused,
    ).toMatchObject([
      { line: 4, id: 'new', reason: 'no-title' },
      { line: 4, id: 'new', reason: 'no-price' },
    ])
    expect(await product('001234567890123456789')).toMatchObject({
      title: '水洗棉家居服',
      stock: 3,
      skus: [{ stock: 3 }, { stock: 0, priceFen: 129950 }],
    })
    expect(await product('T1')).toMatchObject({ title: '毛巾', stock: 1 })
  })

  test('of prices of products that have SKUs says that theirs count', async () => {
    await take(csv)
    const found = await take('商品编号,价格\n="001234567890123456789",1000\n')
    expect(found).toMatchObject({
      counts: { unchanged: 1 },
      noted: [{ line: 2, column: '价格', reason: 'has-skus', detail: '100000' }],
    })
  })

  test('with a size table in words makes a chart (CAT-34)', async () => {
    await take(
      '商品编号,标题,价格,尺码表\nW1,家居服,189,"M：身高 158–166 cm、96-116斤；S：身高 150–160 cm、80-100斤"\n',
    )
    expect((await product('W1')).sizeChart).toBe('W1')
    expect((await catalog()).charts).toEqual([
      {
        ...{ code: 'W1', name: '家居服', note: '' },
        sizes: [
          { size: 'S', fits: { height: [150, 160], weight: [40, 50] } },
          { size: 'M', fits: { height: [158, 166], weight: [48, 58] } },
        ],
      },
    ])
  })
})

describe('the mapping', () => {
  const strange = 'A码,品,钱（分）\nX1,杯子,990\n'

  test('is mended, remembered by the header, and forgotten (CAT-33)', async () => {
    const first = await seen(strange)
    expect(problems(first)).toEqual([[2, null, 'no-id']])
    const mapping = {
      ...first.mapping,
      columns: { A码: { to: 'id' }, 品: { to: 'title' }, '钱（分）': { to: 'price' } },
      priceUnit: 'fen',
    }
    const { fingerprint } = first
    await asked('/products/import/mapping', 'PUT', { fingerprint, mapping })
    expect(await seen(strange)).toMatchObject({
      remembered: true,
      counts: { added: 1 },
      sample: [{ id: 'X1', priceFen: 990 }],
    })
    await take(strange)
    expect(await seen(strange.replace('990', '1090'))).toMatchObject({
      remembered: true,
      counts: { changed: 1 },
    })
    await asked('/products/import/mapping', 'PUT', { fingerprint, mapping: null })
    expect(await seen(strange)).toMatchObject({ remembered: false })
  })

  test.each([
    ['a section that there is not', { A: { to: 'section', name: 'poetry' } }],
    ['an attribute without a name', { A: { to: 'attribute' } }],
    ['a target that there is not', { A: { to: 'colour' } }],
  ])('with %s is refused', async (_, columns) => {
    const mapping = { columns, priceUnit: 'yuan', skuPriceUnit: 'yuan', products: '', skus: null }
    expect((await asked('/products/import/mapping', 'PUT', { fingerprint: 'x', mapping })).status).toBe(400)
  })

  test('a plan is carried out as it was shown, or not at all (CAT-41)', async () => {
    const { plan } = await seen(csv)
    await take(csv.replace('59', '58'))
    expect((await send(csv, plan)).body.error.code).toBe('changed-meanwhile')
  })
})

describe('JSON', () => {
  const goods = [
    {
      id: 12345678901234567890n,
      title: '杯子',
      price: 9.9,
      stock: 3,
      attributes: { 材质: '瓷' },
      images: ['//a.example/1.jpg', 'https://a.example/2.jpg'],
    },
    {
      id: 'C2',
      title: '壶',
      price: '19.90',
      variants: [
        { sku: 'C2-1', price: '19.90', stock: 1, color: '白' },
        { sku: 'C2-2', price: '21', stock: 2, color: '黑' },
      ],
    },
  ]
  const json = (value: unknown) =>
    JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `#${v}#` : v)).replace(/"#(\d+)#"/g, '$1')

  test('a list, whose ids keep their digits (CAT-32)', async () => {
    await take(json([goods[0]]))
    expect(await product('12345678901234567890')).toMatchObject({
      ...{ priceFen: 990, stock: 3, attributes: { 材质: '瓷' } },
      pictures: ['https://a.example/1.jpg', 'https://a.example/2.jpg'],
    })
  })

  test('a list within a document, with the SKUs of each', async () => {
    const file = json({ code: 0, data: [goods[1], { id: 'C3', title: '碟', price: 'free' }] })
    const found = await take(file)
    expect(found).toMatchObject({ form: 'json', mapping: { products: 'data', skus: 'variants' } })
    expect(found.refused).toMatchObject([
      { line: 2, id: 'C3', column: 'price', reason: 'bad-price', detail: 'free' },
    ])
    expect((await product('C2')).skus).toMatchObject([
      { id: 'C2-1', priceFen: 1990, options: { 颜色: '白' } },
      { id: 'C2-2', priceFen: 2100, options: { 颜色: '黑' } },
    ])
  })

  test('a broken element of a list does not spoil the others', async () => {
    const found = await take(
      '[\n{"id":"A1","title":"杯","price":1},\n{"id":"A2","title":},\n{"id":"A3","title":"壶","price":2}\n]',
    )
    expect(found.refused).toMatchObject([{ line: 3, reason: 'unreadable' }])
    expect((await catalog()).products.map(({ id }) => id)).toEqual(['A1', 'A3'])
  })

  test('a page: paths, prices in fen below a price in yuan, sizes in the names of options (CAT-34)', async () => {
    const page = {
      result: {
        shop: { id: 'shop-7', name: '某店', score: [{ name: '描述', value: 5 }] },
        share: { title: '快来看', url: 'https://b.example/share' },
        goods: { itemId: 'G9', title: '针织裙', lowNowPrice: '59.90' },
        params: { set: { 材质: '聚酯纤维', 季节: '春秋' } },
        skuInfo: {
          styleKey: '颜色',
          sizeKey: '尺码',
          skus: [
            {
              stockId: 's1',
              nowprice: 5990,
              price: 8557,
              stock: 10,
              style: '红',
              size: 'M【建议80-100斤】',
              img: '//b.example/r.jpg',
            },
            {
              stockId: 's2',
              nowprice: 6990,
              price: 9000,
              stock: 0,
              style: '红',
              size: 'L【建议100-120斤】',
              img: '//b.example/r.jpg',
            },
          ],
        },
      },
    }
    const found = await take(JSON.stringify(page))
    expect(found.mapping).toMatchObject({
      priceUnit: 'yuan',
      skuPriceUnit: 'fen',
      skus: 'result.skuInfo.skus',
    })
    expect(found.mapping.columns).toMatchObject({
      'result.goods.title': { to: 'title' },
      'result.params.set': { to: 'attributes' },
      'result.skuInfo.skus[].nowprice': { to: 'sku.price' },
      'result.skuInfo.skus[].style': { to: 'sku.option', name: '颜色' },
    })
    expect(await product('G9')).toMatchObject({
      ...{
        title: '针织裙',
        priceFen: 5990,
        stock: 10,
        sizeChart: 'G9',
        attributes: { 材质: '聚酯纤维', 季节: '春秋' },
      },
      skus: [
        { id: 's1', priceFen: 5990, picture: 'https://b.example/r.jpg' },
        { id: 's2', priceFen: 6990 },
      ],
    })
    expect((await catalog()).charts).toMatchObject([
      {
        code: 'G9',
        sizes: [
          { size: 'M', fits: { weight: [40, 50] } },
          { size: 'L', fits: { weight: [50, 60] } },
        ],
      },
    ])
    expect((await take(JSON.stringify(page))).counts).toMatchObject({ unchanged: 1, charts: 0 })
  })
})

test.each([
  ['nothing', '', /empty/],
  ['no JSON', '{"a": ', /not JSON/],
  ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /\.xlsx/],
])('%s is refused with what to do', async (_, bytes, says) => {
  const { status, body } = await send(bytes)
  expect(status).toBe(400)
  expect(body.error.detail.problems[0].problem).toMatch(says)
})

/** One real product page of a platform, which may not be shipped: its path is given when the test is run. */
const PAGE = process.env.PEAKDESK_PRODUCT_PAGE ?? ''
test.skipIf(!existsSync(PAGE))(
  'the real product page of PEAKDESK_PRODUCT_PAGE comes in whole (skipped without it)',
  async () => {
    const bytes = readFileSync(PAGE)
    const found = await take(bytes)
    expect(found.counts).toMatchObject({ added: 1, skus: 126, refused: 0, noted: 0, charts: 1 })
    const [card] = (await catalog()).products
    expect(card).toMatchObject({ priceFen: 5990, stock: 125_992, attributes: { 材质: '聚酯纤维' } })
    expect(new Set(card?.skus.map(({ priceFen }) => priceFen))).toContain(9980)
    expect(card?.skus.every(({ options }) => Object.keys(options).join() === '颜色,尺码')).toBe(true)
    const [chart] = (await catalog()).charts
    expect(chart?.sizes.map(({ size, fits }) => [size, fits.weight])).toEqual([
      ['M', [40, 50]],
      ['L', [50, 60]],
      ['XL', [60, 70]],
      ['2XL', [70, 80]],
      ['3XL', [80, 90]],
      ['4XL', [90, 100]],
    ])
    expect((await take(bytes)).counts).toMatchObject({ unchanged: 1, charts: 0, prices: 0 })
  },
)
