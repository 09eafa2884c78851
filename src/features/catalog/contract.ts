import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { ShopPath } from '../shop/contract.ts'
import { PriceChange, Product } from './domain/product.ts'
import { Measure, SizeChart } from './domain/size.ts'

export type { Product }

const ProductPath = ShopPath.extend({ productId: z.string().min(1).max(80) })

/** A product that may be offered beside another, with the one sentence that says why (specs/catalog.md). */
export const Suggestion = z
  .object({
    product: Product,
    sku: z.string().nullable(),
    /** `relation`: the shop relates the two. `together`: bought together in the shop’s orders. `fits`: its size fits.
     * `next-step`: it reaches the next reduction. `better`: the next better one, for an exact difference. */
    by: z.enum(['relation', 'together', 'fits', 'next-step', 'better']),
    /** What it costs more than the product talked about, or adds to what is paid, fen; null where that says nothing. */
    differenceFen: z.number().nullable(),
    sentence: z.object({ zh: z.string(), en: z.string() }),
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>

export const catalogContract = endpoints({
  products: {
    method: 'get',
    path: '/api/shops/{shopId}/products',
    params: ShopPath,
    query: z.object({
      q: z.string().max(60).default(''),
      category: z.string().max(80).optional(),
      /** The id of the last product of the page before. */
      after: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    gives: z.object({ products: z.array(Product), total: z.number(), categories: z.array(z.string()) }),
    needs: 'conversation.read',
    says: 'Products whose title or id holds the text, a page at a time.',
  },
  product: {
    method: 'get',
    path: '/api/shops/{shopId}/products/{productId}',
    params: ProductPath,
    gives: z.object({ product: Product, changes: z.array(PriceChange) }),
    needs: 'conversation.read',
    says: 'A product’s card, and how its prices changed, the latest first.',
  },
  setProduct: {
    method: 'put',
    path: '/api/shops/{shopId}/products/{productId}',
    params: ProductPath,
    body: Product,
    gives: Product,
    needs: 'settings.edit',
    says: 'Adds or changes a product; a changed price is kept with the old one.',
  },
  removeProduct: {
    method: 'delete',
    path: '/api/shops/{shopId}/products/{productId}',
    params: ProductPath,
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Removes a product.',
  },
  editProducts: {
    method: 'post',
    path: '/api/shops/{shopId}/products/edit',
    params: ShopPath,
    body: z.object({
      ids: z.array(z.string().max(80)).min(1).max(2000),
      set: z
        .object({
          category: z.string().trim().max(80).nullable(),
          stock: z.number().int().min(0),
          restockAt: z.number().nullable(),
          sizeChart: z.string().max(40).nullable(),
          labelOnly: z.boolean(),
          /** Every price (SKUs too) times this, rounded to whole fen half up. */
          priceTimes: z.number().gt(0).max(10),
        })
        .partial(),
    }),
    gives: z.object({ changed: z.number(), missing: z.array(z.string()) }),
    needs: 'settings.edit',
    says: 'Changes the same fields of many products at once.',
  },
  seePrice: {
    method: 'post',
    path: '/api/shops/{shopId}/products/{productId}/seen',
    params: ProductPath,
    body: z.object({
      sku: z.string().max(80).nullable(),
      fen: z.number().int().min(0),
      at: z.number().int(),
      where: z.enum(['page', 'checkout']),
    }),
    gives: PriceChange,
    needs: 'conversation.reply',
    says: 'Writes down a price that somebody saw on the page or at the checkout.',
  },
  sizeCharts: {
    method: 'get',
    path: '/api/shops/{shopId}/size-charts',
    params: ShopPath,
    gives: z.object({ charts: z.array(SizeChart) }),
    needs: 'conversation.read',
    says: 'The shop’s size charts.',
  },
  setSizeCharts: {
    method: 'put',
    path: '/api/shops/{shopId}/size-charts',
    params: ShopPath,
    body: z.object({ charts: z.array(SizeChart).max(200) }),
    gives: z.object({ charts: z.array(SizeChart) }),
    needs: 'settings.edit',
    says: 'Sets the shop’s size charts. Refuses two with one code, and gaps in the order of sizes.',
  },
  suggestions: {
    method: 'post',
    path: '/api/shops/{shopId}/products/{productId}/suggestions',
    params: ProductPath,
    body: z.object({
      /** What the buyer has in the basket already. */
      basket: z
        .array(z.object({ product: z.string(), quantity: z.number().int().min(1) }))
        .max(200)
        .default([]),
      /** What is known of who will use it, by which sizes are told. */
      body: z.partialRecord(Measure, z.number()).default({}),
    }),
    gives: z.object({ suggestions: z.array(Suggestion) }),
    needs: 'conversation.read',
    says: 'What may be offered beside a product, each with its reason.',
  },
})
