import { expect, test } from 'vitest'
import { fitting, spanOf } from './rates-period.ts'

test.each([
  ['today', '2026-11-11', '2026-11-11'],
  ['yesterday', '2026-11-10', '2026-11-10'],
  ['week', '2026-11-05', '2026-11-11'],
  ['month', '2026-10-13', '2026-11-11'],
] as const)('%s: %s – %s', (name, from, to) => {
  expect(spanOf(name, '2026-11-11')).toEqual({ from, to })
})

test.each([
  ['as it is', '2026-11-01', '2026-11-10', '2026-11-01', '2026-11-10'],
  ['the wrong way round: one day', '2026-11-10', '2026-11-01', '2026-11-01', '2026-11-01'],
  ['into the future: until today', '2026-11-01', '2027-01-01', '2026-11-01', '2026-11-11'],
  ['longer than a quarter: its end', '2025-11-01', '2026-11-11', '2026-08-12', '2026-11-11'],
  ['emptied fields', '', '', '2026-11-11', '2026-11-11'],
])('a span of one’s own, %s', (_, from, to, first, last) => {
  expect(fitting({ from, to }, '2026-11-11')).toEqual({ from: first, to: last })
})
