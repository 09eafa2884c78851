import { expect, test } from 'vitest'
import { pressure, waitText } from './wait.ts'

test.each([
  [0, '0:00', 'calm'],
  [59_999, '0:59', 'calm'],
  [60_000, '1:00', 'soon'],
  [179_000, '2:59', 'soon'],
  [180_000, '3:00', 'late'],
  [11_109_000, '3:05:09', 'late'],
  [187_200_000, '2d 4h', 'late'],
  [-3_000, '0:00', 'calm'],
])('%i ms → %s, %s', (ms, text, level) => {
  expect(waitText(ms)).toBe(text)
  expect(pressure(ms)).toBe(level)
})
