import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Product, plainProduct } from './product.ts'
import { type Selling, suggest } from './selling.ts'
import { boughtTogether } from './together.ts'

const make = (id: string, priceFen: number, more: Partial<Product> = {}): Product =>
  plainProduct({ id, title: `${id} 款`, priceFen, stock: 5, ...more })
const size = (id: string, 尺码: string, stock: number) => ({
  ...{ id, options: { 尺码 }, priceFen: 10_000, stock, restockAt: null, picture: null },
})
const chart = {
  ...{ code: 'c', name: '表', note: '' },
  sizes: [
    { size: 'M', fits: { weight: [40, 50] as [number, number] } },
    { size: 'L', fits: { weight: [51, 60] as [number, number] } },
  ],
}
const shirt = make('shirt', 10_000, {
  category: '上衣',
  sizeChart: 'c',
  skus: [size('s-m', 'M', 0), size('s-l', 'L', 5)],
})
const blouse = make('blouse', 12_000, {
  category: '上衣',
  sizeChart: 'c',
  skus: [size('b-m', 'M', 4), size('b-l', 'L', 0)],
})
const trousers = make('trousers', 15_000, { category: '裤子' })
const silk = make('silk', 30_000, { category: '上衣' })
const socks = make('socks', 1500)
const gone = make('gone', 11_000, { category: '上衣', stock: 0 })
const medicine = make('medicine', 10_500, { category: '上衣', labelOnly: true })

const selling = (more: Partial<Selling> = {}): Selling => ({
  product: shirt,
  basket: [],
  products: [blouse, trousers, silk, socks, gone, medicine],
  together: [],
  body: {},
  charts: [chart],
  next: null,
  complaint: false,
  ...more,
})
const brief = (given: Selling) =>
  suggest(given).map(({ product, by, sku }) => `${by} ${product.id}${sku === null ? '' : `/${sku}`}`)
const related = {
  ...shirt,
  relations: [
    { kind: 'complementary', product: 'trousers', why: '同色' },
    { kind: 'better', product: 'silk', why: '' },
    { kind: 'similar', product: 'gone', why: '' },
  ],
} satisfies Product
const next = {
  more: 2000,
  unit: 'fen',
  cutFen: 3000,
  says: { zh: '满 120 减 30', en: '30 off 120' },
} as const

describe('what is suggested', () => {
  test.each<[rule: string, given: Selling, says: string[]]>([
    ['CAT-71 alike: the same category and a near price', selling(), ['relation blouse']],
    [
      'CAT-71 what the shop relates goes first',
      selling({ product: related }),
      ['relation trousers', 'better silk', 'relation blouse'],
    ],
    [
      'CAT-72 bought together',
      selling({ together: [{ product: 'socks', times: 8, of: 20, lift: 3 }] }),
      ['together socks', 'relation blouse'],
    ],
    ['CAT-73 in the size that fits, where it is left', selling({ body: { weight: 55 } }), []],
    [
      'CAT-73 one that fits instead of one that is sold out in the size',
      selling({ body: { weight: 45 } }),
      ['fits blouse/b-m'],
    ],
    [
      'CAT-74 what reaches the next reduction comes last',
      selling({ next }),
      ['relation blouse', 'next-step trousers'],
    ],
    ['CAT-75 nothing the buyer has', selling({ basket: [{ product: 'blouse' }] }), []],
    ['CAT-76 nothing while a complaint is open', selling({ product: related, complaint: true }), []],
    ['CAT-75 nothing about label-only goods', selling({ product: { ...related, labelOnly: true } }), []],
  ])('%s', (_, given, says) => expect(brief(given)).toEqual(says))

  test('each has its reason in one sentence (CAT-70)', () => {
    const given = selling({
      product: related,
      next,
      together: [{ product: 'socks', times: 8, of: 20, lift: 3 }],
    })
    expect(
      suggest(given).map(({ differenceFen, sentence }) => [differenceFen, sentence.zh, sentence.en]),
    ).toEqual([
      [null, '和「shirt 款」搭配：同色。', 'Goes with “shirt 款”: 同色'],
      [null, '买过「shirt 款」的 20 单里，有 8 单也买了它。', 'Of 20 orders with “shirt 款”, 8 have it too.'],
      [20_000, '更好的一款，贵 200 元。', 'The next better one, 200 yuan more.'],
      [2000, '同属「上衣」，贵 20 元。', 'Also in “上衣”, 20 yuan more.'],
    ])
    const [last] = suggest(
      selling({ product: { ...shirt, category: null }, products: [trousers], next }),
    ).slice(-1)
    expect(last?.sentence).toEqual({
      zh: '离「满 120 减 30」还差 20 元；这件 150 元，加上就够，一共减 30 元。',
      en: '“30 off 120” is 20 yuan away; this one is 150 yuan, and with it 30 yuan are taken off in all.',
    })
  })

  test('more memory for an exact difference (CAT-70); a bigger bed is not better', () => {
    const variants = (name: string, a: string, b: string) =>
      make('x', 300_000, {
        skus: [
          { ...size('x-1', '', 3), options: { [name]: a, 颜色: '黑' }, priceFen: 300_000 },
          { ...size('x-2', '', 3), options: { [name]: b, 颜色: '黑' }, priceFen: 320_000 },
        ],
      })
    const [found] = suggest(selling({ product: variants('存储', '256GB', '512GB'), products: [] }))
    expect(found).toMatchObject({
      by: 'better',
      sku: 'x-2',
      differenceFen: 20_000,
      sentence: { zh: '多付 200 元，存储从 256GB 到 512GB。' },
    })
    expect(suggest(selling({ product: variants('尺寸', '1.5 米', '1.8 米'), products: [] }))).toEqual([])
  })

  test('never what is out of stock, twice, or in the basket', () => {
    const some = fc.record({
      id: fc.integer({ min: 0, max: 12 }).map((i) => `p${i}`),
      priceFen: fc.integer({ min: 100, max: 20_000 }),
      stock: fc.nat(2),
      category: fc.constantFrom('上衣', '裤子'),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 20 }), fc.array(fc.nat(12), { maxLength: 4 }), (rows, had) => {
        const products = rows.map(({ id, priceFen, stock, category }) =>
          make(id, priceFen, { stock, category }),
        )
        const each = [...new Map(products.map((one) => [one.id, one])).values()]
        const basket = had.map((i) => ({ product: `p${i}` }))
        const found = suggest(selling({ products: each, basket, next }))
        expect(found.every(({ product }) => product.stock > 0)).toBe(true)
        expect(new Set(found.map(({ product }) => product.id)).size).toBe(found.length)
        expect(found.some(({ product }) => basket.some((line) => line.product === product.id))).toBe(false)
      }),
    )
  })
})

describe('bought together (CAT-72)', () => {
  const orders = [
    ...Array.from({ length: 5 }, () => ['a', 'b']),
    ...Array.from({ length: 15 }, () => ['a']),
    ...Array.from({ length: 2 }, () => ['a', 'c']),
    ...Array.from({ length: 78 }, (_, i) => ['d', ...(i < 20 ? ['a'] : [])]),
  ]
  test('counts orders and how much more often than by chance; few and common ones are left out', () => {
    // b is in 5 of 100 orders, a in 42: together by chance 2.1 times.
    expect(boughtTogether(orders)('a')).toEqual([
      { product: 'b', times: 5, of: 42, lift: (5 * 100) / (42 * 5) },
    ])
    expect(boughtTogether(orders)('nothing')).toEqual([])
  })
  test('an order names a product once, whatever the quantity; a trader’s order relates nothing', () => {
    const twice = Array.from({ length: 4 }, () => ['a', 'a', 'b'])
    expect(boughtTogether([...twice, ['c'], ['c'], ['c']])('a')).toEqual([
      { product: 'b', times: 4, of: 4, lift: 7 / 4 },
    ])
    const trader = Array.from({ length: 40 }, (_, i) => `t${i}`)
    expect(boughtTogether(Array.from({ length: 9 }, () => trader))('t1')).toEqual([])
  })
})
