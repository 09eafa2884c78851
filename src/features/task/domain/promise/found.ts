import { z } from 'zod'
import type { Instant } from '../../../../shared/time.ts'

/** What an agent promises to do. */
export const PromisedWhat = z.enum(['refund', 'ship', 'answer', 'exchange', 'reissue', 'other'])
export type PromisedWhat = z.infer<typeof PromisedWhat>

export interface Found {
  what: PromisedWhat
  until: Instant
  /** The words that promise it. */
  words: string
}
