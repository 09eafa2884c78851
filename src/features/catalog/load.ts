import type { Tx } from '../../platform/db/db.ts'
import type { Product } from './domain/product.ts'
import type { SizeChart } from './domain/size.ts'
import { everyProduct, sizeChartsOf } from './store.ts'

/** All that a shop sells: what prices and the assistant are told from. */
export interface Catalog {
  products: Product[]
  charts: SizeChart[]
}

export const loadCatalog = async (tx: Tx, shopId: number): Promise<Catalog> => ({
  products: await everyProduct(tx, shopId),
  charts: await sizeChartsOf(tx, shopId),
})
