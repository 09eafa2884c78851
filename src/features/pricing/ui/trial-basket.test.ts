import { expect, test } from 'vitest'
import { plainProduct } from '../../catalog/domain/product.ts'
import { emptyDraft } from './basket-edit.ts'
import { trialBasket } from './trial-basket.ts'

const sku = { options: { 颜色: '海盐蓝' }, stock: 1, restockAt: null, picture: null }
const quilt = plainProduct({
  ...{ id: 'q', title: '被子', priceFen: 10_000, stock: 2, category: '床品' },
  skus: [
    { ...sku, id: 'q1', priceFen: 10_000 },
    { ...sku, id: 'q2', priceFen: 12_000 },
  ],
})
const goods = new Map([
  ['q', quilt],
  ['p', plainProduct({ id: 'p', title: '枕头', priceFen: 5_000, stock: 1 })],
  ['x', null],
])
const now = Date.parse('2026-11-11T00:00:00Z')
const tried = (lines: { product: string; sku: string | null; quantity: number }[]) =>
  trialBasket({ ...emptyDraft, lines }, goods, now, 'Asia/Shanghai')

test('lines with the price, title and category of what was chosen', () => {
  const { basket, problems } = tried([
    { product: 'q', sku: 'q2', quantity: 2 },
    { product: 'p', sku: null, quantity: 1 },
  ])
  expect(problems).toEqual([])
  expect(basket?.at).toBe('2026-11-11T00:00:00.000Z')
  expect(
    basket?.lines.map(({ title, priceFen, quantity, category }) => [title, priceFen, quantity, category]),
  ).toEqual([
    ['被子 海盐蓝', 12_000, 2, '床品'],
    ['枕头', 5_000, 1, null],
  ])
})
test('nothing is guessed: an unknown product, and a variant that was not chosen, are problems', () => {
  const { basket, problems } = tried([
    { product: 'x', sku: null, quantity: 1 },
    { product: 'q', sku: null, quantity: 1 },
  ])
  expect(basket).toBeNull()
  expect(problems.map(({ where }) => where)).toEqual(['lines[0]', 'lines[1]'])
})
