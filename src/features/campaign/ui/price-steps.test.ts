import { describe, expect, test } from 'vitest'
import { rangeAbout, scaleOf, stepsOf } from './price-steps.ts'

const RANGE = { from: 100, to: 200 }

describe('what something cost when', () => {
  test.each([
    ['no change tells nothing', [], []],
    [
      'a change within the range',
      [{ wasFen: 10, isFen: 20, at: 150 }],
      [
        [100, 150, 10],
        [150, 200, 20],
      ],
    ],
    ['one before it holds throughout', [{ wasFen: 10, isFen: 20, at: 50 }], [[100, 200, 20]]],
    ['one after it: what it was', [{ wasFen: 10, isFen: 20, at: 250 }], [[100, 200, 10]]],
    ['nothing known before the first', [{ wasFen: null, isFen: 20, at: 150 }], [[150, 200, 20]]],
    [
      'in any order',
      [
        { wasFen: 20, isFen: 15, at: 180 },
        { wasFen: 10, isFen: 20, at: 150 },
      ],
      [
        [100, 150, 10],
        [150, 180, 20],
        [180, 200, 15],
      ],
    ],
  ])('%s', (_, changes, steps) => {
    expect(stepsOf(changes, RANGE).map(({ from, to, fen }) => [from, to, fen])).toEqual(steps)
  })
})

test('the scale leaves room about every price, and never goes below nothing', () => {
  const { low, high } = scaleOf([29900, 31900])
  expect(low).toBeLessThan(29900)
  expect(high).toBeGreaterThan(31900)
  expect(scaleOf([0, 100]).low).toBe(0)
  const flat = scaleOf([500])
  expect(flat.high).toBeGreaterThan(flat.low)
})

test('the moment in question is seen, also where it lies after the wave', () => {
  const { from, to } = rangeAbout([RANGE], 5_000_000)
  expect(from).toBeLessThan(100)
  expect(to).toBeGreaterThan(5_000_000)
})
