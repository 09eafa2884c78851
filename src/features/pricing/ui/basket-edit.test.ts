import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Reckoned } from '../../conversation/domain.ts'
import { Wanted } from '../contract.ts'
import { MOST_PIECES } from '../domain/basket.ts'
import {
  emptyDraft,
  quantityOf,
  reckonedOf,
  startOf,
  type Wish,
  wantedOf,
  withPiece,
  withQuantity,
  withSku,
} from './basket-edit.ts'

const grey = { product: 'LB-S15', sku: 'grey', quantity: 1 }
const blue = { product: 'LB-S15', sku: 'blue', quantity: 2 }
const pillow = { product: 'LB-P1', sku: null, quantity: 1 }

test.each<[string, readonly Wish[], readonly Wish[]]>([
  ['a new product stands at the end', withPiece([grey], 'LB-P1', null), [grey, pillow]],
  ['the same once more is one piece more', withPiece([grey], 'LB-S15', 'grey'), [{ ...grey, quantity: 2 }]],
  ['another SKU is another line', withPiece([grey], 'LB-S15', 'blue', 2), [grey, blue]],
  [
    'no more than a line may hold',
    withPiece([blue], 'LB-S15', 'blue', 99_999),
    [{ ...blue, quantity: MOST_PIECES }],
  ],
  ['a quantity', withQuantity([grey, pillow], pillow, 3), [grey, { ...pillow, quantity: 3 }]],
  ['none takes it out', withQuantity([grey, pillow], grey, 0), [pillow]],
  ['another SKU', withSku([grey, pillow], grey, 'white'), [{ ...grey, sku: 'white' }, pillow]],
  ['the SKU of another line: one line', withSku([grey, blue], grey, 'blue'), [{ ...blue, quantity: 3 }]],
  ['the same SKU changes nothing', withSku([grey], grey, 'grey'), [grey]],
])('%s', (_, is, wanted) => expect(is).toEqual(wanted))

test.each<[string, number | null]>([
  ['3', 3],
  [' 12 ', 12],
  ['１２', 12],
  ['0', 0],
  ['99999', MOST_PIECES],
  ['', null],
  ['-1', null],
  ['1.5', null],
  ['两', null],
])('typed %j is %j', (typed, is) => expect(quantityOf(typed)).toBe(is))

describe('what the panel starts from', () => {
  const basket: Reckoned = {
    ...{ lines: [blue], cards: ['c1'], channel: 'live', member: true, region: '新疆', coins: 50 },
  }
  test('the basket of the price told last', () =>
    expect(startOf({ basket, goods: ['LB-P1'] }, 'LB-X')).toEqual({ ...basket, at: null }))
  test('else the product the conversation is about', () =>
    expect(startOf({ goods: ['LB-P1', 'LB-X'] }, 'LB-X').lines).toEqual([pillow]))
  test('else the one looked at', () => expect(startOf({}, 'LB-P1').lines).toEqual([pillow]))
  test('else nothing', () => expect(startOf(undefined, null)).toEqual(emptyDraft))
})

test('an empty basket is not asked about, nor kept', () => {
  expect(wantedOf(emptyDraft)).toBeNull()
  expect(reckonedOf(emptyDraft)).toBeNull()
})
test('a price of another moment does not become the price that was told', () =>
  expect(reckonedOf({ ...emptyDraft, lines: [grey], at: 1 })).toBeNull())
test('more lines than are kept are not kept by half', () => {
  const lines = Array.from({ length: 21 }, (_, i) => ({ ...pillow, product: `p${i}` }))
  expect(reckonedOf({ ...emptyDraft, lines })).toBeNull()
})

const arbLine = fc.record({
  product: fc.constantFrom('a', 'b', 'c'),
  sku: fc.constantFrom(null, 's', 't'),
  pieces: fc.integer({ min: -5, max: 20_000 }),
})
test('whatever is edited: each product and SKU once, in whole pieces, as the desk takes them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), arbLine)), (edits) => {
      let lines: readonly Wish[] = []
      for (const [how, { product, sku, pieces }] of edits) {
        const of = lines[0] ?? { product, sku, quantity: 1 }
        if (how === 0) lines = withPiece(lines, product, sku, pieces)
        else if (how === 1) lines = withQuantity(lines, of, pieces)
        else lines = withSku(lines, of, sku)
      }
      expect(new Set(lines.map(({ product, sku }) => `${product} ${sku}`)).size).toBe(lines.length)
      const wanted = wantedOf({ ...emptyDraft, lines })
      if (wanted) expect(Wanted.parse(wanted)).toEqual(wanted)
      const kept = reckonedOf({ ...emptyDraft, lines })
      if (kept) expect(Reckoned.parse(kept)).toEqual(kept)
    }),
  )
})
