import { expect, test } from 'vitest'
import type { PriceChange } from '../domain/product.ts'
import { priceSteps, seenPrices, stepLine } from './steps.ts'

let id = 0
const change = (at: number, isFen: number, more: Partial<PriceChange> = {}): PriceChange => ({
  ...{ id: ++id, product: 'A', sku: null, wasFen: null, isFen, at, source: 'edit', by: 1 },
  ...more,
})

test.each<[string, PriceChange[], string | null, [number, number, number][]]>([
  ['nothing changed', [], null, []],
  ['the first price holds until now', [change(10, 100)], null, [[10, 50, 100]]],
  [
    'what it was before holds from the beginning of the picture',
    [change(20, 90, { wasFen: 100 })],
    null,
    [
      [0, 20, 100],
      [20, 50, 90],
    ],
  ],
  [
    'given the latest first, it is the same',
    [change(30, 80, { wasFen: 90 }), change(20, 90, { wasFen: 100 })],
    null,
    [
      [0, 20, 100],
      [20, 30, 90],
      [30, 50, 80],
    ],
  ],
  ['what was seen is no step', [change(10, 100), change(20, 70, { source: 'page' })], null, [[10, 50, 100]]],
  ['of one SKU', [change(10, 100), change(20, 70, { sku: 's' })], 's', [[20, 50, 70]]],
])('%s', (_, changes, sku, expected) => {
  const steps = priceSteps(changes, sku, 50, 0)
  expect(steps.map(({ from, to, fen }) => [from, to, fen])).toEqual(expected)
  // Whatever the changes: one price ends where the next begins.
  for (const [i, step] of steps.entries()) if (i > 0) expect(step.from).toBe(steps[i - 1]?.to)
})

test('what was seen stands apart', () => {
  const seen = change(20, 70, { source: 'checkout' })
  expect(seenPrices([change(10, 100), seen], null)).toEqual([seen])
})

test('the line goes along and then up or down at once', () => {
  const steps = priceSteps([change(10, 90, { wasFen: 100 })], null, 20, 0)
  expect(
    stepLine(
      steps,
      (at) => at,
      (fen) => 100 - fen,
    ),
  ).toBe('M0 0L10 0L10 10L20 10')
})
