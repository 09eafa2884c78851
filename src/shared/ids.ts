import { z } from 'zod'

/** PostgreSQL's int: what people, shops, channels, conversations and buyers are numbered with. */
const INT4 = 2_147_483_647
/** The last millisecond of the year 9999. Beyond, dates are written with five digits of a year, which nothing reads. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** An id as it may come from outside: one the database cannot hold is refused here, not there. */
export const DbId = z.number().int().min(1).max(INT4)
/** Messages and audit entries are numbered with bigint, of which a number holds the first 2^53. 0: before the first. */
export const LongId = z.number().int().min(0)
/** A moment as it may come from outside, ms since 1970. */
export const Moment = z.number().int().min(0).max(LAST_MOMENT)

/** The same in addresses, where all is text. */
export const inAddress = {
  id: z.coerce.number().int().min(1).max(INT4),
  longId: z.coerce.number().int().min(0),
  moment: z.coerce.number().int().min(0).max(LAST_MOMENT),
}
