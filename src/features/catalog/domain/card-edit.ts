import { MOST_FEN } from '../../../shared/money.ts'
import type { PriceChange, Product } from './product.ts'

export interface CardProblem {
  field: string
  problem: string
}

/** What is added up from a card's SKUs: the stock of all, and the lowest price (specs/catalog.md CAT-2). */
export const summedUp = (product: Product): Product =>
  product.skus.length === 0
    ? product
    : {
        ...product,
        stock: product.skus.reduce((sum, { stock }) => sum + stock, 0),
        priceFen: Math.min(...product.skus.map(({ priceFen }) => priceFen)),
      }

interface Shop {
  charts: ReadonlySet<string>
  /** Of the products that the card relates to, those there are. */
  products: ReadonlySet<string>
}

/** What is wrong with a card that its form does not tell: where, and what to do (CAT-3). */
export const cardProblems = (product: Product, before: Product | null, shop: Shop): CardProblem[] => {
  const problems: CardProblem[] = []
  if (product.sizeChart !== null && !shop.charts.has(product.sizeChart))
    problems.push({
      field: 'sizeChart',
      problem: `there is no size chart ${product.sizeChart}: add it first`,
    })
  const skus = new Map<string, number>()
  for (const [i, { id }] of product.skus.entries()) {
    const twin = skus.get(id)
    if (twin !== undefined)
      problems.push({
        field: `skus.${i}.id`,
        problem: `SKU ${twin + 1} has the id ${id} too: give each its own`,
      })
    skus.set(id, i)
  }
  // Products that were related before and are gone since do not keep the rest from being saved.
  const known = new Set(before?.relations.map((relation) => relation.product))
  for (const [i, relation] of product.relations.entries()) {
    if (relation.product === product.id)
      problems.push({ field: `relations.${i}.product`, problem: 'a product is not related to itself' })
    else if (!shop.products.has(relation.product) && !known.has(relation.product))
      problems.push({ field: `relations.${i}.product`, problem: `there is no product ${relation.product}` })
  }
  return problems
}

export type PriceStep = Pick<PriceChange, 'product' | 'sku' | 'wasFen' | 'isFen'>

/** The prices that differ; the first price of a product or SKU too (CAT-10). */
export const priceSteps = (before: Product | null, after: Product): PriceStep[] => {
  const steps: PriceStep[] = []
  const step = (sku: string | null, wasFen: number | null, isFen: number) => {
    if (wasFen !== isFen) steps.push({ product: after.id, sku, wasFen, isFen })
  }
  step(null, before?.priceFen ?? null, after.priceFen)
  const were = new Map(before?.skus.map(({ id, priceFen }) => [id, priceFen]))
  for (const { id, priceFen } of after.skus) step(id, were.get(id) ?? null, priceFen)
  return steps
}

/** What is set in many products at once. */
type Settable = Pick<Product, 'category' | 'stock' | 'restockAt' | 'sizeChart' | 'labelOnly'> & {
  priceTimes: number
}
export type ManySet = { [K in keyof Settable]?: Settable[K] | undefined }

/** Half a fen goes up. Of 99.9 × 0.85 the product is taken to a millionth first: 84.915 is not 84.91499. */
const times = (fen: number, by: number): number => Math.floor(Math.round(fen * by * 1e6) / 1e6 + 0.5)

/**
 * A card with what is set in many (CAT-4). SKUs follow: prices each by itself, a stock of 0 and a restock date for what
 * is sold out. A stock above 0 belongs to SKUs one by one: `skus` is given as the reason.
 */
export const withSet = (product: Product, set: ManySet): Product | { why: 'skus' | 'price' } => {
  const { priceTimes = 1, category, stock, restockAt, sizeChart, labelOnly } = set
  if (product.skus.length > 0 && stock !== undefined && stock > 0) return { why: 'skus' }
  const skus = product.skus.map((sku) => {
    const left = stock ?? sku.stock
    return {
      ...sku,
      priceFen: times(sku.priceFen, priceTimes),
      stock: left,
      ...(restockAt !== undefined && left === 0 && { restockAt }),
    }
  })
  const priceFen = times(product.priceFen, priceTimes)
  if ([priceFen, ...skus.map((sku) => sku.priceFen)].some((fen) => fen > MOST_FEN)) return { why: 'price' }
  return summedUp({
    ...product,
    ...(category !== undefined && { category }),
    ...(stock !== undefined && { stock }),
    ...(restockAt !== undefined && { restockAt }),
    ...(sizeChart !== undefined && { sizeChart }),
    ...(labelOnly !== undefined && { labelOnly }),
    priceFen,
    skus,
  })
}
