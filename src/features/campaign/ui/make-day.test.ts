import { expect, test } from 'vitest'
import { nameAt, nextYearsDay, usualDay } from './make-day.ts'

test.each([
  ['double-eleven', '2026-03-01', '2026-11-11'],
  ['double-eleven', '2026-11-11', '2026-11-11'],
  ['double-eleven', '2026-11-12', '2027-11-11'],
  ['618', '2026-06-19', '2027-06-18'],
  ['broadcast', '2026-12-28', '2027-01-04'],
] as const)('%s thought of on %s is on %s', (template, today, day) => {
  expect(usualDay(template, today)).toBe(day)
})

test.each([
  ['2025-11-11', '2026-08-01', '2026-11-11'],
  ['2025-11-11', '2025-12-01', '2026-11-11'],
  ['2022-06-18', '2026-06-19', '2027-06-18'],
  ['2024-02-29', '2024-12-01', '2025-02-28'],
])('%s copied on %s is on %s', (day, today, then) => {
  expect(nextYearsDay(day, today)).toBe(then)
})

test('the year in a name moves with the day; a name without one stays', () => {
  expect(nameAt('2025 双十一', '2025-11-11', '2026-11-11')).toBe('2026 双十一')
  expect(nameAt('双十一', '2025-11-11', '2026-11-11')).toBe('双十一')
})
