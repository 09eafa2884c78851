import { expect, test } from 'vitest'
import { cardSections, type Product, plainProduct } from '../domain/product.ts'
import { completeness, hasSizes } from './complete.ts'

const bare = plainProduct({ id: 'A', title: '裤', priceFen: 1, stock: 1 })
const sku = { id: 's', priceFen: 1, stock: 1, restockAt: null, picture: null }
const whole: Product = {
  ...bare,
  category: '裤装',
  attributes: { 材质: '棉' },
  pictures: ['1/a'],
  url: 'https://shop.example',
  relations: [{ kind: 'similar', product: 'B', why: '' }],
  sections: Object.fromEntries(cardSections.map((section) => [section, '有'])),
}

test('a bare product lacks everything but a size chart', () => {
  const { done, of, missing } = completeness(bare)
  expect([done, of, missing.includes('sizeChart')]).toEqual([0, 15, false])
})

test('a whole card lacks nothing; chosen by size, it wants a chart', () => {
  expect(completeness(whole)).toEqual({ done: 15, of: 15, missing: [] })
  const sized = { ...whole, skus: [{ ...sku, options: { 颜色: '灰', 尺码: 'M' } }] }
  expect(completeness(sized)).toEqual({ done: 15, of: 16, missing: ['sizeChart'] })
  expect(completeness({ ...sized, sizeChart: 'W' }).missing).toEqual([])
})

test('a section of blanks is none', () => {
  expect(completeness({ ...whole, sections: { ...whole.sections, pains: '  ' } }).missing).toEqual(['pains'])
})

test.each([
  [{ 尺码: 'M' }, true],
  [{ Size: 'M' }, true],
  [{ 颜色: '灰' }, false],
])('%j', (options, sized) => expect(hasSizes({ skus: [{ ...sku, options }] })).toBe(sized))
