import type { Instant } from '../../../../shared/time.ts'
import type { Product } from '../../../catalog/domain/product.ts'
import type { Wanted } from '../../contract.ts'
import type { Quote } from '../quote.ts'
import { pricesOf, type Shelf, wantedOf } from '../shelf.ts'

/** Every number of a quote that an honest sentence may hold, fen: prices of all, of a line and of a piece, what is paid when,
 * and what is saved. */
export const numbersOf = (quote: Quote, into: Set<number> = new Set()): Set<number> => {
  const { listFen, itemFen, goodsFen, freightFen, payableFen, nowFen, deposit, lines, steps } = quote
  for (const fen of [listFen, itemFen, goodsFen, payableFen, nowFen, listFen + freightFen]) into.add(fen)
  if (freightFen > 0) into.add(freightFen)
  if (deposit) {
    into.add(deposit.fen)
    into.add(deposit.balanceFen)
    into.add(deposit.balanceFen - freightFen)
  }
  let before = itemFen
  for (const { cutFen } of steps) {
    into.add(cutFen)
    // After each step: “满减后 570，再用券 550”.
    before -= cutFen
    if (before > 0) into.add(before)
  }
  into.add(listFen - goodsFen)
  for (const { listFen: list, itemFen: item, paysFen, quantity, cuts } of lines) {
    for (const fen of [list, item, paysFen, list - paysFen]) {
      into.add(fen)
      const each = fen / quantity
      // A share that is no whole fen is told rounded, up or down.
      into.add(Math.floor(each)).add(Math.ceil(each))
    }
    for (const { fen } of cuts) into.add(fen)
  }
  return into
}

/** As what a number may be borne out: as anything that has to do with the price, or as one thing alone. */
export type As = 'any' | 'net' | 'deposit' | 'balance' | 'freight'

/** What is paid in the end by a quote, fen: of all, of a line, of a piece; with the freight and without it. */
const paidBy = ({ payableFen, goodsFen, lines }: Quote): Set<number> => {
  const paid = new Set([payableFen, goodsFen])
  for (const { paysFen, quantity } of lines)
    paid
      .add(paysFen)
      .add(Math.floor(paysFen / quantity))
      .add(Math.ceil(paysFen / quantity))
  return paid
}

const NONE: ReadonlySet<number> = new Set()
const numbersAs: Record<As, (quote: Quote) => ReadonlySet<number>> = {
  any: (quote) => numbersOf(quote),
  net: paidBy,
  deposit: ({ deposit }) => (deposit ? new Set([deposit.fen]) : NONE),
  balance: ({ deposit, freightFen }) =>
    deposit ? new Set([deposit.balanceFen, deposit.balanceFen - freightFen]) : NONE,
  freight: ({ freightFen }) => new Set([freightFen]),
}

/** Quantities of one product that are looked at whatever was said. */
const QUANTITIES = [1, 2, 3]
/** Prices of a product's SKUs, moments to come, and products that are looked at. */
const SKUS = 12
const MOMENTS = 4
/** What begins later than this is not talked of yet, ms. */
const AHEAD = 45 * 86_400_000

/** SKUs of a product, one of each price; null for a product without. */
export const skusByPrice = ({ skus }: Pick<Product, 'skus'>): (string | null)[] => {
  if (skus.length === 0) return [null]
  const byPrice = new Map<number, string>()
  for (const { id, priceFen } of skus) if (!byPrice.has(priceFen)) byPrice.set(priceFen, id)
  return [...byPrice.values()].slice(0, SKUS)
}

/** Now, and when the next offers and phases begin or end. */
export const momentsFrom = (shelf: Shelf, now: Instant): Instant[] => [
  now,
  ...shelf
    .edgesAfter(now)
    .filter((edge) => edge <= now + AHEAD)
    .slice(0, MOMENTS),
]

interface Differ {
  cards: boolean
  members: boolean
  live: boolean
}
const differing = new WeakMap<Shelf, Differ>()
/** What a shop's offers distinguish: where nothing is for members, a member pays what everybody pays. */
const differsIn = (shelf: Shelf): Differ => {
  const held = differing.get(shelf)
  if (held) return held
  const all = shelf.readings()
  const fresh = {
    cards: all.some(({ offer, kind }) => offer.held ?? kind.use === 'card'),
    members: all.some(({ offer, kind }) => offer.members || kind.level === 'member'),
    live: all.some(({ offer, kind }) => offer.channel !== 'any' || kind.channel !== undefined),
  }
  differing.set(shelf, fresh)
  return fresh
}

/** The same basket in the ways it may honestly be told: with all the cards and with none, as a member, in the live room. */
const ways = (wanted: Wanted, { cards, members, live }: Differ): Wanted[] => [
  wanted,
  ...(cards ? [{ ...wanted, cards: wanted.cards === 'all' ? [] : ('all' as const) }] : []),
  ...(members ? [{ ...wanted, member: !wanted.member }] : []),
  ...(live
    ? [{ ...wanted, channel: wanted.channel === 'shop' ? ('live' as const) : ('shop' as const) }]
    : []),
]

/** What baskets cost, as far as one message has to know it. */
export interface Looks {
  /** Whether any honest reading of what some baskets cost has a number. */
  support(baskets: readonly Wanted[], fen: number, as?: As): boolean
  /** Whether what is paid for one of them is so much of its list price, rounded as people do (8折, 8.5折). */
  share(baskets: readonly Wanted[], share: number): boolean
}

/** Baskets reckoned for one message at most, some 30 µs each. */
const MOST_LOOKS = 2000

/** Takes no more of what is to come than a question needs, and keeps what was taken for the next. */
const lazily = <T>(coming: Iterator<T, void>) => {
  const taken: T[] = []
  return (test: (one: T) => boolean): boolean => {
    if (taken.some(test)) return true
    for (let next = coming.next(); !next.done; next = coming.next()) {
      taken.push(next.value)
      if (test(next.value)) return true
    }
    return false
  }
}

/**
 * Looks at what baskets cost for one message, each once however many numbers it holds. Where they are more than can be
 * looked at, a number may be one of those, and counts as borne out.
 */
export const looksFor = (shelf: Shelf, now: Instant, most = MOST_LOOKS): Looks => {
  const moments = momentsFrom(shelf, now)
  let left = most
  const look = (): boolean => left-- > 0

  /** Numbers of the likeliest readings first: now, then in other ways and later; by how much moments differ at last (“现在买便宜20”). */
  function* numbers(baskets: readonly Wanted[], as: As): Generator<ReadonlySet<number>, void> {
    for (const wanted of baskets) {
      if (!look()) return
      yield numbersFor(shelf, wanted, now, as)
    }
    for (const wanted of baskets)
      for (const way of ways(wanted, differsIn(shelf)))
        for (const at of way === wanted ? moments.slice(1) : moments) {
          if (!look()) return
          yield numbersFor(shelf, way, at, as)
        }
    if (as !== 'any') return
    for (const wanted of baskets) {
      const paid: number[] = []
      for (const at of moments) {
        if (!look()) return
        const { quote } = priced(shelf, wanted, at)
        if (quote) paid.push(quote.payableFen)
      }
      yield new Set(paid.flatMap((a) => paid.map((b) => a - b)))
    }
  }

  function* shares(baskets: readonly Wanted[]): Generator<number, void> {
    for (const wanted of baskets)
      for (const at of moments) {
        if (!look()) return
        const { quote } = priced(shelf, wanted, at)
        if (!quote || quote.listFen === 0) continue
        yield quote.goodsFen / quote.listFen
        yield quote.itemFen / quote.listFen
      }
  }

  const known = new Map<readonly Wanted[], Map<As | 'share', ReturnType<typeof lazily<never>>>>()
  const kept = <T>(baskets: readonly Wanted[], as: As | 'share', make: () => Iterator<T, void>) => {
    const of = known.get(baskets) ?? new Map()
    known.set(baskets, of)
    const held: ReturnType<typeof lazily<T>> = of.get(as) ?? lazily(make())
    of.set(as, held)
    return held
  }
  return {
    support: (baskets, fen, as = 'any') =>
      kept(baskets, as, () => numbers(baskets, as))((set) => set.has(fen)) || left < 0,
    share: (baskets, share) =>
      kept(baskets, 'share', () => shares(baskets))((paid) => Math.abs(paid - share) < 0.0055) || left < 0,
  }
}

interface Known {
  quote: Quote | null
  numbers: Map<As, ReadonlySet<number>>
}
/** What baskets cost changes only where an offer or phase begins or ends: kept for each shelf until then. */
const known = new WeakMap<Shelf, Map<string, Known>>()
const MOST = 500

const knownOf = (shelf: Shelf, wanted: Wanted, at: Instant): Known => {
  const cache = known.get(shelf) ?? new Map<string, Known>()
  known.set(shelf, cache)
  const { lines, cards, channel, member, region, coins } = wanted
  const until = shelf.edgeAfter(at)
  const key = JSON.stringify([until, lines, cards, channel, member, region, coins])
  const held = cache.get(key)
  if (held) return held
  const fresh: Known = { quote: shelf.quote(wanted, at).quote, numbers: new Map() }
  cache.set(key, fresh)
  const oldest = cache.size > MOST ? cache.keys().next().value : undefined
  if (oldest !== undefined) cache.delete(oldest)
  return fresh
}

/** A quote, kept while it holds. */
export const priced = (shelf: Shelf, wanted: Wanted, at: Instant): { quote: Quote | null } =>
  knownOf(shelf, wanted, at)

const numbersFor = (shelf: Shelf, wanted: Wanted, at: Instant, as: As): ReadonlySet<number> => {
  const { quote, numbers } = knownOf(shelf, wanted, at)
  const held = numbers.get(as)
  if (held) return held
  const fresh = quote ? numbersAs[as](quote) : NONE
  numbers.set(as, fresh)
  return fresh
}

/** Baskets that a sentence about a product may mean: one, two or three of it, or as many as it says. */
export const basketsOf = (product: Product, pieces: number | null, how: Partial<Wanted> = {}): Wanted[] =>
  [...new Set([...(pieces === null ? [] : [pieces]), ...QUANTITIES])].flatMap((quantity) =>
    skusByPrice(product).map((sku) => wantedOf([{ product: product.id, sku, quantity }], how)),
  )

/** Whether a number is a list price of a product or a SKU of it, for some pieces: needs no reckoning. */
export const isListed = (product: Product, pieces: number | null, fen: number): boolean =>
  pricesOf(product).some((price) => [1, 2, 3, pieces ?? 1].some((n) => price * n === fen))
