import { all, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Good } from '../domain/import/goods.ts'

/** Every product of the shop by what order lines are matched with. */
export const goodsOf = async (tx: Tx, shopId: number): Promise<Good[]> =>
  (
    await all(
      tx,
      sql<Pick<Good, 'id' | 'title'> & { skus: Good['skus'] | null }>`select product_id as id, title,
        card -> 'skus' as skus from product where shop_id = ${shopId} order by product_id`,
    )
  ).map(({ id, title, skus }) => ({
    ...{ id, title },
    skus: (skus ?? []).map((sku) => ({ id: sku.id, options: sku.options })),
  }))

/** How many of some orders are known. */
export const countKnown = async (tx: Tx, shopId: number, ids: readonly string[]): Promise<number> =>
  (
    await one(
      tx,
      sql<{ n: number }>`select count(*)::int as n from shop_order
        where shop_id = ${shopId} and order_id = any(${[...ids]}::text[])`,
    )
  )?.n ?? 0
