import { NO_PHASE } from '../bargaining/domain/policy.ts'
import { skusByPrice } from '../pricing/domain/promise/supports.ts'
import { wantedOf } from '../pricing/domain/shelf.ts'
import type { Shelves } from '../pricing/live.ts'
import type { BargainingAround } from './conceding.ts'

/** What bargaining depends on, from what the shop sells by: the phase that matters most now, and what is paid for the basket
 * told last, else for one of the product talked about (its cheapest SKU: nobody has chosen yet). */
export const bargainingAround =
  (shelves: Pick<Shelves, 'of'>): BargainingAround =>
  async (shopId, { assistant: { basket, goods = [] } }, now) => {
    const shelf = await shelves.of(shopId)
    const phase = shelf.kindsAt(now)[0] ?? NO_PHASE
    const product = shelf.products.get(goods[0] ?? '')
    const wanted =
      basket && basket.lines.length > 0
        ? wantedOf(basket.lines, { ...basket, cards: basket.cards === 'all' ? 'all' : [...basket.cards] })
        : product && wantedOf([{ product: product.id, sku: skusByPrice(product)[0] ?? null }])
    const quote = wanted ? shelf.quote(wanted, now).quote : null
    return { phase, basketFen: quote?.payableFen ?? null }
  }
