import { all, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Good } from '../domain/import/goods.ts'
import { OrderMapping } from '../domain/import/layout.ts'

/** What was said of files of a shape; null where nothing is remembered, or it is of an older version. */
export const recallMapping = async (
  tx: Tx,
  shopId: number,
  fingerprint: string,
): Promise<OrderMapping | null> => {
  const row = await one(
    tx,
    sql<{ mapping: unknown }>`select mapping from import_mapping
      where shop_id = ${shopId} and fingerprint = ${fingerprint}`,
  )
  return OrderMapping.safeParse(row?.mapping).data ?? null
}

export const rememberMapping = async (
  tx: Tx,
  shopId: number,
  fingerprint: string,
  mapping: OrderMapping | null,
): Promise<void> => {
  if (mapping === null)
    await sql`delete from import_mapping where shop_id = ${shopId} and fingerprint = ${fingerprint}`.execute(
      tx,
    )
  else
    await sql`insert into import_mapping (shop_id, fingerprint, mapping)
      values (${shopId}, ${fingerprint}, ${JSON.stringify(mapping)}::jsonb)
      on conflict (shop_id, fingerprint) do update set mapping = excluded.mapping, at = now()`.execute(tx)
}

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
