import { useQuery } from '@tanstack/react-query'
import type { Product } from '../domain/product.ts'
import { catalogApi, PRODUCTS } from './api.ts'

const SELDOM = 5 * 60_000
/** Characters that can be searched for. */
const SEEK = 60

/** The product of an id or title. Undefined while it is asked for; null where the catalog has none of that name. */
export const useProductNamed = (shopId: number, about: string | null): Product | null | undefined => {
  const found = useQuery({
    queryKey: [PRODUCTS, shopId, 'named', about],
    queryFn: async () => {
      if (about === null) return null
      const q = about.slice(0, SEEK)
      const { products } = await catalogApi.products({ params: { shopId }, query: { q } })
      return products.find(({ id, title }) => id === about || title === about) ?? null
    },
    enabled: about !== null,
    staleTime: SELDOM,
  })
  return about === null ? null : found.error ? null : found.data
}
