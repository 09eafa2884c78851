import type { Tx } from '../../platform/db/db.ts'
import { type Instant, MINUTE } from '../../shared/time.ts'
import { addConcession } from './store.ts'

/** Ten yuan given, for half an hour. Gives its id. */
export const haveConcession = (
  tx: Tx,
  shopId: number,
  { conversationId, personId, at }: { conversationId: number; personId: number; at: Instant },
): Promise<number> =>
  addConcession(tx, shopId, {
    ...{ conversationId, personId, fen: 1000, gift: null, worthFen: 1000, basketFen: 30_000, phase: 'none' },
    ...{ givenAt: at, until: at + 30 * MINUTE },
  })
