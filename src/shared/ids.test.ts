import { expect, test } from 'vitest'
import { DbId, inAddress, LongId, Moment } from './ids.ts'

const YEAR_10000 = Date.UTC(10_000, 0, 1)

test.each([
  { schema: DbId, fits: [1, 2 ** 31 - 1], not: [0, -1, 1.5, 2 ** 31, 2 ** 53, '1', Number.NaN] },
  { schema: LongId, fits: [0, 1, 2 ** 53 - 1], not: [-1, 1.5, 2 ** 53, Number.POSITIVE_INFINITY] },
  { schema: Moment, fits: [0, YEAR_10000 - 1], not: [-1, 0.5, YEAR_10000, 1e300] },
  { schema: inAddress.id, fits: ['1', '2147483647'], not: ['', '0', '2147483648', '1.5', 'x', undefined] },
  { schema: inAddress.longId, fits: ['0', '9007199254740991'], not: ['-1', '9007199254740992', '1e400'] },
  { schema: inAddress.moment, fits: ['0', `${YEAR_10000 - 1}`], not: ['x', `${YEAR_10000}`, '1e300'] },
])('takes $fits, not $not', ({ schema, fits, not }) => {
  for (const value of fits) expect(schema.safeParse(value), String(value)).toMatchObject({ success: true })
  for (const value of not) expect(schema.safeParse(value), String(value)).toMatchObject({ success: false })
})
