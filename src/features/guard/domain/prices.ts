import { promisesBroken } from '../../pricing/domain/promise/check.ts'
import type { Shelf } from '../../pricing/domain/shelf.ts'
import type { PromiseSource } from './verdict.ts'

/** Prices, gifts, freight and reductions, held against what the shop sells by at the moment. Says nothing while that is not
 * there. */
export const priceSource = (shelf: () => Shelf | null): PromiseSource => ({
  name: 'price',
  check(text, { goods = [], basket = null, given, now }) {
    const held = shelf()
    if (!held) return []
    return promisesBroken(text, { goods, basket, given, now }, held).map(
      ({ rule, at: [from, to], why, instead }) => ({
        ...{ rule, severity: 'block', text: text.slice(from, to), at: [from, to], why, cost: null, instead },
      }),
    )
  },
})
