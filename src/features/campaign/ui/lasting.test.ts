import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts'
import { lasting } from './lasting.ts'

test.each([
  [10 * DAY + 22 * HOUR, ['10 days', '22 hours']],
  [23 * HOUR + 30 * MINUTE, ['23 hours', '30 minutes']],
  [DAY, ['1 days']],
  [1000, ['1 minutes']],
])('%i ms are %o', (long, parts) => {
  expect(lasting({ from: 5, to: 5 + long }).map(({ part, count }) => `${count} ${part}`)).toEqual(parts)
})
