import { Basket, type BasketInput } from '../basket.ts'
import { Offer, type OfferInput } from '../offer.ts'
import { preparePricing } from '../pricing.ts'
import type { Terms } from '../reckon.ts'
import type { RuleSet } from '../rule-set.ts'
import { ruleSetOf } from '../shipped/index.ts'
import { Candidate } from './candidate.ts'
import { termsOf } from './terms.ts'

/** For tests: amounts in yuan, ids by place. */
export const YUAN = 100

export const termsFor = (
  ruleSet: string,
  offers: readonly (Omit<OfferInput, 'id'> & { id?: string })[],
  change: Partial<RuleSet> = {},
): Terms => {
  const shipped = ruleSetOf(ruleSet)
  if (!shipped) throw new Error(`no rule set ${ruleSet}`)
  const rules = { ...shipped, ...change }
  const all = offers.map((offer, i) => Offer.parse({ id: `o${i + 1}`, ...offer }))
  const ready = preparePricing(all, rules)
  if (!ready.ok) throw new Error(JSON.stringify(ready.problems))
  return termsOf(ready.pricing, all, rules)
}

export const basketOf = (
  yuan: readonly (number | [number, number])[],
  more: Partial<BasketInput> = {},
): Basket =>
  Basket.parse({
    at: '2021-11-11T12:00:00+08:00',
    lines: yuan.map((one, i) => {
      const [price, quantity] = typeof one === 'number' ? [one, 1] : one
      return { id: `${i + 1}`, item: `in${i + 1}`, priceFen: Math.round(price * YUAN), quantity }
    }),
    ...more,
  })

export const candidate = (yuan: number, more: Partial<Candidate> = {}): Candidate =>
  Candidate.parse({
    item: `p${yuan}`,
    sku: null,
    title: `P${yuan}`,
    category: null,
    priceFen: Math.round(yuan * YUAN),
    ...more,
  })

export const perN = (every: number, minus: number) => ({
  kind: 'cross-shop',
  params: { everyFen: every * YUAN, minusFen: minus * YUAN },
})
export const coupon = (reach: number, minus: number, kind = 'shop-coupon') => ({
  kind,
  params: { reachFen: reach * YUAN, minusFen: minus * YUAN },
})
export const shopOff = (reach: number, minus: number) => ({
  kind: 'full-reduction',
  params: { reachFen: reach * YUAN, minusFen: minus * YUAN },
})
