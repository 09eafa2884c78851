import { all, sql, type Tx } from '../../../platform/db/db.ts'
import type { Product } from '../../catalog/contract.ts'

/** What the demo's shelf has room for; what can be bought comes first. */
export const onTheShelf = (tx: Tx, shopId: number): Promise<Product[]> =>
  all(
    tx,
    sql<Product>`select product_id as id, title, price_fen as "priceFen", stock, attributes, url from product
      where shop_id = ${shopId} order by stock = 0, price_fen desc, product_id limit 24`,
  )
