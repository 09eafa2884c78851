import { promisesBroken } from '../../pricing/domain/promise/check.ts'
import { claimsIn } from '../../pricing/domain/promise/claims.ts'
import type { Shelf } from '../../pricing/domain/shelf.ts'
import type { PromiseSource } from './verdict.ts'

/** Prices, gifts, freight and reductions, held against what the shop sells by at the moment. Says nothing while that is not
 * there. */
export const priceSource = (shelf: () => Shelf | null): PromiseSource => ({
  name: 'price',
  check(text, { goods = [], basket = null, given, now }) {
    const held = shelf()
    // Not there, or nothing can be priced: a number that cannot be checked is asked about, not let through.
    if (!held?.pricingAt(now).ok) {
      if (claimsIn(text).some(({ is }) => is === 'price' || is === 'reduction')) throw new Error('no prices')
      return []
    }
    return promisesBroken(text, { goods, basket, given, now }, held).map(
      ({ rule, at: [from, to], why, instead }) => ({
        ...{ rule, severity: 'block', text: text.slice(from, to), at: [from, to], why, cost: null, instead },
      }),
    )
  },
})
