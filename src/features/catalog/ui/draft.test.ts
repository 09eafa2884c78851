import { expect, test } from 'vitest'
import { Product, plainProduct } from '../domain/product.ts'
import { type Draft, draftOf, draftProblems, fenOf, freshKey, productOf } from './draft.ts'

const product: Product = {
  ...plainProduct({ id: 'A', title: '裤', priceFen: 9900, stock: 7 }),
  category: '裤装',
  attributes: { 材质: '棉', 产地: '南通' },
  sections: { pains: '夏天闷热' },
  skus: [
    {
      id: 'A-M',
      options: { 颜色: '灰', 尺码: 'M' },
      priceFen: 9900,
      stock: 3,
      restockAt: null,
      picture: null,
    },
    { id: 'A-L', options: { 颜色: '灰' }, priceFen: 9900, stock: 4, restockAt: null, picture: null },
  ],
}

test('untouched, a product comes back as it was', () => {
  expect(productOf(draftOf(product))).toEqual(product)
  expect(Product.parse(productOf(draftOf(product)))).toEqual(product)
})

test('what is empty is left out, and stock is that of the SKUs', () => {
  const draft = draftOf(product)
  const edited: Draft = {
    ...draft,
    category: ' ',
    url: '',
    attributes: [...draft.attributes, { key: freshKey(), name: '', value: 'x' }],
    sections: { pains: '  ' },
    skus: draft.skus.slice(0, 1),
  }
  expect(productOf(edited)).toMatchObject({
    ...{ category: null, url: null, attributes: product.attributes, sections: {}, stock: 3 },
  })
})

test.each<[string, Partial<Draft>, [string, string][]]>([
  ['nothing wrong', {}, []],
  ['no title', { title: ' ' }, [['no-title', '']]],
  ['no id', { id: '' }, [['no-id', '']]],
  ['an address that is none', { url: 'shop.example' }, [['bad-url', 'shop.example']]],
  [
    'an attribute twice',
    {
      attributes: [
        { key: 1, name: '材质', value: 'a' },
        { key: 2, name: '材质 ', value: 'b' },
      ],
    },
    [['attribute-twice', '材质']],
  ],
  [
    'a competitor without source',
    { competitors: [{ name: '别家', says: '', priceFen: null, source: '', seenOn: '2026-11-01' }] },
    [['competitor-source', '别家']],
  ],
])('%s', (_, change, expected) => {
  const found = draftProblems({ ...draftOf(product), ...change })
  expect(found.map(({ what, detail }) => [what, detail])).toEqual(expected)
})

test('SKUs without id, or with one id, are named', () => {
  const { skus, ...draft } = draftOf(product)
  const [first, second] = skus.map((sku) => ({ ...sku, id: 'A-M' }))
  if (!first || !second) throw new Error('two SKUs')
  expect(draftProblems({ ...draft, skus: [first, second] })).toEqual([{ what: 'sku-twice', detail: 'A-M' }])
  expect(draftProblems({ ...draft, skus: [first, { ...second, id: ' ' }] })).toEqual([
    { what: 'sku-no-id', detail: '2' },
  ])
})

test.each([
  [16.5, 1650],
  ['19.99', 1999],
  [0.29, 29],
  [null, null],
  [-1, null],
  ['x', null],
])('%s yuan is %s fen', (yuan, fen) => expect(fenOf(yuan)).toBe(fen))
