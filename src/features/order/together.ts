import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { type Instant, MINUTE } from '../../shared/time.ts'
import { boughtTogether, type Together } from '../catalog/domain/together.ts'
import * as store from './store.ts'

/** Orders looked at, the latest: some months of a shop that is worth counting. Reading and counting them takes 0.1 s. */
const ORDERS = 20_000
/** How long what was counted is good for, and for how many shops it is kept. */
const GOOD_FOR = 10 * MINUTE
const SHOPS = 100

/** What is bought together in a shop, by its orders that were paid; counted anew at most every ten minutes. */
export const togetherIn = ({ db, clock }: { db: Db; clock: Clock }) => {
  const kept = new Map<number, { at: Instant; of: Promise<(product: string) => Together[]> }>()
  const counted = async (shopId: number) => {
    const orders = await db.tx({ shops: [shopId] }, (tx) => store.productsOrdered(tx, shopId, ORDERS))
    return boughtTogether(orders)
  }
  return async (shopId: number, product: string): Promise<Together[]> => {
    const now = clock.now()
    let known = kept.get(shopId)
    if (!known || now - known.at > GOOD_FOR) {
      known = { at: now, of: counted(shopId) }
      // A count that failed is not kept.
      known.of.catch(() => kept.delete(shopId))
    }
    kept.delete(shopId)
    kept.set(shopId, known)
    for (const oldest of kept.keys()) {
      if (kept.size <= SHOPS) break
      kept.delete(oldest)
    }
    return (await known.of)(product)
  }
}
