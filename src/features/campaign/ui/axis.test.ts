import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts'
import { around, bandsOf, keyed, moved, place, ticksOf, zoomed } from './axis.ts'
import { wallSecond } from './when.ts'

const ZONE = 'Asia/Shanghai'
const at = (iso: string) => Date.parse(`${iso}+08:00`)
const walls = (marks: readonly number[], zone = ZONE) =>
  marks.map((mark) => wallSecond(mark, zone).slice(5, 16))

describe('the marks of an axis', () => {
  test.each([
    {
      says: 'hours of an evening',
      range: { from: at('2026-11-10T19:30:00'), to: at('2026-11-11T00:30:00') },
      width: 400,
      unit: 'minute',
      marks: ['11-10T20:00', '11-10T21:00', '11-10T22:00', '11-10T23:00', '11-11T00:00'],
    },
    {
      says: 'quarters of an hour',
      range: { from: at('2026-11-11T00:00:00'), to: at('2026-11-11T01:00:00') },
      width: 300,
      unit: 'minute',
      marks: ['11-11T00:00', '11-11T00:15', '11-11T00:30', '11-11T00:45', '11-11T01:00'],
    },
    {
      says: 'days by the shop’s midnight, not by UTC’s',
      range: { from: at('2026-11-09T12:00:00'), to: at('2026-11-12T12:00:00') },
      width: 200,
      unit: 'day',
      marks: ['11-10T00:00', '11-11T00:00', '11-12T00:00'],
    },
    {
      says: 'Mondays of a campaign of four weeks',
      range: { from: at('2026-10-20T00:00:00'), to: at('2026-11-16T00:00:00') },
      width: 300,
      unit: 'day',
      marks: ['10-26T00:00', '11-02T00:00', '11-09T00:00', '11-16T00:00'],
    },
    {
      says: 'months of a year',
      range: { from: at('2026-01-15T00:00:00'), to: at('2026-05-15T00:00:00') },
      width: 300,
      unit: 'month',
      marks: ['02-01T00:00', '03-01T00:00', '04-01T00:00', '05-01T00:00'],
    },
  ])('$says', ({ range, width, unit, marks }) => {
    const ticks = ticksOf(range, ZONE, width)
    expect(ticks.unit).toBe(unit)
    expect(walls(ticks.at)).toEqual(marks)
  })
  test('an hour that the clocks skip is not marked twice', () => {
    const range = { from: Date.parse('2026-03-29T00:30:00Z'), to: Date.parse('2026-03-29T03:30:00Z') }
    const ticks = ticksOf(range, 'Europe/Berlin', 300)
    expect(walls(ticks.at, 'Europe/Berlin')).toEqual(['03-29T03:00', '03-29T04:00', '03-29T05:00'])
  })
  test('have room for their labels, rise, and lie in the range, however far one zooms', () => {
    const from = fc.integer({ min: 1_600_000_000_000, max: 1_800_000_000_000 })
    const span = fc.integer({ min: HOUR, max: 300 * DAY })
    fc.assert(
      fc.property(from, span, fc.integer({ min: 320, max: 1600 }), (start, wide, width) => {
        const range = { from: start, to: start + wide }
        const marks = ticksOf(range, ZONE, width).at
        expect(marks.length).toBeLessThanOrEqual(width / 50 + 1)
        for (const [i, mark] of marks.entries()) {
          expect(mark).toBeGreaterThanOrEqual(range.from)
          expect(mark).toBeLessThanOrEqual(range.to)
          expect(mark).toBeGreaterThan(marks[i - 1] ?? 0)
          expect(mark % MINUTE).toBe(0)
        }
      }),
      { numRuns: 60 },
    )
  })
})

test('what the marks lie in covers the range without a gap, and is named by its beginning', () => {
  const range = { from: at('2026-10-20T12:00:00'), to: at('2026-11-16T00:00:00') }
  expect(bandsOf(range, ZONE, 'day')).toEqual([
    { begins: at('2026-10-01T00:00:00'), from: range.from, to: at('2026-11-01T00:00:00') },
    { begins: at('2026-11-01T00:00:00'), from: at('2026-11-01T00:00:00'), to: range.to },
  ])
  const evening = { from: at('2026-11-10T20:00:00'), to: at('2026-11-11T02:00:00') }
  expect(bandsOf(evening, ZONE, 'minute').map(({ to }) => to)).toEqual([
    at('2026-11-11T00:00:00'),
    evening.to,
  ])
})

describe('looking nearer', () => {
  const range = { from: 0, to: 10 * DAY }
  test('keeps what is pointed at in its place', () => {
    const near = zoomed(range, 0.5, 4 * DAY)
    expect(near.to - near.from).toBe(5 * DAY)
    expect(place(4 * DAY, near)).toBeCloseTo(place(4 * DAY, range))
  })
  test.each([
    [0.000001, HOUR],
    [1e9, 400 * DAY],
  ])('by %f stops at %i ms', (factor, span) => {
    const { from, to } = zoomed(range, factor, 5 * DAY)
    expect(to - from).toBe(span)
  })
  test('moves by a share of what is seen', () => {
    expect(moved(range, -0.5)).toEqual({ from: -5 * DAY, to: 5 * DAY })
  })
  test('shows all phases with room at the ends; without any, the day', () => {
    const all = around(
      [
        { from: 100 * DAY, to: 110 * DAY },
        { from: 105 * DAY, to: 120 * DAY },
      ],
      0,
    )
    expect(all.from).toBeLessThan(100 * DAY)
    expect(all.to).toBeGreaterThan(120 * DAY)
    expect(around([], 100 * DAY)).toEqual({ from: 99.5 * DAY, to: 100.5 * DAY })
  })
})

test.each([
  ['ArrowRight', { from: 20, to: 120 }],
  ['ArrowLeft', { from: -20, to: 80 }],
  ['Home', 'all'],
  ['n', 'now'],
  ['x', null],
])('the key %s leads to %o', (key, seen) => {
  expect(keyed(key, { from: 0, to: 100 })).toEqual(seen)
})

test('+ looks nearer and − farther, about the middle', () => {
  const range = { from: 0, to: 8 * DAY }
  expect(keyed('+', range)).toEqual({ from: 2 * DAY, to: 6 * DAY })
  expect(keyed('-', range)).toEqual({ from: -4 * DAY, to: 12 * DAY })
})
