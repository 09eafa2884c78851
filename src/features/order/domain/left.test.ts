import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/time.ts'
import { agoWords, dueOf, nearness, spanWords } from './left.ts'

describe('[ORD-81] how a promised moment stands', () => {
  test.each([
    { at: 7 * HOUR, is: 'far' },
    { at: 6 * HOUR, is: 'near' },
    { at: 1, is: 'near' },
    { at: 0, is: 'over' },
    { at: -1, is: 'over' },
  ] as const)('$at ms to go: $is', ({ at, is }) => {
    expect(nearness(1e12 + at, 1e12, 6 * HOUR)).toBe(is)
  })

  test.each([
    { ms: 2 * DAY + 3 * HOUR + 59 * MINUTE, zh: '2 天 3 小时', en: '2 d 3 h' },
    { ms: 3 * HOUR + 12 * MINUTE, zh: '3 小时 12 分', en: '3 h 12 min' },
    { ms: 12 * MINUTE + 5 * SECOND, zh: '12 分 05 秒', en: '12 min 05 s' },
    { ms: 999, zh: '0 秒', en: '0 s' },
    { ms: -5, zh: '0 秒', en: '0 s' },
  ])('$zh', ({ ms, zh, en }) => {
    expect(spanWords(ms, 'zh-CN')).toBe(zh)
    expect(spanWords(ms, 'en')).toBe(en)
  })

  test.each([
    { ms: 59_999, zh: '刚刚', en: 'just now' },
    { ms: MINUTE, zh: '1 分钟前', en: '1 min ago' },
    { ms: 23 * HOUR, zh: '23 小时前', en: '23 h ago' },
    { ms: 3 * DAY + 1, zh: '3 天前', en: '3 d ago' },
  ])('$en', ({ ms, zh, en }) => {
    expect(agoWords(ms, 'zh-CN')).toBe(zh)
    expect(agoWords(ms, 'en')).toBe(en)
  })
})

test.each([
  { status: 'unpaid', due: { what: 'pay', at: 1 } },
  { status: 'deposit-paid', due: { what: 'pay', at: 1 } },
  { status: 'paid', due: { what: 'ship', at: 2 } },
  { status: 'part-shipped', due: { what: 'ship', at: 2 } },
  { status: 'shipped', due: null },
  { status: 'closed', due: null },
])('[ORD-81] of $status counts $due', ({ status, due }) => {
  expect(dueOf({ status, payBy: 1, shipBy: 2 })).toEqual(due)
  expect(dueOf({ status, payBy: null, shipBy: null })).toBeNull()
})
