import { expect, test } from 'vitest'
import { type Preset, untilOf } from './until.ts'

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime()

// 2026-11-11 is a Wednesday, the 15th a Sunday, the 16th a Monday.
test.each([
  ['in30', at(11, 10), at(11, 10, 30)],
  ['in2h', at(11, 23), at(12, 1)],
  ['tonight', at(11, 10), at(11, 20)],
  ['tonight', at(11, 20), null],
  ['tomorrow', at(11, 23, 59), at(12, 9)],
  ['monday', at(11, 10), at(16, 9)],
  ['monday', at(15, 10), at(16, 9)],
  ['monday', at(16, 10), at(23, 9)],
] as [Preset, number, number | null][])('%s from %i', (preset, now, until) => {
  expect(untilOf(preset, now)).toBe(until)
})
