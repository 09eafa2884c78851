import { expect, test } from 'vitest'
import type { GuardCount } from '../contract.ts'
import { dayBars, ruleBars } from './report-bars.ts'

const counts: GuardCount[] = [
  { day: '2026-11-10', rule: 'contact.phone', outcome: 'stopped', count: 2, falseAlarms: 0 },
  { day: '2026-11-12', rule: 'ad.superlative', outcome: 'asked', count: 3, falseAlarms: 1 },
  { day: '2026-11-12', rule: 'ad.superlative', outcome: 'sent-anyway', count: 1, falseAlarms: 1 },
  { day: '2026-11-12', rule: 'contact.phone', outcome: 'stopped', count: 1, falseAlarms: 0 },
]

test('every day has its bar, also where nothing happened', () => {
  expect(dayBars('2026-11-10', '2026-11-12', counts).map(({ day, total }) => [day, total])).toEqual([
    ['2026-11-10', 2],
    ['2026-11-11', 0],
    ['2026-11-12', 5],
  ])
  const [, , last] = dayBars('2026-11-10', '2026-11-12', counts)
  expect(last?.parts.map(({ count }) => count)).toEqual([1, 3, 1, 0])
})

test('a bar goes over the end of a month', () => {
  expect(dayBars('2026-02-27', '2026-03-01', []).map(({ day }) => day)).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ])
})

test('rules come by how often they spoke, with their false alarms', () => {
  expect(ruleBars(counts).map(({ rule, total, falseAlarms }) => [rule, total, falseAlarms])).toEqual([
    ['ad.superlative', 4, 2],
    ['contact.phone', 3, 0],
  ])
  expect(ruleBars([])).toEqual([])
})
