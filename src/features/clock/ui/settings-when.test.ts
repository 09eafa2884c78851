import { expect, test } from 'vitest'
import { atWall, dayOf, wallOf } from './settings-when.ts'

test.each([
  ['2026-11-11T00:00', 'Asia/Shanghai', '2026-11-10T16:00:00Z'],
  ['2026-11-11T08:30', 'America/New_York', '2026-11-11T13:30:00Z'],
  ['2026-07-01T08:30', 'America/New_York', '2026-07-01T12:30:00Z'],
  ['2026-03-08T01:59', 'America/New_York', '2026-03-08T06:59:00Z'], // the last minute before the hour that is skipped
  ['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00Z'],
  ['2026-11-11T12:00', 'UTC', '2026-11-11T12:00:00Z'],
])('%s in %s is %s, and back', (wall, zone, iso) => {
  expect(atWall(wall, zone)).toBe(Date.parse(iso))
  expect(wallOf(Date.parse(iso), zone)).toBe(wall)
})

test('an unfinished entry is no moment', () => {
  expect(atWall('', 'Asia/Shanghai')).toBeNull()
})

test('a moment has the day of its zone', () => {
  expect(dayOf(Date.parse('2026-11-10T17:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-11')
})
