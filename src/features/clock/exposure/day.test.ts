import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, localTime } from '../../../shared/time.ts'
import { dateAfter, dayOf, daysFrom } from './day.ts'

test.each([
  ['2026-11-11', 'Asia/Shanghai', '2026-11-10T16:00:00Z', 24],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', 23], // clocks go forward
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', 25], // and back
  ['2026-11-11', 'Asia/Kathmandu', '2026-11-10T18:15:00Z', 24],
  ['2026-11-11', 'Pacific/Kiritimati', '2026-11-10T10:00:00Z', 24],
  ['2026-11-11', 'Etc/GMT+12', '2026-11-11T12:00:00Z', 24],
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', 23], // midnight is skipped: the day begins at 01:00
])('%s in %s begins %s and has %i hours', (date, zone, begins, hours) => {
  const { from, to } = dayOf(date, zone)
  expect(new Date(from).toISOString()).toBe(begins.replace('Z', '.000Z'))
  expect((to - from) / HOUR).toBe(hours)
})

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-11-11', 0, '2026-11-11'],
])('%s and %i days is %s', (date, days, other) => expect(dateAfter(date, days)).toBe(other))

test('a day that a zone left out is none', () => {
  const dates = daysFrom('2011-12-29', '2011-12-31', 'Pacific/Apia').map(({ date }) => date)
  expect(dates).toEqual(['2011-12-29', '2011-12-31'])
})

test('days follow each other without gap, and every moment belongs to the day that its calendar shows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
      fc.integer({ min: 0, max: 3000 }),
      (zone, n) => {
        const [a, b] = daysFrom(dateAfter('2020-01-01', n), dateAfter('2020-01-01', n + 1), zone)
        if (!a || !b) throw new Error('two days')
        expect(a.to).toBe(b.from)
        for (const at of [a.from, a.to - 1]) expect(localTime(at, zone).date).toBe(a.date)
      },
    ),
  )
})
