import type { Product } from '../domain/product.ts'
import { catalogApi } from './api.ts'

/** Products that one bulk edit takes. */
export const MOST = 2000
const PAGE = 200

export interface Wanted {
  q: string
  category?: string | undefined
}

/** All products that a search finds, up to what one bulk edit takes. */
export const allOf = async (shopId: number, { q, category }: Wanted): Promise<Product[]> => {
  const found: Product[] = []
  while (found.length < MOST) {
    const after = found.at(-1)?.id
    const query = {
      q,
      limit: PAGE,
      ...(category !== undefined && { category }),
      ...(after !== undefined && { after }),
    }
    const { products } = await catalogApi.products({ params: { shopId }, query })
    found.push(...products)
    if (products.length < PAGE) break
  }
  return found.slice(0, MOST)
}
