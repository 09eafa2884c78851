import { Basket } from '../../src/features/pricing/domain/basket.ts'
import { Offer } from '../../src/features/pricing/domain/offer.ts'
import { type Pricing, preparePricing } from '../../src/features/pricing/domain/pricing.ts'
import type { RuleSet } from '../../src/features/pricing/domain/rule-set.ts'
import { ruleSetOf } from '../../src/features/pricing/domain/shipped/index.ts'

/** What all three programs can express: from a threshold on an amount off the order, or a share of it. */
export type Plain = { id: string; minFen: number } & ({ off: number } | { percent: number })
export interface PlainLine {
  id: string
  fen: number
  quantity: number
}

const AT = '2021-11-11T12:00:00+08:00'

/** Ten lines of 100 to 224 yuan, one to three of each: 3,094.35 yuan. */
export const plainLines: readonly PlainLine[] = Array.from({ length: 10 }, (_, i) => ({
  id: `L${i}`,
  fen: 10_000 + i * 1373,
  quantity: 1 + (i % 3),
}))

/** Half amounts (0.51 to 1.49 yuan), half shares (one per cent of what is left while there are few, less of many, so that
 * the order does not come to nothing). Every one is reached, in every program, at any number of them. */
export const plainOffers = (count: number): Plain[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `o${String(i).padStart(4, '0')}`,
    minFen: 5000,
    ...(i % 2 === 1 ? { off: 50 + (i % 100) } : { percent: count > 100 ? 0.1 : 1 }),
  }))

const known = (id: string): RuleSet => {
  const found = ruleSetOf(id)
  if (!found) throw new Error(`The rule set ${id} is not there.`)
  return found
}

const ready = (offers: readonly Offer[], ruleSet: RuleSet): Pricing => {
  const read = preparePricing(offers, ruleSet)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.pricing
}

const plainBasket = Basket.parse({
  at: AT,
  lines: plainLines.map(({ id, fen, quantity }) => ({ id, item: id, priceFen: fen, quantity })),
})

/** The same in our words: tiers of one step at the shop's level, where everything stacks. */
export const plainly = (offers: readonly Plain[]): { pricing: Pricing; basket: Basket } => ({
  pricing: ready(
    offers.map((offer) =>
      Offer.parse({
        id: offer.id,
        kind: 'tiers',
        params: {
          tiers: [
            {
              reach: offer.minFen,
              ...('off' in offer
                ? { minusFen: offer.off }
                : { payPercent: Math.round((100 - offer.percent) * 100) / 100 }),
            },
          ],
        },
      }),
    ),
    known('open'),
  ),
  basket: plainBasket,
})

/** A shop as it is on the day: prices of items, one reduction of the shop, coupons of every class, cross-shop, coins and
 * red packets; `count` offers, most of them for other items. */
export const eventful = (count: number): { pricing: Pricing; basket: Basket } => {
  const offers: Offer[] = [
    Offer.parse({ id: 'cross', kind: 'cross-shop', params: { everyFen: 20_000, minusFen: 3_000 } }),
    Offer.parse({ id: 'coupon', kind: 'shop-coupon', params: { reachFen: 100_000, minusFen: 8_000 } }),
    Offer.parse({ id: 'shop', kind: 'full-reduction', params: { reachFen: 200_000, minusFen: 10_000 } }),
    Offer.parse({ id: 'packet', kind: 'cash-red-packet', params: { minusFen: 888 } }),
  ].slice(0, count)
  for (let i = offers.length; i < count; i++) {
    const items = { items: [i < 14 ? `L${i - 4}` : `M${i}`] }
    offers.push(
      i % 3 === 0
        ? Offer.parse({
            id: `x${i}`,
            kind: 'item-coupon',
            params: { reachFen: 9_000, minusFen: 500 },
            scope: items,
          })
        : Offer.parse({ id: `x${i}`, kind: 'percentage', params: { payPercent: 90 }, scope: items }),
    )
  }
  return { pricing: ready(offers, known('tmall-2021-d11')), basket: plainBasket }
}

/** Twenty cards in the buyer's hands that may take each other's place: coupons and packets of the shop, item coupons,
 * platform coupons and red packets, under parallel or sequential thresholds. */
export const twentyCards = (rules: string): { pricing: Pricing; basket: Basket } => {
  const cards: Offer[] = Array.from({ length: 20 }, (_, i) => {
    const reachFen = 30_000 + 23_700 * (i % 7)
    const minusFen = 1_500 + ((i * 4_177) % 9_000)
    const amount = { reachFen, minusFen }
    const kinds = ['shop-coupon', 'item-coupon', 'platform-coupon', 'shop-red-packet', 'cash-red-packet']
    const kind = kinds[i % kinds.length] ?? ''
    const scope = kind === 'item-coupon' ? { items: [0, 1, 2, 3].map((n) => `L${(i + n * 2) % 10}`) } : {}
    return Offer.parse({
      id: `c${i}`,
      kind,
      params: kind === 'cash-red-packet' ? { minusFen: 200 + i } : amount,
      scope,
    })
  })
  cards.push(Offer.parse({ id: 'cross', kind: 'cross-shop', params: { everyFen: 20_000, minusFen: 3_000 } }))
  return { pricing: ready(cards, known(rules)), basket: plainBasket }
}
