import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/time.ts'
import { countdown } from './countdown.ts'

test.each([
  [14 * MINUTE + 32 * SECOND, { clock: '00:14:32' }],
  [14 * MINUTE + 31 * SECOND + 1, { clock: '00:14:32' }],
  [23 * HOUR + 59 * MINUTE + 59 * SECOND, { clock: '23:59:59' }],
  [DAY - 1, { days: 1, hours: 0 }],
  [DAY, { days: 1, hours: 0 }],
  [3 * DAY + 5 * HOUR + 59 * MINUTE, { days: 3, hours: 5 }],
  [1, { clock: '00:00:01' }],
  [0, { clock: '00:00:00' }],
  [-5, { clock: '00:00:00' }],
])('%i ms are %o', (left, words) => {
  expect(countdown(left)).toEqual(words)
})
