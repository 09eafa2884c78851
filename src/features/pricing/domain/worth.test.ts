import { expect, test } from 'vitest'
import { shelfWith } from '../testing.ts'
import { wantedOf } from './shelf.ts'
import { candidatesFrom } from './worth.ts'

test.each<[string, Parameters<typeof wantedOf>[0], string, number]>([
  ['of seven, two are taken', [{ product: 'LB-P1', quantity: 2 }], 'LB-P1', 5],
  ['of seven, four are taken', [{ product: 'LB-P1', quantity: 4 }], 'LB-P1', 3],
  [
    'taken on two lines',
    [
      { product: 'LB-P1', quantity: 3 },
      { product: 'LB-P1', sku: 'LB-P1', quantity: 3 },
    ],
    'LB-P1',
    1,
  ],
  ['all are taken', [{ product: 'LB-P1', quantity: 7 }], 'LB-P1', 0],
  ['a SKU of eight', [{ product: 'LB-Q1', sku: 'LB-Q1-S', quantity: 6 }], 'LB-Q1-S', 2],
  ['the other SKU', [{ product: 'LB-Q1', sku: 'LB-Q1-S', quantity: 6 }], 'LB-Q1-L', 5],
])('[PRC-93] no more is added than there is beside the basket: %s', (_, lines, thing, most) => {
  const found = candidatesFrom(shelfWith([]), wantedOf(lines))
  expect(found.find(({ item, sku }) => (sku ?? item) === thing)?.most ?? 0).toBe(most)
})
