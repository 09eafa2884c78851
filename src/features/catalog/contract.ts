import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { ShopPath } from '../shop/contract.ts'

export const Product = z
  .object({
    id: z.string(),
    title: z.string(),
    priceFen: z.number().int(),
    stock: z.number().int(),
    attributes: z.record(z.string(), z.string()),
    url: z.string().nullable(),
  })
  .meta({ id: 'Product' })
export type Product = z.infer<typeof Product>

export const catalogContract = endpoints({
  products: {
    method: 'get',
    path: '/api/shops/{shopId}/products',
    params: ShopPath,
    query: z.object({ q: z.string().max(60).default('') }),
    gives: z.object({ products: z.array(Product) }),
    needs: 'conversation.read',
    says: 'Products whose title or id holds the text, at most 50.',
  },
})
