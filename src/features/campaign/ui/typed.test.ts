import { expect, test } from 'vitest'
import { partsOf, timeTyped, wallFrom } from './typed.ts'

test.each([
  ['20:00', '20:00:00'],
  ['21:59:59', '21:59:59'],
  ['21：59：59', '21:59:59'],
  ['9:5', '09:05:00'],
  ['2000', '20:00:00'],
  ['215959', '21:59:59'],
  [' 0:30 ', '00:30:00'],
  ['24:00', '24:00'],
  ['20:60', '20:60'],
  ['8 pm', '8 pm'],
  ['', ''],
])('“%s” typed is %s', (typed, time) => {
  expect(timeTyped(typed)).toBe(time)
})

test.each(['2026-11-11T20:00:00', '2026-11-11T', 'T20:00:00', ''])(
  '“%s” comes apart and together again',
  (wall) => {
    expect(wallFrom(partsOf(wall))).toBe(wall)
  },
)
