import type { Instant } from '../../../shared/time.ts'
import type { Reckoned } from '../../conversation/domain.ts'
import { priced, skusByPrice } from './promise/supports.ts'
import { type Shelf, wantedOf } from './shelf.ts'

/** What bears out that something is scarce. */
export interface Standing {
  /** Pieces left; null where not known. */
  stock: number | null
  /** When the first of the reductions that make the price ends, ms; null where none has an end. */
  offerEndsAt: Instant | null
}

const UNKNOWN: Standing = { stock: null, offerEndsAt: null }

/** How the product stands that a conversation is about: its stock (of the SKU that was reckoned, where one was), and until
 * when its price holds. */
export const standingOf = (
  shelf: Shelf | null | undefined,
  {
    goods = [],
    basket = null,
  }: { goods?: readonly string[] | undefined; basket?: Reckoned | null | undefined },
  now: Instant,
): Standing => {
  const product = goods.length === 0 ? undefined : shelf?.products.get(goods[0] ?? '')
  if (!shelf || !product) return UNKNOWN
  const line = basket?.lines.find((one) => one.product === product.id)
  const sku = product.skus.find(({ id }) => id === line?.sku)
  const wanted = wantedOf([{ product: product.id, sku: sku?.id ?? skusByPrice(product)[0] ?? null }])
  const { quote } = priced(shelf, wanted, now)
  const ends = (quote?.steps ?? []).flatMap(({ offer }) => {
    const to = shelf.counting.find(({ id }) => id === offer)?.to ?? null
    return to === null ? [] : [Date.parse(to)]
  })
  return {
    stock: sku?.stock ?? product.stock,
    offerEndsAt: ends.length === 0 ? null : Math.min(...ends),
  }
}
