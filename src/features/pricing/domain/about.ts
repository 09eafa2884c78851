import type { Instant } from '../../../shared/time.ts'
import { goodsIn, type Named, skusIn } from '../../catalog/domain/goods.ts'
import type { Product } from '../../catalog/domain/product.ts'
import type { Reckoned } from '../../conversation/domain.ts'
import type { Asked, Counted } from './asked.ts'
import type { Shelf } from './shelf.ts'
import { pricesOf } from './shelf.ts'

/** What a question says of what it is about. */
export interface AskedAbout {
  text: string
  before: string | null
  at: Instant
  /** The product the buyer looks at: id or title. */
  item: string | null
  goods: readonly string[]
  basket: Reckoned | null
}

/** A line that a price is asked of. `sku` undefined: one of several at different prices, and nothing says which. */
export interface AskedLine {
  product: Product
  sku: string | null | undefined
  quantity: number
}

/** A thing that a text names, with its place. */
interface Mention {
  product: Product
  sku: string | null
  at: number
}

/** Products meant at once, at most. */
const MOST = 6

const byIdOrTitle = (shelf: Shelf, name: string): Product | null => {
  const product = shelf.products.get(name)
  if (product) return product
  const found = goodsIn(name, shelf.index)
  const [first] = found
  return first && found.length === 1 ? (shelf.products.get(first.id) ?? null) : null
}

/** What a text names, in its order; null where a mention may be several products of which none is known to be meant. */
const mentionsIn = (text: string, shelf: Shelf, known: readonly string[]): Mention[] | null => {
  const groups = new Map<number, Named[]>()
  for (const one of goodsIn(text, shelf.index))
    groups.set(one.mention, [...(groups.get(one.mention) ?? []), one])
  const mentions: Mention[] = []
  const plain = text.toLowerCase()
  for (const group of groups.values()) {
    // Of alternatives, the one that is talked about is meant.
    const meant = group.length === 1 ? group[0] : group.find(({ id }) => known.includes(id))
    if (!meant) return null
    const product = shelf.products.get(meant.id)
    if (product)
      mentions.push({ product, sku: meant.sku, at: Math.max(0, plain.indexOf(meant.words[0] ?? '')) })
  }
  return mentions.sort((a, b) => a.at - b.at)
}

const ADDED = /再(?:加|带|来|买|配|拍)|加上?|外加|另外|配上?|连同|plus|add(?:ing)?|along with|together with/iu
/** Words with which nothing is named in an English question of price. */
const PLAIN_ENGLISH = new Set(
  (
    'how much many what whats is are was the a an total price prices cost costs final net list for of to pay in all now do does did i we you ' +
    'would will be if buy buying get order take took me my your piece pieces pcs pc set sets unit units item items one two three four five ' +
    'six and or with without after before including coupon coupons discount discounts shipping freight member today tomorrow later currently ' +
    'right please hi hello hey there can could tell know at on so then about any sale each apiece per both together best ' +
    'deposit balance when should wait until live room stream double eleven singles day promotion offer offers cheaper cheapest'
  ).split(' '),
)
const POINTS = /\b(?:this|it|its|that|these|those|they|them|both|same)\b/i
/** Whether an English text names something that the shop was not found to have by it: then what the buyer looks at is not
 * meant. Chinese names are words of titles and are found. */
const namesUnknown = (text: string): boolean => {
  if (/\p{Script=Han}/u.test(text) || POINTS.test(text)) return false
  const words = text.toLowerCase().match(/[a-z]{2,}/g) ?? []
  return words.some((word) => !PLAIN_ENGLISH.has(word))
}

const EACH = /各|每样|每款|都买|each/iu

const skuOf = (text: string, product: Product, named: string | null): string | null | undefined => {
  if (product.skus.length === 0) return null
  if (named !== null) return named
  const found = skusIn(text, product.skus)
  const [only] = found
  if (only && found.length === 1) return only.id
  const of = found.length === 0 ? product.skus : found
  const prices = pricesOf({ priceFen: product.priceFen, skus: of })
  // Alike in price: whichever it will be, it costs that.
  if (prices.length > 1) return undefined
  return pricesOf(product).length === 1 ? null : (of[0]?.id ?? null)
}

/** Which number belongs to which thing: the one that stands nearest before or after it; one alone is of them all where that
 * is said, or there is one thing. */
const quantities = (
  text: string,
  counted: readonly Counted[],
  places: readonly number[],
): (number | null)[] => {
  const [only] = counted
  if (!only) return places.map(() => null)
  if (counted.length === 1 && (places.length === 1 || EACH.test(text))) return places.map(() => only.n)
  const given: (number | null)[] = places.map(() => null)
  for (const { n, at } of counted) {
    let best = -1
    for (const [i, place] of places.entries())
      if (best < 0 || Math.abs(place - at) < Math.abs((places[best] ?? 0) - at)) best = i
    if (best >= 0) given[best] = n
  }
  return given
}

const ofBasket = ({ basket }: AskedAbout, shelf: Shelf): AskedLine[] =>
  (basket?.lines ?? []).flatMap(({ product: id, sku, quantity }) => {
    const product = shelf.products.get(id)
    return product ? [{ product, sku: sku ?? skuOf('', product, null), quantity }] : []
  })

/**
 * What a price is asked of: the products a text names with their quantities, else those the conversation is about. Null
 * where that is not known for sure.
 */
export const linesAsked = (asked: Asked, about: AskedAbout, shelf: Shelf): AskedLine[] | null => {
  const { text, before, item } = about
  const lookedAt = item === null ? null : byIdOrTitle(shelf, item)
  const talked = [...new Set([...(lookedAt ? [lookedAt.id] : []), ...about.goods])]
  const known = talked.flatMap((id) => shelf.products.get(id) ?? [])
  const named = mentionsIn(
    text,
    shelf,
    known.map(({ id }) => id),
  )
  if (named === null) return null
  const counted = asked.quantities
  if (named.length > 0) {
    const many = quantities(
      text,
      counted,
      named.map(({ at }) => at),
    )
    const lines = named.slice(0, MOST).map(
      ({ product, sku }, i): AskedLine => ({
        product,
        sku: skuOf(text, product, sku),
        quantity: many[i] ?? 1,
      }),
    )
    const added = ADDED.test(text) && named.length === 1
    if (!added && !(asked.together && named.length === 1)) return lines
    // “再加一个枕芯多少钱”: to what was reckoned, or to what is talked about.
    const base = ofBasket(about, shelf)
    const first = base.length > 0 ? base : known.slice(0, 1).map((product) => lineOf(text, product))
    const fresh = lines.filter(({ product }) => !first.some((line) => line.product.id === product.id))
    return [...first, ...fresh].slice(0, MOST)
  }
  if (namesUnknown(text)) return null
  const told = ofBasket(about, shelf)
  if (told.length > 0 && (known.length === 0 || told.some(({ product }) => product.id === known[0]?.id))) {
    if (counted.length === 0) return told.map((line) => ({ ...line, sku: newSku(text, line) }))
    if (told.length === 1 || EACH.test(text))
      return told.map((line) => ({
        ...line,
        sku: newSku(text, line),
        quantity: counted[0]?.n ?? line.quantity,
      }))
    return null
  }
  const wanted = asked.together ? Math.max(2, asked.things ?? 2) : 1
  if (known.length < wanted) {
    const earlier = before === null ? null : mentionsIn(before, shelf, [])
    if (known.length > 0 || !earlier || earlier.length === 0)
      return asked.together ? null : fromOne(known, text, counted)
    return earlier.map(({ product, sku }) => ({
      product,
      sku: skuOf(`${before ?? ''} ${text}`, product, sku),
      quantity: counted[0]?.n ?? 1,
    }))
  }
  if (wanted === 1) return fromOne(known, text, counted)
  if (counted.length > 0 && !EACH.test(text)) return null
  return known.slice(0, wanted).map((product) => ({ ...lineOf(text, product), quantity: counted[0]?.n ?? 1 }))
}

const lineOf = (text: string, product: Product): AskedLine => ({
  product,
  sku: skuOf(text, product, null),
  quantity: 1,
})

/** A SKU that a follow-up names (“那M码呢”) instead of the one before. */
const newSku = (text: string, { product, sku }: AskedLine): string | null | undefined => {
  const found = product.skus.length === 0 ? [] : skusIn(text, product.skus)
  return found.length === product.skus.length || found.length === 0 ? sku : skuOf(text, product, null)
}

const fromOne = (
  known: readonly Product[],
  text: string,
  counted: readonly Counted[],
): AskedLine[] | null => {
  const [first] = known
  return first ? [{ ...lineOf(text, first), quantity: counted[0]?.n ?? 1 }] : null
}
