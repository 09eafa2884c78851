import { z } from 'zod'
import { Fen } from '../../../shared/money.ts'

const Text = (max: number) => z.string().trim().max(max)
const Id = Text(80).min(1)

/** The sections of a card that are written in sentences (specs/catalog.md). What is empty is not answered from. */
export const cardSections = [
  'selling-points',
  'pains',
  'without',
  'people',
  'quality',
  'production',
  'shelf-life',
  'comfort',
  'usage',
  'fears',
] as const
export const CardSection = z.enum(cardSections)
export type CardSection = z.infer<typeof CardSection>

export const Sku = z.object({
  id: Id,
  /** What sets it apart: 颜色 → 海盐蓝, 尺码 → M. In the order of the product's page. */
  options: z.record(Text(40), Text(80)),
  priceFen: Fen,
  stock: z.number().int().min(0),
  /** When there will be more, ms; null: not known. */
  restockAt: z.number().nullable(),
  picture: z.string().max(500).nullable(),
})
export type Sku = z.infer<typeof Sku>

export const RelationKind = z.enum(['similar', 'complementary', 'better'])
export const Relation = z.object({
  kind: RelationKind,
  product: Id,
  /** Why, in a few words that a buyer may read; empty: the desk says what it sees. */
  why: Text(120),
})
export type Relation = z.infer<typeof Relation>

export const Competitor = z.object({
  name: Text(80).min(1),
  says: Text(400),
  priceFen: Fen.nullable(),
  source: Text(300).min(1),
  seenOn: z.iso.date(),
})

/** All that a shop knows of a product. */
export const Product = z
  .object({
    id: Id,
    title: Text(200).min(1),
    category: Text(80).nullable(),
    /** From; the SKUs have their own where there are any. */
    priceFen: Fen,
    /** Of all SKUs together where there are any. */
    stock: z.number().int().min(0),
    restockAt: z.number().nullable(),
    attributes: z.record(Text(40), Text(500)),
    sections: z.partialRecord(CardSection, Text(1000)),
    /** Medicine and health goods: the label is quoted or a person answers, the desk gives no advice. */
    labelOnly: z.boolean(),
    skus: z.array(Sku).max(500),
    /** Code of a size chart of the shop. */
    sizeChart: Text(40).nullable(),
    relations: z.array(Relation).max(50),
    competitors: z.array(Competitor).max(20),
    pictures: z.array(z.string().max(500)).max(20),
    url: z.string().max(1000).nullable(),
    /** What the product's page says of facts an activity may say otherwise (shipping time, gifts …): by the fact's name. */
    page: z.record(z.string(), Text(500)),
  })
  .meta({ id: 'Product' })
export type Product = z.infer<typeof Product>

/** A price as it was found, from when on. */
export const PriceChange = z.object({
  id: z.number(),
  product: z.string(),
  sku: z.string().nullable(),
  wasFen: z.number().nullable(),
  isFen: z.number(),
  at: z.number(),
  /** Edited in the desk, read from a file, or seen on the page or at the checkout by a person or a connector. */
  source: z.enum(['edit', 'import', 'page', 'checkout']),
  by: z.number().nullable(),
})
export type PriceChange = z.infer<typeof PriceChange>

/** A product of which no more is known than what a page's head says. */
export const plainProduct = (
  known: Pick<Product, 'id' | 'title' | 'priceFen' | 'stock'> & Partial<Product>,
): Product => ({
  category: null,
  restockAt: null,
  attributes: {},
  sections: {},
  labelOnly: false,
  skus: [],
  sizeChart: null,
  relations: [],
  competitors: [],
  pictures: [],
  url: null,
  page: {},
  ...known,
})
