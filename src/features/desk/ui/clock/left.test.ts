import { expect, test } from 'vitest'
import { leftUntil } from './left.ts'

const DUE = 1_000_000

test.each([
  [-180_000, false, '3:00'],
  [-179_999, false, '3:00'],
  [-179_000, false, '2:59'],
  [-1, false, '0:01'],
  [0, false, '0:00'], // an answer at its due moment is still in time
  [1, true, '0:01'],
  [42_900, true, '0:42'],
  [3_661_000, true, '1:01:01'],
  [-187_200_000, false, '2d 4h'],
])('%i ms after it was due → over %s, %s', (after, over, text) => {
  expect(leftUntil(DUE, DUE + after)).toEqual({ over, text })
})
