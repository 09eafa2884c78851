import { yuan } from '../../../../shared/money.ts'
import type { Said } from '../../../../shared/said.ts'
import { excerpt } from '../../../../shared/text.ts'
import type { Instant } from '../../../../shared/time.ts'
import type { FactAnswer } from '../../../campaign/domain/activity.ts'
import { goodsIn } from '../../../catalog/domain/goods.ts'
import type { Product } from '../../../catalog/domain/product.ts'
import type { Conceded, Reckoned } from '../../../conversation/domain.ts'
import type { Wanted } from '../../contract.ts'
import type { Quote } from '../quote.ts'
import { type OfferReading, type Shelf, wantedOf } from '../shelf.ts'
import {
  type Claim,
  claimsIn,
  type GiftClaim,
  type PriceClaim,
  type ReductionClaim,
  type ShippingClaim,
} from './claims.ts'
import { EVERYWHERE, regionNames, regionsIn } from './regions.ts'
import { type As, basketsOf, isListed, type Looks, looksFor, priced, skusByPrice } from './supports.ts'

/** What a conversation is about, as far as prices go. */
export interface Subject {
  /** Ids of products, the latest first; titles where no more is known. */
  goods: readonly string[]
  basket: Reckoned | null
  /** What was given to this buyer, who bargained. */
  given?: Conceded | null | undefined
  now: Instant
}

export const promiseRules = [
  'promise.price',
  'promise.gift',
  'promise.shipping',
  'promise.reduction',
] as const
export type PromiseRule = (typeof promiseRules)[number]

/** A promise that disagrees with what the shop sells by. */
export interface Broken {
  rule: PromiseRule
  at: readonly [number, number]
  why: Said
  /** What may stand in its place; null where that is not sure. */
  instead: string | null
}

/** Products of one sentence that are looked at. */
const PRODUCTS = 6
const name = ({ title }: Pick<Product, 'title'>): string => excerpt(title, 24)

interface Sources {
  shelf: Shelf
  now: Instant
  /** What is talked about, the surest first. */
  products: readonly Product[]
  /** Products that the text itself names, one for each. */
  named: readonly Product[]
  basket: Wanted | null
  how: Partial<Wanted>
  /** Regions that the text names, and whether it says everywhere. */
  regions: readonly string[]
  everywhere: boolean
  /** Where an English text sends something. */
  place: string | null
  looks: Looks
  /** Every basket that a number for so many pieces may be of. */
  baskets(pieces: number | null): readonly Wanted[]
}

const productsOf = (
  text: string,
  { goods, basket }: Subject,
  shelf: Shelf,
): { named: Product[]; all: Product[] } => {
  const product = (id: string) => shelf.products.get(id)
  const found = goodsIn(text, shelf.index)
  // Of alternatives none was named for sure; all of them may be meant.
  const sure = found.filter(({ mention }) => found.filter((one) => one.mention === mention).length === 1)
  const [named, maybe, about] = [
    sure.map(({ id }) => id),
    found.map(({ id }) => id),
    [...(basket?.lines.map((line) => line.product) ?? []), ...goods],
  ].map((ids) => ids.flatMap((id) => product(id) ?? []))
  const all = [...new Set([...(named ?? []), ...(maybe ?? []), ...(about ?? [])])].slice(0, PRODUCTS)
  return { named: [...new Set(named ?? [])], all }
}

const sourcesFor = (text: string, subject: Subject, shelf: Shelf): Sources => {
  const { named, all } = productsOf(text, subject, shelf)
  const { basket, now } = subject
  const how: Partial<Wanted> = basket
    ? {
        cards: basket.cards,
        channel: basket.channel,
        member: basket.member,
        region: basket.region,
        coins: basket.coins,
      }
    : {}
  const wanted = basket === null || basket.lines.length === 0 ? null : wantedOf(basket.lines, how)
  const regions = regionsIn(text)
  const everywhere = EVERYWHERE.test(text) && regions.length === 0 && !EXCEPT.test(text)
  // In Chinese a promise has its region beside it, and others may stand in the next clause.
  const place = /\p{Script=Han}/u.test(text) ? null : (regions[0] ?? null)
  const about = { shelf, now, products: all, named, basket: wanted, how, regions, everywhere, place }
  const made = new Map<number | null, readonly Wanted[]>()
  return {
    ...about,
    looks: looksFor(shelf, now),
    baskets(pieces) {
      const held = made.get(pieces) ?? candidates(about, pieces)
      made.set(pieces, held)
      return held
    },
  }
}

/** Every basket that a number may be of: what was told last, the products named or talked about together, each alone. */
const candidates = (
  { products, named, basket, how }: Pick<Sources, 'products' | 'named' | 'basket' | 'how'>,
  pieces: number | null,
): Wanted[] => {
  const together = (list: readonly Product[]): Wanted[] =>
    list.length < 2
      ? []
      : [
          wantedOf(
            list.map(({ id, ...one }) => ({ product: id, sku: skusByPrice(one)[0] ?? null })),
            how,
          ),
        ]
  return [
    ...(basket ? [basket] : []),
    ...products.flatMap((product) => basketsOf(product, pieces, how)),
    ...together(named),
    ...together(products.slice(0, 2)),
    ...together(products.slice(0, 3)),
  ]
}

/** What is paid for one product, by its cheapest and its dearest SKU. */
const range = (
  { shelf, now, how }: Sources,
  product: Product,
  quantity: number,
): { least: Quote; most: Quote } | null => {
  const quotes = skusByPrice(product)
    .flatMap((sku) => priced(shelf, wantedOf([{ product: product.id, sku, quantity }], how), now).quote ?? [])
    .sort((a, b) => a.payableFen - b.payableFen)
  const [least, most] = [quotes[0], quotes.at(-1)]
  return least && most ? { least, most } : null
}

/** The number that stands for a claim's in one quote. */
const rightOf = (quote: Quote, role: PriceClaim['role'], quantity: number): number | null => {
  switch (role) {
    case 'deposit':
      return quote.deposit?.fen ?? null
    case 'balance':
      return quote.deposit?.balanceFen ?? null
    case 'each':
      return quote.payableFen % quantity === 0 ? quote.payableFen / quantity : null
    default:
      return quote.payableFen
  }
}

const roleWords: Record<PriceClaim['role'], Said> = {
  price: { zh: '到手', en: 'costs' },
  net: { zh: '到手', en: 'costs' },
  total: { zh: '一共', en: 'costs in all' },
  each: { zh: '每件', en: 'costs apiece' },
  list: { zh: '原价', en: 'has a list price of' },
  deposit: { zh: '定金', en: 'has a deposit of' },
  balance: { zh: '尾款', en: 'has a balance of' },
  freight: { zh: '运费', en: 'has freight of' },
}

/** Totals, single and list prices are told in too many ways to be told apart. */
const asOf = (role: PriceClaim['role']): As =>
  role === 'total' || role === 'each' || role === 'list' || role === 'price' ? 'any' : role

const priceBroken = (claim: PriceClaim, sources: Sources): Broken | null => {
  const { shelf, now, products, named, basket } = sources
  const { role, fen, pieces, at, amount } = claim
  // A crossed-out price above ours may have its own reason, which is not ours to know.
  if (role === 'freight') return freightBroken(claim, sources)
  if (role === 'list' && products.every(({ priceFen }) => fen > priceFen)) return null
  const as = asOf(role)
  if (as === 'any' && products.some((product) => isListed(product, pieces, fen))) return null
  if (sources.looks.support(sources.baskets(pieces), fen, as)) return null
  const subject = named[0] ?? products[0]
  if (!subject) return null
  const meansBasket =
    basket !== null &&
    named.length === 0 &&
    (role === 'total' || role === 'price' || role === 'net') &&
    pieces === null
  const basketQuote = meansBasket ? priced(shelf, basket, now).quote : null
  const quantity = pieces ?? 1
  const found = basketQuote ? { least: basketQuote, most: basketQuote } : range(sources, subject, quantity)
  if (!found) return null
  const [least, most] = [rightOf(found.least, role, quantity), rightOf(found.most, role, quantity)]
  // Nothing has a deposit, or nothing is known of freight: nothing contradicts.
  if (least === null || most === null) return null
  const several = named.length > 1 && basketQuote === null
  const words = roleWords[role]
  const right = least === most ? `¥${yuan(least)}` : `¥${yuan(least)}–${yuan(most)}`
  const about = basketQuote
    ? { zh: '刚才算的这一单', en: 'the basket that was reckoned' }
    : {
        zh: `“${name(subject)}”${quantity > 1 ? `×${quantity}` : ''}`,
        en: `"${name(subject)}"${quantity > 1 ? ` ×${quantity}` : ''}`,
      }
  return {
    rule: 'promise.price',
    at,
    why: {
      zh: `${about.zh}现在${words.zh} ${right}，不是 ¥${yuan(fen)}`,
      en: `${about.en} ${words.en} ${right} now, not ¥${yuan(fen)}`,
    },
    instead: least === most && !several ? amount.write(least) : null,
  }
}

/** What sending may cost, fen: to the regions that are named or known; where nothing says to which, to any. */
const freightFees = ({ shelf, now, products, basket, how, regions }: Sources): number[] => {
  const fees = shelf.readings().flatMap(({ effect, from, to }) => {
    if (effect.does !== 'freight' || from > now || now >= to) return []
    return regions.length > 0 || how.region
      ? []
      : [null, ...regionNames].map((region) => effect.fee(region).fen)
  })
  const to = regions.length > 0 ? regions : [how.region ?? null]
  const baskets = basket ? [basket] : products.slice(0, 1).flatMap((product) => basketsOf(product, 1, how))
  const quoted = baskets.flatMap((wanted) =>
    to.flatMap((region) => priced(shelf, { ...wanted, region }, now).quote?.freightFen ?? []),
  )
  return [...new Set([...fees, ...quoted])].sort((a, b) => a - b)
}

const freightBroken = (claim: PriceClaim, sources: Sources): Broken | null => {
  const { shelf, now, regions } = sources
  const known = shelf
    .readings()
    .some(({ effect, from, to }) => effect.does === 'freight' && from <= now && now < to)
  const fees = known ? freightFees(sources) : []
  if (fees.length === 0 || fees.includes(claim.fen)) return null
  const right = fees.map((fen) => `¥${yuan(fen)}`)
  const where = regions.length === 0 ? '' : `${regions.join('、')} `
  const [only] = fees
  return {
    rule: 'promise.price',
    at: claim.at,
    why: {
      zh: `${where}运费是 ${right.join(' 或 ')}，不是 ¥${yuan(claim.fen)}`,
      en: `Freight ${where === '' ? '' : `to ${where}`}is ${right.join(' or ')}, not ¥${yuan(claim.fen)}`,
    },
    instead: fees.length === 1 && only !== undefined ? claim.amount.write(only) : null,
  }
}

const sayings = new WeakMap<OfferReading, { zh: string; claim: ReductionClaim }[]>()
/** What the words of one offer take off, read once. */
const saidBy = (one: OfferReading): { zh: string; claim: ReductionClaim }[] => {
  const held = sayings.get(one)
  if (held) return held
  const fresh = one.says
    .flatMap(({ zh, en }) => [zh, en])
    .flatMap((words) =>
      claimsIn(words).flatMap((claim) => (claim.is === 'reduction' ? [{ zh: words, claim }] : [])),
    )
  sayings.set(one, fresh)
  return fresh
}

/** What offers take off, as their own words say it: a kind needs no list of its own here. */
const offersSay = new WeakMap<
  Shelf,
  { until: Instant; says: ReductionClaim[]; whole: { zh: string; claim: ReductionClaim }[] }
>()
const reductionsOf = (shelf: Shelf, now: Instant) => {
  const held = offersSay.get(shelf)
  if (held && now < held.until) return held
  const readings = shelf
    .readings()
    .filter(({ to }) => to > now)
    .flatMap((one) => saidBy(one).map((said) => ({ ...said, on: one.from <= now })))
  const fresh = {
    until: shelf.edgeAfter(now) ?? Number.POSITIVE_INFINITY,
    says: readings.map(({ claim }) => claim),
    whole: readings.filter(
      ({ zh, claim, on }) => on && claim.reach && claim.at[0] === 0 && claim.at[1] === zh.length,
    ),
  }
  offersSay.set(shelf, fresh)
  return fresh
}

/** Every threshold may be named with what it takes off, and a per-N rule in its multiples (满600减100 of 每满300减50). */
const sameReduction = (said: ReductionClaim, known: ReductionClaim): boolean => {
  const { reach, takes } = said
  if ('share' in takes) return 'share' in known.takes && Math.abs(takes.share - known.takes.share) < 0.0051
  if ('share' in known.takes) return false
  const [cut, own] = [takes.fen, known.takes.fen]
  if (reach === null || known.reach === null) return cut === own
  const [a, b] =
    'fen' in reach && 'fen' in known.reach
      ? [reach.fen, known.reach.fen]
      : 'pieces' in reach && 'pieces' in known.reach
        ? [reach.pieces, known.reach.pieces]
        : [0, 1]
  return a % b === 0 && a > 0 && cut * b === own * a
}

const reductionBroken = (claim: ReductionClaim, sources: Sources): Broken | null => {
  const { shelf, now, products } = sources
  const { says, whole } = reductionsOf(shelf, now)
  if (says.length === 0 || says.some((known) => sameReduction(claim, known))) return null
  const { takes, reach, at } = claim
  if (reach === null && products.length === 0) return null
  if ('fen' in takes && reach === null && sources.looks.support(sources.baskets(null), takes.fen)) return null
  const pieces = reach && 'pieces' in reach ? reach.pieces : null
  if ('share' in takes && sources.looks.share(sources.baskets(pieces), takes.share)) return null
  const known = [...new Set(whole.map(({ zh }) => zh))].filter((zh) => /\p{Script=Han}/u.test(zh))
  const first = known.slice(0, 4).join('、')
  const only = known.length === 1 && reach !== null && 'fen' in takes ? (known[0] ?? null) : null
  return {
    rule: 'promise.reduction',
    at,
    why:
      first === ''
        ? { zh: '店里没有这样的优惠', en: 'The shop has no such reduction' }
        : {
            zh: `店里没有这样的优惠；现在有：${first}`,
            en: `The shop has no such reduction. There is now: ${first}`,
          },
    instead: only,
  }
}

/** What activities on now, and the product's own page, say of a fact. */
const factsOf = (
  { shelf, now, products }: Sources,
  fact: 'gifts' | 'shipping-free-regions',
): FactAnswer[] => {
  const ids = new Set(products.map(({ id }) => id))
  const answers = shelf.activitiesAt(now).flatMap(({ activity }) => {
    const about = activity.products.length === 0 || activity.products.some(({ product }) => ids.has(product))
    const answer = activity.facts[fact]
    return about && answer ? [answer] : []
  })
  const pages = products.flatMap(({ page }) => {
    const says = page[fact]
    return says === undefined || says === '' ? [] : [{ says }]
  })
  return [...answers, ...pages]
}

/** “一个”, “2 条”: says how many, not what. */
const COUNTED = /[\d一二两三四五六七八九十]+\s?(?:个|条|只|套|件|双|份|瓶|盒|袋|包|枚|张|对)/g
/** Whether two names share a word: 枕套 and 同色枕套一对. */
const alike = (a: string, b: string): boolean => {
  const [one, other] = [a, b].map((text) =>
    text
      .toLowerCase()
      .replace(COUNTED, '')
      .replace(/[\s\p{P}]+/gu, ''),
  )
  if (one === undefined || other === undefined) return false
  for (let i = 0; i + 2 <= one.length; i++) {
    const pair = one.slice(i, i + (/[a-z]/.test(one.charAt(i)) ? 4 : 2))
    if (pair.length >= 2 && other.includes(pair)) return true
  }
  return false
}

const giftBroken = (claim: GiftClaim, sources: Sources): Broken | null => {
  const { shelf, now, products } = sources
  if (products.length === 0) return null
  const given = shelf.readings().filter(({ effect, to }) => effect.does === 'give' && to > now)
  const facts = factsOf(sources, 'gifts')
  if (given.length === 0 && facts.length === 0) return null
  const another = goodsIn(claim.what, shelf.index).some(({ id }) => !products.some((one) => one.id === id))
  const words = [
    ...given.flatMap(({ says }) => says.flatMap(({ zh, en }) => [zh, en])),
    ...facts.flatMap((fact) => ('says' in fact ? [fact.says] : [])),
    // What comes with the product is no gift, and may be said so; that a card mentions another product is no gift of it.
    ...(another
      ? []
      : products.flatMap(({ sections, attributes }) => [
          ...Object.values(sections),
          ...Object.values(attributes),
        ])),
  ]
  // In the other language a gift goes by another name: nothing is known of it.
  const english = !/\p{Script=Han}/u.test(claim.what)
  if (english && !words.some((text) => /[a-z]{4}/i.test(text))) return null
  if (words.some((text) => alike(claim.what, text))) return null
  const on = given.filter(({ from }) => from <= now)
  const there = [
    ...on.flatMap(({ says }) => says.slice(-1).map(({ zh }) => zh)),
    ...facts.flatMap((f) => ('says' in f ? [f.says] : [])),
  ]
  const list = there.slice(0, 3).join('、')
  return {
    rule: 'promise.gift',
    at: claim.at,
    why: {
      zh: `赠品里没有“${claim.what}”${list === '' ? '，现在没有赠品' : `；现在有：${list}`}`,
      en: `"${claim.what}" is none of the gifts${list === '' ? '; there is none now' : `. There is now: ${list}`}`,
    },
    instead: null,
  }
}

const EXCEPT = /除|不含|不包括|不支持|except|excluding|not /iu

const shippingBroken = (claim: ShippingClaim, sources: Sources): Broken | null => {
  const { shelf, now, products, basket, how, place, everywhere } = sources
  const { at } = claim
  const where = claim.region ?? place ?? how.region ?? null
  if (everywhere && claim.region === null) {
    const dear = regionNames.find((region) => {
      const [fee] = freightFees({ ...sources, regions: [region] })
      return fee !== undefined && fee > 0
    })
    return dear === undefined
      ? null
      : shippingBroken({ ...claim, region: dear }, { ...sources, everywhere: false })
  }
  const facts = factsOf(sources, 'shipping-free-regions')
  for (const fact of facts) {
    if (!('says' in fact)) continue
    const place = where === null ? -1 : fact.says.indexOf(where)
    if (where === null || place < 0) return null
    const clause =
      fact.says
        .slice(0, place)
        .split(/[。；;]/)
        .at(-1) ?? ''
    if (!EXCEPT.test(clause)) return null
    return freightWhy(at, where, fact.says)
  }
  if (facts.length > 0)
    return {
      rule: 'promise.shipping',
      at,
      why: { zh: '这个活动不包邮', en: 'Shipping is not free in this activity' },
      instead: null,
    }
  const baskets = basket ? [basket] : products.slice(0, 1).flatMap((product) => basketsOf(product, 1, how))
  const quotes = baskets.flatMap((wanted) => priced(shelf, { ...wanted, region: where }, now).quote ?? [])
  const [first] = quotes
  if (!first || quotes.some(({ freightFen }) => freightFen === 0)) return null
  return freightWhy(at, where, null, first.freightFen)
}

const freightWhy = (
  at: readonly [number, number],
  where: string | null,
  says: string | null,
  fen: number | null = null,
): Broken => ({
  rule: 'promise.shipping',
  at,
  why: {
    zh: `${where ?? '这一单'}不包邮${fen === null ? '' : `，运费 ¥${yuan(fen)}`}${says === null ? '' : `（${excerpt(says, 40)}）`}`,
    en: `Shipping${where === null ? '' : ` to ${where}`} is not free${fen === null ? '' : `: it costs ¥${yuan(fen)}`}${says === null ? '' : ` (${excerpt(says, 40)})`}`,
  },
  instead: null,
})

const brokenBy = (claim: Claim, sources: Sources): Broken | null => {
  switch (claim.is) {
    case 'price':
      return priceBroken(claim, sources)
    case 'reduction':
      return reductionBroken(claim, sources)
    case 'gift':
      return giftBroken(claim, sources)
    case 'shipping':
      return shippingBroken(claim, sources)
  }
}

/** Whether what was given to a buyer who bargained bears a claim out: its money off, a price less by it, its gift. */
const bearsOut = ({ fen, gift }: Conceded, claim: Claim, sources: Sources): boolean => {
  switch (claim.is) {
    case 'price':
      return fen !== null && priceBroken({ ...claim, fen: claim.fen + fen }, sources) === null
    case 'reduction':
      return 'fen' in claim.takes && claim.takes.fen === fen
    case 'gift':
      return gift !== null && [gift.zh, gift.en].some((name) => alike(claim.what, name))
    case 'shipping':
      return false
  }
}

/**
 * What a message promises otherwise than the shop sells, in order of place. A number passes that any honest reading of the
 * quotes bears out: list, item price, payable, deposit, balance, cut, share, difference, now or in a coming phase, for one,
 * some or the told basket. Of what nothing is known, nothing is said (specs/guard.md GRD-40…).
 */
export const promisesBroken = (text: string, subject: Subject, shelf: Shelf): Broken[] => {
  const claims = claimsIn(text)
  if (claims.length === 0) return []
  const sources = sourcesFor(text, subject, shelf)
  const given = subject.given && subject.now < subject.given.until ? subject.given : null
  return claims.flatMap((claim) => {
    if (given && bearsOut(given, claim, sources)) return []
    return brokenBy(claim, sources) ?? []
  })
}
