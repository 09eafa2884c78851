import { z } from 'zod'
import { cardSections } from '../product.ts'

/** What a column of a product file can hold (specs/catalog.md CAT-30). */
export const targets = [
  'id',
  'title',
  'category',
  'price',
  'stock',
  'restockAt',
  'labelOnly',
  'url',
  'pictures',
  /** The code of a size chart the shop has. */
  'sizeChart',
  /** Sizes with what they are made for: a sentence (`M：身高 158–166 cm、48–58 kg；L：…`) or a table. */
  'sizeTable',
  /** One attribute, under `name`. */
  'attribute',
  /** Several: `材质：棉；产地：南通`, or an object. */
  'attributes',
  /** A section of the card; `name` is one of `cardSections`. */
  'section',
  /** What the page says of a fact that activities have too, under `name`. */
  'page',
  'sku.id',
  'sku.price',
  'sku.stock',
  'sku.restockAt',
  'sku.picture',
  /** One thing that sets a SKU apart, under `name`: 颜色, 尺码. */
  'sku.option',
  /** Several: `颜色:红;尺码:M`, or an object. */
  'sku.options',
] as const
export const TargetKind = z.enum(targets)
export type TargetKind = z.infer<typeof TargetKind>

/** Targets that need a name. */
export const named: ReadonlySet<TargetKind> = new Set(['attribute', 'section', 'page', 'sku.option'])

export const Target = z
  .object({ to: TargetKind, name: z.string().trim().max(40).default('') })
  .refine(({ to, name }) => !named.has(to) || name !== '', { path: ['name'], message: 'a name is missing' })
  .refine(({ to, name }) => to !== 'section' || (cardSections as readonly string[]).includes(name), {
    path: ['name'],
    message: 'not a section of a card',
  })
export type Target = z.infer<typeof Target>

export const PriceUnit = z.enum(['yuan', 'fen'])
export type PriceUnit = z.infer<typeof PriceUnit>

/** How a file of products is read. */
export const ImportMapping = z
  .object({
    /** By the column's name; in JSON by its path from the product (`result.itemInfo.title`), of a SKU after the list's:
     * `result.skuInfo.skus[].price`. What is not named is left out. */
    columns: z.record(z.string().max(300), Target),
    priceUnit: PriceUnit,
    skuPriceUnit: PriceUnit,
    /** JSON: the path to the list of products; empty: the whole file is one product, or a list of them. */
    products: z.string().max(300),
    /** JSON: the path from a product to the list of its SKUs; null: it has none. */
    skus: z.string().max(300).nullable(),
  })
  .meta({ id: 'ProductImportMapping' })
export type ImportMapping = z.infer<typeof ImportMapping>

/** Why a row or a value is not taken. Screens have a sentence for each. */
export const importReasons = [
  'unreadable',
  'no-id',
  'spoiled-id',
  'no-title',
  'no-price',
  'bad-price',
  'bad-stock',
  'bad-time',
  'bad-switch',
  'bad-value',
  'too-long',
  'too-many',
  'two-values',
  'same-sku',
  'no-option',
  'unknown-chart',
  'bad-chart',
  /** Price and stock of a product with SKUs are added up from theirs. */
  'has-skus',
  'full',
] as const
export const ImportReason = z.enum(importReasons)
export type ImportReason = z.infer<typeof ImportReason>

export const ImportProblem = z
  .object({
    /** From 1: the line of a text file, the row of a sheet; in JSON the number of the product, or where the column is one
     * of SKUs, of the SKU in its list. */
    line: z.number(),
    /** The product's or SKU's id, as far as it could be read. */
    id: z.string().nullable(),
    /** The column or path as the file names it. */
    column: z.string().nullable(),
    reason: ImportReason,
    /** The value that is meant, cut to a readable length, or the limit or line it is about. */
    detail: z.string(),
  })
  .meta({ id: 'ProductImportProblem' })
export type ImportProblem = z.infer<typeof ImportProblem>
