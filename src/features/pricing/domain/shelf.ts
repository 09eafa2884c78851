import { yuan } from '../../../shared/money.ts'
import type { Said } from '../../../shared/said.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Activity } from '../../campaign/domain/activity.ts'
import type { Campaign } from '../../campaign/domain/campaign.ts'
import type { PhaseKind, PhasesOn } from '../../campaign/domain/phase.ts'
import { activitiesAt, kindsOn, phasesAt, type ShopCampaigns } from '../../campaign/domain/phases.ts'
import { type GoodsIndex, goodsIndex, optionName } from '../../catalog/domain/goods.ts'
import type { Product, Sku } from '../../catalog/domain/product.ts'
import type { SizeChart } from '../../catalog/domain/size.ts'
import type { Reckoned } from '../../conversation/domain.ts'
import type { ShopOffer, Wanted } from '../contract.ts'
import type { Basket, Line } from './basket.ts'
import { kindOf } from './kinds/index.ts'
import type { Effect, Kind } from './kinds/kind.ts'
import type { Offer } from './offer.ts'
import { placed } from './placed.ts'
import { preparePricing } from './pricing.ts'
import type { PriceProblem, Quote } from './quote.ts'
import type { RuleSet } from './rule-set.ts'
import type { RuleSets } from './settings.ts'

/** What a shelf is made of. */
export interface Shelved {
  products: readonly Product[]
  charts: readonly SizeChart[]
  campaigns: ShopCampaigns
  offers: readonly ShopOffer[]
  ruleSets: RuleSets
  /** In which times are judged and told. */
  zone: string
}

/** An offer as its kind reads it. `says` has its own name first, where it has one. */
export interface OfferReading {
  offer: Offer
  kind: Kind
  effect: Effect
  says: readonly Said[]
  from: Instant
  to: Instant
}

export interface Priced {
  quote: Quote | null
  problems: PriceProblem[]
}

/** Everything that a shop sells with, ready to be asked: what it has, what is on, and what it costs. Pure. */
export interface Shelf extends Omit<Shelved, 'products'> {
  products: ReadonlyMap<string, Product>
  index: GoodsIndex
  /** Offers that count, with the times and products of their campaign. */
  counting: readonly Offer[]
  /** The same, read: what each does and says, and when. Those that cannot be read are left out. */
  readings(): readonly OfferReading[]
  /** The engine with the offers and the rule set of a moment; the problems for which nothing can be priced. */
  pricingAt(at: Instant): ReturnType<typeof preparePricing>
  /** That of the campaign that is on, else the shop's. */
  ruleSetAt(at: Instant): RuleSet | null
  /** What is paid for products of the shop; never a guess: an unknown product, or SKUs of different prices of which none
   * was named, is a problem. */
  quote(wanted: Wanted, at: Instant): Priced
  /** The basket that is reckoned for what is wanted. */
  basketOf(wanted: Wanted, at: Instant): { basket: Basket; problems: PriceProblem[] }
  phasesAt(at: Instant): PhasesOn
  /** Kinds of phases that are on, the one that matters most to buyers first. */
  kindsAt(at: Instant): PhaseKind[]
  activitiesAt(at: Instant): { activity: Activity; campaign: Campaign }[]
  /** Moments after one at which an offer or phase begins or ends, ascending. */
  edgesAfter(at: Instant): Instant[]
  /** The first of them: until then nothing changes. Null: never. */
  edgeAfter(at: Instant): Instant | null
}

/** A basket of nothing but products. */
export const wantedOf = (
  lines: readonly { product: string; sku?: string | null; quantity?: number }[],
  how: Partial<Omit<Wanted, 'lines' | 'at'>> = {},
): Wanted => ({
  lines: lines.map(({ product, sku = null, quantity = 1 }) => ({ product, sku, quantity })),
  at: null,
  cards: 'all',
  channel: 'shop',
  member: false,
  region: null,
  coins: 0,
  ...how,
})

/** What a conversation remembers of a basket. */
export const reckonedOf = ({ lines, cards, channel, member, region, coins }: Wanted): Reckoned => ({
  lines: lines.slice(0, 20).map(({ product, sku, quantity }) => ({ product, sku, quantity })),
  cards: cards === 'all' ? 'all' : cards.slice(0, 40),
  ...{ channel, member, region, coins },
})

/** Prices of a product's SKUs: one where they are alike, or it has none. */
export const pricesOf = ({ priceFen, skus }: Pick<Product, 'priceFen' | 'skus'>): number[] =>
  skus.length === 0 ? [priceFen] : [...new Set(skus.map((sku) => sku.priceFen))].sort((a, b) => a - b)

/** “海盐蓝 1.8m”. */
export const skuName = ({ id, options }: Pick<Sku, 'id' | 'options'>): string =>
  Object.values(options).map(optionName).join(' ') || id

const unknownProduct = (where: string, product: string): PriceProblem => ({
  where: `${where}.product`,
  sentence: {
    zh: `店里没有商品“${product}”；请在商品里添加，或换一个编号。`,
    en: `The shop has no product "${product}": add it to the products, or give another id.`,
  },
})
const unknownSku = (where: string, { id, skus }: Product, sku: string): PriceProblem => {
  const there = skus
    .slice(0, 10)
    .map((one) => one.id)
    .join(', ')
  return {
    where: `${where}.sku`,
    sentence: {
      zh: `商品“${id}”没有规格“${sku}”；有：${there || '（没有规格）'}。`,
      en: `Product "${id}" has no SKU "${sku}". It has: ${there || 'none'}.`,
    },
  }
}
const whichSku = (where: string, { id, skus }: Product): PriceProblem => {
  const prices = skus.slice(0, 6).map((sku) => `${skuName(sku)} ¥${yuan(sku.priceFen)}`)
  return {
    where: `${where}.sku`,
    sentence: {
      zh: `商品“${id}”各规格价格不同（${prices.join('，')}${skus.length > 6 ? '…' : ''}）；请选规格。`,
      en: `The SKUs of product "${id}" have different prices (${prices.join(', ')}${skus.length > 6 ? ' …' : ''}): choose one.`,
    },
  }
}

/** Whose lines they are: a shelf is of one shop. */
const SHOP = 'shop'

const linesOf = (
  { lines }: Pick<Wanted, 'lines'>,
  products: ReadonlyMap<string, Product>,
): { lines: Line[]; problems: PriceProblem[] } => {
  const problems: PriceProblem[] = []
  const found: Line[] = []
  for (const [i, { product: id, sku: wanted, quantity }] of lines.entries()) {
    const where = `lines[${i}]`
    const product = products.get(id)
    if (!product) {
      problems.push(unknownProduct(where, id))
      continue
    }
    // A product without SKUs has itself for one.
    const named = wanted === id && product.skus.length === 0 ? null : wanted
    const sku = named === null ? null : product.skus.find((one) => one.id === named)
    if (named !== null && !sku) problems.push(unknownSku(where, product, named))
    const prices = pricesOf(product)
    if (named === null && prices.length > 1) problems.push(whichSku(where, product))
    const title =
      sku && Object.keys(sku.options).length > 0 ? `${product.title} ${skuName(sku)}` : product.title
    found.push({
      id: `${i + 1}`,
      item: id,
      sku: sku?.id ?? null,
      shop: SHOP,
      title: title.slice(0, 200),
      category: product.category,
      priceFen: sku?.priceFen ?? prices[0] ?? product.priceFen,
      quantity,
    })
  }
  return { lines: found, problems }
}

const noRuleSet = (id: string): PriceProblem => ({
  where: 'ruleSet',
  sentence: {
    zh: `没有规则“${id}”；请在价格设置里选一个规则。`,
    en: `There is no rule set "${id}": choose one in the price settings.`,
  },
})

/** Where in ascending moments the first one after `at` stands. It is asked for every basket that is looked up. */
const placeAfter = (moments: readonly Instant[], at: Instant): number => {
  let [from, to] = [0, moments.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((moments[middle] ?? 0) > at) to = middle
    else from = middle + 1
  }
  return from
}

/** Makes a shelf ready: products found by name at once, offers when a price is first asked for. */
export const shelfOf = (shelved: Shelved, known?: Pick<Shelf, 'products' | 'index'>): Shelf => {
  const { campaigns, offers, ruleSets, zone } = shelved
  const products = known?.products ?? new Map(shelved.products.map((product) => [product.id, product]))
  const index = known?.index ?? goodsIndex(shelved.products)
  const counting = offers.filter(({ enabled }) => enabled).map((offer) => placed(offer, campaigns))
  const ready = new Map<string, ReturnType<typeof preparePricing>>()

  /** Between two edges one rule set holds; every basket asks for it. */
  const ruleSetIds = new Map<number, string>()
  const ruleSetIdAt = (at: Instant): string => {
    const place = placeAfter(allEdges(), at)
    const id = ruleSetIds.get(place) ?? ruleSetIdOf(at)
    ruleSetIds.set(place, id)
    return id
  }
  const ruleSetIdOf = (at: Instant): string => {
    // The latest begun of those that are on: a broadcast within Double Eleven has its own rules.
    const on = phasesAt(campaigns.campaigns, at).on.toReversed()
    for (const { campaignId } of on) {
      const id = campaigns.campaigns.find((campaign) => campaign.id === campaignId)?.ruleSet
      if (id) return id
    }
    return ruleSets.chosen
  }
  const ruleSetAt = (at: Instant) => ruleSets.all.find(({ id }) => id === ruleSetIdAt(at)) ?? null
  const pricingAt: Shelf['pricingAt'] = (at) => {
    const ruleSet = ruleSetAt(at)
    if (!ruleSet) return { ok: false, problems: [noRuleSet(ruleSetIdAt(at))] }
    const held = ready.get(ruleSet.id)
    if (held) return held
    const pricing = preparePricing(counting, ruleSet)
    ready.set(ruleSet.id, pricing)
    return pricing
  }

  let edges: Instant[] | null = null
  const allEdges = (): Instant[] => {
    edges ??= [
      ...new Set([
        ...counting.flatMap(({ from, to }) => [from, to].flatMap((t) => (t === null ? [] : [Date.parse(t)]))),
        ...campaigns.campaigns.flatMap(({ waves }) =>
          waves.flatMap(({ phases }) => phases.flatMap(({ from, to }) => [from, to])),
        ),
      ]),
    ].sort((a, b) => a - b)
    return edges
  }

  const basketOf: Shelf['basketOf'] = (wanted, at) => {
    const { lines, problems } = linesOf(wanted, products)
    const { cards, channel, member, region, coins } = wanted
    const basket = { at: new Date(at).toISOString(), lines, cards, channel, member, region, coins, zone }
    return { basket, problems }
  }

  let read: OfferReading[] | null = null
  const readings = (): readonly OfferReading[] => {
    read ??= counting.flatMap((offer) => {
      const kind = kindOf(offer.kind)
      const filled = kind?.fill(offer.params)
      if (!kind || !filled?.ok) return []
      const own = offer.name === null ? [] : [{ zh: offer.name, en: offer.name }]
      return [
        {
          ...{ offer, kind, effect: filled.effect, says: [...own, filled.says] },
          from: offer.from === null ? Number.NEGATIVE_INFINITY : Date.parse(offer.from),
          to: offer.to === null ? Number.POSITIVE_INFINITY : Date.parse(offer.to),
        },
      ]
    })
    return read
  }

  return {
    ...{
      charts: shelved.charts,
      campaigns,
      offers,
      ruleSets,
      zone,
      products,
      index,
      counting,
      pricingAt,
      ruleSetAt,
    },
    readings,
    basketOf,
    quote(wanted, at) {
      const { basket, problems } = basketOf(wanted, at)
      const ready = pricingAt(at)
      if (!ready.ok) return { quote: null, problems: [...problems, ...ready.problems] }
      return problems.length > 0
        ? { quote: null, problems }
        : { quote: ready.pricing.quote(basket), problems: [] }
    },
    phasesAt: (at) => phasesAt(campaigns.campaigns, at),
    kindsAt: (at) => kindsOn(campaigns.campaigns, at),
    activitiesAt: (at) => activitiesAt(campaigns, at),
    edgesAfter: (at) => allEdges().slice(placeAfter(allEdges(), at)),
    edgeAfter: (at) => allEdges()[placeAfter(allEdges(), at)] ?? null,
  }
}
