import { expect, test } from 'vitest'
import { cellsOf, weekOf, weekSpan } from './calendar-cells.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => Date.parse(`${text}+08:00`)

test('a week begins on Monday by the shop’s calendar', () => {
  expect(weekOf(at('2026-11-11T02:00'), zone)).toBe('2026-11-09')
  expect(weekOf(at('2026-11-09T00:00'), zone)).toBe('2026-11-09')
  expect(weekOf(at('2026-11-08T23:59'), zone)).toBe('2026-11-02')
  expect(weekSpan('2026-11-09', zone)).toEqual({ from: at('2026-11-09T00:00'), to: at('2026-11-16T00:00') })
})

test('plans of one hour are counted together, each hour in its place', () => {
  const days = cellsOf(
    [
      { at: at('2026-11-11T20:00'), planId: 1, sent: 3, suppressed: 1, due: 0 },
      { at: at('2026-11-11T20:00'), planId: 2, sent: 2, suppressed: 0, due: 0 },
      { at: at('2026-11-15T09:00'), planId: 1, sent: 0, suppressed: 0, due: 4 },
      { at: at('2026-11-16T09:00'), planId: 1, sent: 9, suppressed: 0, due: 0 },
    ],
    '2026-11-09',
    zone,
  )
  expect(days[2]?.cells[20]).toEqual({ at: at('2026-11-11T20:00'), sent: 5, suppressed: 1, due: 0 })
  expect(days[6]?.cells[9]?.due).toBe(4)
  expect(days.flatMap((day) => day.cells).reduce((n, cell) => n + cell.sent, 0)).toBe(5)
})
