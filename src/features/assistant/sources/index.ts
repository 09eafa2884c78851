import type { Shelf } from '../../pricing/domain/shelf.ts'
import type { Question, Source } from '../domain/ask.ts'
import { activitySource } from './activity.ts'
import { priceSource } from './price.ts'
import { productSource } from './product.ts'

/** Sources besides the FAQ. A `leading` one that is sure goes before what the shop once wrote down for the same words:
 * numbers and facts of activities that are on are so now, an entry may be of last year. */
export interface Sources {
  leading: readonly Source[]
}

export const noSources: Sources = { leading: [] }

/** A source that is made anew whenever the shop sells with something else, and says nothing while that is not there. */
const following = (name: string, shelf: () => Shelf | null, make: (shelf: Shelf) => Source): Source => {
  let made: { of: WeakRef<Shelf>; source: Source } | null = null
  return {
    name,
    find(question: Question) {
      const now = shelf()
      if (!now) return []
      if (made?.of.deref() !== now) made = { of: new WeakRef(now), source: make(now) }
      return made.source.find(question)
    },
  }
}

/** What is answered from what a shop sells with at the moment. */
export const shelfSources = (shelf: () => Shelf | null): Sources => ({
  leading: [
    priceSource(shelf),
    following('activity', shelf, ({ campaigns: { activities, campaigns }, zone }) =>
      activitySource(activities, campaigns, zone),
    ),
    // Of one product its card is surer than an entry that speaks of all.
    following('product', shelf, ({ products, charts, zone, index }) =>
      productSource([...products.values()], charts, { zone, index }),
    ),
  ],
})
