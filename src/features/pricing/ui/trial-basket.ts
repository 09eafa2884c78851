// A basket that is priced in the browser, to try offers and rule sets. Pure.
import type { Product } from '../../catalog/domain/product.ts'
import { Basket, type BasketInput } from '../domain/basket.ts'
import { Offer } from '../domain/offer.ts'
import type { PriceProblem } from '../domain/quote.ts'
import type { PriceDraft } from './basket-edit.ts'
import { lineName } from './naming.ts'

const noProduct = (where: string, id: string): PriceProblem => ({
  where,
  sentence: {
    zh: `商品库里没有“${id}”：请换一个商品。`,
    en: `There is no "${id}" in the catalog: choose another product.`,
  },
})
const whichSku = (where: string, title: string): PriceProblem => ({
  where,
  sentence: {
    zh: `“${title}”各规格价格不同：请选规格。`,
    en: `The variants of "${title}" have different prices: choose one.`,
  },
})

/** The basket as the engine takes it. What cannot be priced is a problem with its place; what is still being asked for is
 * left out. Null while nothing is left. */
export const trialBasket = (
  draft: PriceDraft,
  goods: ReadonlyMap<string, Product | null>,
  now: number,
  zone: string,
): { basket: Basket | null; problems: PriceProblem[] } => {
  const problems: PriceProblem[] = []
  const lines: BasketInput['lines'] = []
  for (const [i, { product: id, sku, quantity }] of draft.lines.entries()) {
    const product = goods.get(id)
    const where = `lines[${i}]`
    if (product === null) problems.push(noProduct(where, id))
    if (!product) continue
    const chosen = product.skus.find((one) => one.id === sku)
    if (!chosen && new Set(product.skus.map((one) => one.priceFen)).size > 1) {
      problems.push(whichSku(where, product.title))
      continue
    }
    lines.push({
      ...{ id: `${i + 1}`, item: id, sku, quantity, category: product.category },
      title: lineName({ product: id, sku }, product).slice(0, 200),
      priceFen: chosen?.priceFen ?? product.priceFen,
    })
  }
  if (lines.length === 0) return { basket: null, problems }
  const { cards, channel, member, region, coins } = draft
  const basket = Basket.parse({
    ...{ lines, cards: cards === 'all' ? 'all' : [...cards], channel, member, region, coins, zone },
    at: new Date(draft.at ?? now).toISOString(),
  })
  return { basket, problems }
}

/** The puzzle of P04: 500 yuan, a coupon of 20 off 300, 30 off 500 across shops. Held against what is left it is 480,
 * held against item prices 450. */
export const example = (now: number, zone: string, title: string): { basket: Basket; offers: Offer[] } => ({
  basket: Basket.parse({
    at: new Date(now).toISOString(),
    lines: [{ id: '1', item: 'example', title, priceFen: 50_000 }],
    zone,
  }),
  offers: [
    Offer.parse({
      ...{ id: 'example-coupon', kind: 'shop-coupon' },
      params: { reachFen: 30_000, minusFen: 2_000 },
    }),
    Offer.parse({
      ...{ id: 'example-cross-shop', kind: 'cross-shop' },
      params: { everyFen: 50_000, minusFen: 3_000 },
    }),
  ],
})
