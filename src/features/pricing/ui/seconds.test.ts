import { expect, test } from 'vitest'
import { atWallSecond, wallSecond, written } from './seconds.ts'

test.each([
  ['2020-10-31T13:59:59Z', 'Asia/Shanghai', '2020-10-31T21:59:59', '2020-10-31T21:59:59+08:00'],
  ['2020-10-31T16:30:00Z', 'Asia/Shanghai', '2020-11-01T00:30:00', '2020-11-01T00:30:00+08:00'],
  ['2026-07-01T12:00:01Z', 'America/New_York', '2026-07-01T08:00:01', '2026-07-01T08:00:01-04:00'],
  ['2026-07-01T12:00:00Z', 'Asia/Kolkata', '2026-07-01T17:30:00', '2026-07-01T17:30:00+05:30'],
  ['2026-01-01T12:00:00Z', 'UTC', '2026-01-01T12:00:00', '2026-01-01T12:00:00+00:00'],
])('%s in %s', (utc, zone, wall, file) => {
  const at = Date.parse(utc)
  expect(wallSecond(at, zone)).toBe(wall)
  expect(written(at, zone)).toBe(file)
  expect(Date.parse(file)).toBe(at)
  expect(atWallSecond(wall, zone)).toBe(at)
})
test('a field without seconds, and an unfinished one', () => {
  expect(atWallSecond('2026-11-11T00:30', 'Asia/Shanghai')).toBe(Date.parse('2026-11-10T16:30:00Z'))
  expect(atWallSecond('', 'Asia/Shanghai')).toBeNull()
})
