import { all, sql, type Tx } from '../../platform/db/db.ts'
import type { Product } from './contract.ts'

/** Products whose title or id holds the text, whatever its case; all of them for an empty one. */
export const productsWith = (tx: Tx, shopId: number, text: string, limit: number): Promise<Product[]> =>
  all(
    tx,
    sql<Product>`select product_id as id, title, price_fen as "priceFen", stock, attributes, url from product
      where shop_id = ${shopId}
        and (position(lower(${text}) in lower(title)) > 0 or position(lower(${text}) in lower(product_id)) > 0)
      order by title collate "zh-x-icu", product_id limit ${limit}`,
  )

/** Stores a product, or what has become of it. */
export const saveProduct = async (tx: Tx, shopId: number, product: Product): Promise<void> => {
  await sql`insert into product (shop_id, product_id, title, price_fen, stock, attributes, url)
    values (${shopId}, ${product.id}, ${product.title}, ${product.priceFen}, ${product.stock},
      ${JSON.stringify(product.attributes)}::jsonb, ${product.url})
    on conflict (shop_id, product_id) do update set title = excluded.title, price_fen = excluded.price_fen,
      stock = excluded.stock, attributes = excluded.attributes, url = excluded.url`.execute(tx)
}
