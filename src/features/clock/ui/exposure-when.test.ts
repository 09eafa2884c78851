import { expect, test } from 'vitest'
import { wallDayTime } from './exposure-when.ts'

test.each([
  ['2026-11-10T16:00:00Z', 'Asia/Shanghai', '11-11 00:00'],
  ['2026-11-11T15:59:59Z', 'Asia/Shanghai', '11-11 23:59'],
  ['2026-11-11T04:05:00Z', 'Europe/Berlin', '11-11 05:05'],
])('%s in %s is %s', (at, zone, says) => expect(wallDayTime(Date.parse(at), zone)).toBe(says))
