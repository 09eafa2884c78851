import type { Instant } from '../../../shared/time.ts'
import type { PriceChange } from '../../catalog/domain/product.ts'

/** Where a price stands. What is seen on the page or at the checkout is held against what was seen there before: a
 * coupon makes the checkout cheaper than the page, and that is no rise of the page. */
type Place = 'desk' | 'page' | 'checkout'
const placeOf = ({ source }: PriceChange): Place =>
  source === 'page' || source === 'checkout' ? source : 'desk'

/** How one price of a product went, oldest first. */
export interface PricePath {
  product: string
  sku: string | null
  place: Place
  changes: readonly PriceChange[]
}

/** A price, and the change that shows it. */
export interface Shown {
  fen: number
  by: number
}

const byTime = (a: PriceChange, b: PriceChange): number => a.at - b.at || a.id - b.id

/** The paths of all prices, whatever the order of the changes. */
export const pathsOf = (changes: readonly PriceChange[]): PricePath[] => {
  const paths = new Map<string, PriceChange[]>()
  for (const change of [...changes].sort(byTime)) {
    const key = JSON.stringify([change.product, change.sku, placeOf(change)])
    const path = paths.get(key)
    if (path) path.push(change)
    else paths.set(key, [change])
  }
  return [...paths]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, list]) => {
      const [first] = list
      return first ? [{ product: first.product, sku: first.sku, place: placeOf(first), changes: list }] : []
    })
}

/** The price that stood at a moment: of the last change until then, or what the first change after says it was before. */
export const priceAt = ({ changes }: PricePath, at: Instant): Shown | null => {
  const last = changes.findLast((change) => change.at <= at)
  if (last) return { fen: last.isFen, by: last.id }
  const [first] = changes
  return first && first.wasFen !== null ? { fen: first.wasFen, by: first.id } : null
}

/** Changes within a span, from included, to excluded. */
export const changesIn = ({ changes }: PricePath, from: Instant, to: Instant): PriceChange[] =>
  changes.filter(({ at }) => from <= at && at < to)

/** What a price was in a span: as it began, and whatever it became. A sighting from before tells nothing of the span. */
export const pricesIn = (path: PricePath, from: Instant, to: Instant): Shown[] => {
  const began = path.place === 'desk' ? priceAt(path, from) : null
  const later = changesIn(path, from, to).map(({ isFen, id }) => ({ fen: isFen, by: id }))
  return began ? [began, ...later.filter(({ by }) => by !== began.by)] : later
}

export const lowestOf = (prices: readonly Shown[]): Shown | null =>
  prices.reduce<Shown | null>((low, price) => (low === null || price.fen < low.fen ? price : low), null)
