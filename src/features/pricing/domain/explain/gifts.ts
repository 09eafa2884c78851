import type { Ready } from '../engine/ready.ts'
import type { Reckoned } from '../engine/reckon.ts'
import { barred } from '../engine/situation.ts'
import type { Gift } from '../quote.ts'

/** Gifts that are reached. They take nothing off, so they take no part in the search; what one excludes keeps it away. */
export const gifts = (r: Reckoned): { ready: Ready; gift: Gift }[] =>
  r.s.prepared.gifts.flatMap((ready) => {
    const { effect } = ready
    const taking = r.s.takings[ready.scope]
    if (effect.does !== 'give' || !taking || barred(ready, r.s) !== null) return []
    if (r.found.applied.some((a) => ready.against?.has(a.c.ready.index))) return []
    const start = ready.base === 'itemPrice' ? r.prices.item : (r.found.starts[ready.rank] ?? r.prices.item)
    return effect
      .gifts(r.freight.against(taking, start))
      .map((gift) => ({ ready, gift: { offer: ready.id, ...gift } }))
  })
