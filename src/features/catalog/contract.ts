import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { Moment } from '../../shared/ids.ts'
import { Fen } from '../../shared/money.ts'
import { ShopPath } from '../shop/contract.ts'
import { ImportMapping, ImportProblem, Target } from './domain/import/mapping.ts'
import { PriceChange, Product } from './domain/product.ts'
import { Measure, SizeChart } from './domain/size.ts'
import { NextReduction, Suggestion } from './domain/suggestion.ts'

export type { Product, Suggestion }

const ProductPath = ShopPath.extend({ productId: z.string().min(1).max(80) })

/** What a product file does, or has done. Lists are cut to the first 200, sentences of samples to 80 characters; the
 * numbers are whole. Show it, let the mapping be mended (`setImportMapping`, then the file again), confirm its plan. */
export const ProductImport = z
  .object({
    /** Names this plan: sent back, it is carried out as it was shown. */
    plan: z.string(),
    done: z.boolean(),
    /** Names the shape of the file: under it the mapping is remembered. Null: columns have no names. */
    fingerprint: z.string().nullable(),
    form: z.enum(['table', 'json']),
    /** Whether the mapping is one that was set or confirmed for such a file before. */
    remembered: z.boolean(),
    mapping: ImportMapping,
    /** Every column or path of the file with some of its values, and what its name suggests; null: nothing. */
    columns: z.array(
      z.object({ column: z.string(), samples: z.array(z.string()), guess: Target.nullable() }),
    ),
    /** JSON: the lists of objects in it, which may be the products (`within` file) or, from a product, its SKUs. */
    lists: z.array(z.object({ path: z.string(), within: z.enum(['file', 'product']), length: z.number() })),
    counts: z.object({
      products: z.number(),
      skus: z.number(),
      added: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      /** Prices that differ from those the desk has. */
      prices: z.number(),
      /** Size charts that are new or changed. */
      charts: z.number(),
      refused: z.number(),
      noted: z.number(),
    }),
    added: z.array(z.object({ line: z.number(), id: z.string(), title: z.string(), skus: z.number() })),
    changed: z.array(
      z.object({ line: z.number(), id: z.string(), title: z.string(), fields: z.array(z.string()) }),
    ),
    /** Products that are left out, and why; the rest is taken. */
    refused: z.array(ImportProblem),
    /** Taken all the same: single values left out. */
    noted: z.array(ImportProblem),
    /** The first products as they would become. */
    sample: z.array(Product),
  })
  .meta({ id: 'ProductImport' })
export type ProductImport = z.infer<typeof ProductImport>

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
    says: 'Products whose title or id holds the text, a page at a time, by title.',
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
  importProducts: {
    method: 'post',
    path: '/api/shops/{shopId}/products/import',
    params: ShopPath,
    query: z.object({
      /** The file's name, for messages. */
      name: z.string().max(200).default('file'),
      /** The plan that was shown. Left out, nothing is changed and the plan is given. */
      plan: z.string().max(100).optional(),
    }),
    gives: ProductImport,
    needs: 'settings.edit',
    says: 'Reads products from a file (the body: CSV, XLSX or JSON up to 20 MiB) and says what it would add, change or refuse; with the `plan` that was shown, does it and remembers the mapping.',
  },
  setImportMapping: {
    method: 'put',
    path: '/api/shops/{shopId}/products/import/mapping',
    params: ShopPath,
    body: z.object({
      fingerprint: z.string().min(1).max(60),
      /** Null: forgets it, so that columns are guessed again. */
      mapping: ImportMapping.nullable(),
    }),
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Remembers how files of one shape are read. Send the file to importProducts again to see what comes of it.',
  },
  seePrice: {
    method: 'post',
    path: '/api/shops/{shopId}/products/{productId}/seen',
    params: ProductPath,
    body: z.object({
      sku: z.string().max(80).nullable(),
      fen: Fen,
      at: Moment,
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
    says: 'Sets the shop’s size charts. Refuses two with one code, sizes whose ranges go back behind those before them, and the removal of one that products go by.',
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
      /** The next reduction the basket can reach; null: none. */
      next: NextReduction.nullable().default(null),
      /** A complaint is open: nothing is suggested. */
      complaint: z.boolean().default(false),
    }),
    gives: z.object({ suggestions: z.array(Suggestion) }),
    needs: 'conversation.read',
    says: 'What may be offered beside a product, each with its reason.',
  },
})
