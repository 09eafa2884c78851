import { describe, expect, test } from 'vitest'
import { everyDay } from '../../../shared/hours.ts'
import { HOUR } from '../../../shared/time.ts'
import { ruleLike } from './count/in-short.ts'
import { calendar } from './window.ts'

const at = (text: string) => Date.parse(text)

describe('[CLK-8] the local day', () => {
  test.each<[zone: string, at: string, date: string, end: string]>([
    ['Asia/Shanghai', '2026-11-11T00:00:00+08:00', '2026-11-11', '2026-11-12T00:00:00+08:00'],
    ['Asia/Shanghai', '2026-11-11T23:59:59.999+08:00', '2026-11-11', '2026-11-12T00:00:00+08:00'],
    ['Europe/Berlin', '2026-10-25T00:00:00+02:00', '2026-10-25', '2026-10-26T00:00:00+01:00'],
    ['Europe/Berlin', '2026-10-25T02:30:00+01:00', '2026-10-25', '2026-10-26T00:00:00+01:00'],
    ['Europe/Berlin', '2026-03-29T01:00:00+01:00', '2026-03-29', '2026-03-30T00:00:00+02:00'],
    ['Asia/Kolkata', '2026-11-11T12:00:00+05:30', '2026-11-11', '2026-11-12T00:00:00+05:30'],
    ['Asia/Kathmandu', '2026-11-11T12:00:00+05:45', '2026-11-11', '2026-11-12T00:00:00+05:45'],
    // Clocks jump from midnight to one: the day before ends at the jump, and the new one begins at 01:00.
    ['Africa/Cairo', '2026-04-23T12:00:00+02:00', '2026-04-23', '2026-04-24T00:00:00+02:00'],
    ['America/New_York', '2026-11-01T00:00:00-04:00', '2026-11-01', '2026-11-02T00:00:00-05:00'],
  ])('%s, %s', (zone, moment, date, end) => {
    const days = calendar(zone)
    expect(days.dateOf(at(moment))).toBe(date)
    expect(days.dayEnd(at(moment))).toBe(at(end))
    expect(days.dateOf(days.dayEnd(at(moment)) - 1)).toBe(date)
    expect(days.dateOf(days.dayEnd(at(moment)))).not.toBe(date)
  })
  test('a day of 25 hours and one of 23', () => {
    const { dayEnd } = calendar('Europe/Berlin')
    expect(dayEnd(at('2026-10-25T00:00:00+02:00')) - at('2026-10-25T00:00:00+02:00')).toBe(25 * HOUR)
    expect(dayEnd(at('2026-03-29T00:00:00+01:00')) - at('2026-03-29T00:00:00+01:00')).toBe(23 * HOUR)
  })
  test('an unknown zone is told', () => {
    expect(() => calendar('Mars/Olympus').dateOf(0)).toThrow(RangeError)
  })
})

test('[CLK-4] two rules have their own hours, and what is kept of one is not taken for the other’s', () => {
  const { inside } = calendar('Asia/Shanghai')
  const [eight, nine] = ['08:00', '09:00'].map((from) => ruleLike({ hours: everyDay(from, '23:00') }))
  if (!eight || !nine) throw new Error('two rules')
  const moment = at('2026-11-11T08:30:00+08:00')
  expect([inside(eight, moment), inside(nine, moment), inside(eight, moment + 1)]).toEqual([
    true,
    false,
    true,
  ])
})
