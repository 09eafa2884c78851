import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR } from '../../../shared/time.ts'
import { monthAfter, placedIn, weeksOf } from './month.ts'

const ZONE = 'Asia/Shanghai'
const at = (iso: string) => Date.parse(`${iso}+08:00`)
const WEEK = weeksOf('2026-11')[1] ?? []

describe('a month in weeks', () => {
  test.each([
    ['2026-11', '2026-10-26', '2026-12-06', 6],
    ['2026-02', '2026-01-26', '2026-03-01', 5],
    ['2027-02', '2027-02-01', '2027-02-28', 4],
  ])('%s runs from %s to %s in %i weeks', (month, first, last, weeks) => {
    const all = weeksOf(month)
    expect([all[0]?.[0], all.at(-1)?.at(-1), all.length]).toEqual([first, last, weeks])
  })
  test.each([
    ['2026-11', 2, '2027-01'],
    ['2026-01', -1, '2025-12'],
  ])('%s and %i months is %s', (month, by, then) => {
    expect(monthAfter(month, by)).toBe(then)
  })
})

describe('bars in the week of 2 November', () => {
  const one = (from: string, to: string) => {
    const [bar] = placedIn(WEEK, [{ from: at(from), to: at(to) }], ZONE)
    return bar && [bar.first, bar.last, bar.before, bar.after]
  }
  test.each([
    ['within a day', '2026-11-03T20:00:00', '2026-11-03T22:00:00', [1, 1, false, false]],
    [
      'until midnight, not into the next day',
      '2026-11-03T00:00:00',
      '2026-11-04T00:00:00',
      [1, 1, false, false],
    ],
    ['a second after midnight', '2026-11-03T00:00:00', '2026-11-04T00:00:01', [1, 2, false, false]],
    ['through the whole week', '2026-10-20T00:00:00', '2026-11-20T00:00:00', [0, 6, true, true]],
    ['from the week before', '2026-10-20T00:00:00', '2026-11-02T00:30:00', [0, 0, true, false]],
    ['over before', '2026-10-20T00:00:00', '2026-11-02T00:00:00', undefined],
    ['not begun', '2026-11-09T00:00:00', '2026-11-10T00:00:00', undefined],
  ])('%s', (_, from, to, bar) => {
    expect(one(from, to)).toEqual(bar)
  })
  test('never cover each other', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 300 }))
      .map(([start, wide]) => ({
        from: at('2026-10-25T00:00:00') + start * HOUR,
        to: at('2026-10-25T00:00:00') + (start + wide) * HOUR,
      }))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const bars = placedIn(WEEK, spans, ZONE)
        for (const a of bars)
          for (const b of bars)
            if (a !== b && a.lane === b.lane) expect(a.last < b.first || b.last < a.first).toBe(true)
        const shown = spans.filter(
          ({ from, to }) => from < at('2026-11-09T00:00:00') && to > at('2026-11-02T00:00:00'),
        )
        expect(bars).toHaveLength(shown.length)
      }),
    )
  })
})
