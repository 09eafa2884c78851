import type { Db } from '../db/db.ts'

/** Does something for every shop, as below. */
export const inEveryShop = async (
  db: Pick<Db, 'everyShop'>,
  work: (shopId: number) => Promise<unknown>,
): Promise<void> => inShops((await db.everyShop()).shops, work)

/** Does something for some shops. What fails in one is no reason to leave out those after it: it is told when all had their turn. */
export const inShops = async (
  shops: readonly number[],
  work: (shopId: number) => Promise<unknown>,
): Promise<void> => {
  const failed: { shopId: number; error: unknown }[] = []
  for (const shopId of shops) await work(shopId).catch((error) => failed.push({ shopId, error }))
  const [first] = failed
  if (!first) return
  const where = failed.map(({ shopId }) => shopId).slice(0, 20)
  throw new Error(`failed in ${failed.length} of the shops (${where.join(', ')})`, { cause: first.error })
}
