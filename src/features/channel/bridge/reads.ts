import { Refusal } from '../../../shared/refusal.ts'
import type { Channel } from './channels.ts'
import type { Reads, ReadsTaken, Refused } from './protocol.ts'

type Read = (shopId: number, channelId: number, buyerExternalId: string, messageId: number) => Promise<void>

/** Passes on how far buyers have read. One that names no known buyer and message is
 * refused by its place; the others count. */
export const takeReads = async (
  { read }: { read: Read },
  { shopId, channelId }: Channel,
  { reads }: Reads,
): Promise<ReadsTaken> => {
  const refused: Refused[] = []
  for (const [index, { buyer, through }] of reads.entries()) {
    try {
      await read(shopId, channelId, buyer, through)
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'not-found')) throw error
      refused.push({
        index,
        code: error.code,
        field: 'buyer',
        problem: 'no such buyer, or through is no message of their conversation',
      })
    }
  }
  return { accepted: reads.length - refused.length, refused }
}
