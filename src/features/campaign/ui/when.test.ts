import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atWallSecond, endAfter, lastSecond, saidSpan, wallSecond } from './when.ts'

const ZONE = 'Asia/Shanghai'
const at = (iso: string) => Date.parse(`${iso}+08:00`)

describe('the end of a phase, excluded in the data and said with its last second', () => {
  test.each([
    ['ends at 22:00', '2020-10-31T22:00:00', '2020-10-31T21:59:59'],
    ['ends at midnight', '2020-11-04T00:00:00', '2020-11-03T23:59:59'],
    ['ends on an odd second', '2020-11-01T00:30:01', '2020-11-01T00:30:00'],
  ])('%s', (_, end, shown) => {
    expect(wallSecond(lastSecond(at(end)), ZONE)).toBe(shown)
    expect(endAfter(atWallSecond(shown, ZONE) ?? 0)).toBe(at(end))
  })
  test('an end between two seconds is said with the second it cuts', () => {
    expect(lastSecond(at('2020-10-31T22:00:00') + 500)).toBe(at('2020-10-31T22:00:00'))
  })
  test('what is said and typed again is the same end, in any zone', () => {
    const seconds = fc.integer({ min: 1_500_000_000, max: 1_900_000_000 })
    const zones = fc.constantFrom(ZONE, 'UTC', 'Asia/Kathmandu', 'Pacific/Apia')
    fc.assert(
      fc.property(seconds, zones, (s, zone) => {
        const typed = atWallSecond(wallSecond(lastSecond(s * 1000), zone), zone)
        expect(typed === null ? null : endAfter(typed)).toBe(s * 1000)
      }),
    )
  })
})

test.each([
  ['2026-11-11T20:00', at('2026-11-11T20:00:00')],
  ['2026-11-11T20:00:01', at('2026-11-11T20:00:01')],
  ['2026-11-11 20:00:01', at('2026-11-11T20:00:01')],
  ['2026-11-11T20:00:01.000', at('2026-11-11T20:00:01')],
  ['2026-11-11T20:00:60', null],
  ['2026-11-11T25:00:00', null],
  ['2026-11-11', null],
  ['', null],
])('“%s” typed is %s', (typed, moment) => {
  expect(atWallSecond(typed, ZONE)).toBe(moment)
})

test.each([
  ['zh-CN', '10月21日 00:00:00 – 10月31日 21:59:59'],
  ['en', '21 Oct, 00:00:00 – 31 Oct, 21:59:59'],
])('in %s a span is said with its last second', (language, words) => {
  const span = { from: at('2020-10-21T00:00:00'), to: at('2020-10-31T22:00:00') }
  expect(saidSpan(span, ZONE, language)).toBe(words)
})
