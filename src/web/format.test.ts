import { expect, test } from 'vitest'
import { dayName, shortTime, untilTime, yuan } from './format.ts'

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime()
const now = at(11, 20)

test.each([
  [at(11, 9, 5), '09:05'],
  [at(10, 23), '11/10'],
  [new Date(2025, 10, 11).getTime(), '2025/11/11'],
])('short time of %i', (moment, text) => {
  expect(shortTime(moment, now, 'zh-CN')).toBe(text)
})

test('the day’s name', () => {
  const words = { today: '今天', yesterday: '昨天' }
  expect(dayName(at(11, 0), now, 'zh-CN', words)).toBe('今天')
  expect(dayName(at(10, 23, 59), now, 'zh-CN', words)).toBe('昨天')
  expect(dayName(at(1, 12), now, 'zh-CN', words)).toContain('11月1日')
})

test('a moment to come says its day unless it is today', () => {
  expect(untilTime(at(11, 22), now, 'zh-CN')).toBe('22:00')
  expect(untilTime(at(12, 9), now, 'en')).toMatch(/Nov 12.*09:00/)
})

test.each([
  [12900, '¥129'],
  [990, '¥9.90'],
  [5, '¥0.05'],
])('%i fen → %s', (fen, text) => {
  expect(yuan(fen)).toBe(text)
})
