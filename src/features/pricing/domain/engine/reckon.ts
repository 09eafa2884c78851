import type { Basket } from '../basket.ts'
import { type Candidate, candidates } from './candidates.ts'
import { Freight } from './freight.ts'
import { type ItemPrices, itemPrices } from './item.ts'
import type { Prepared } from './prepare.ts'
import type { Ready } from './ready.ts'
import { type Found, Search } from './search.ts'
import { type Situation, situation } from './situation.ts'
import { Scales } from './weigh.ts'

/** Everything that a quote tells is read off this. */
export interface Reckoned {
  s: Situation
  prices: ItemPrices
  levels: readonly (readonly Candidate[])[]
  scales: Scales
  freight: Freight
  found: Found
}

/** Cards of the choice that save nothing: with them something was capped, or a later threshold was lost. The buyer keeps
 * them. Without caps under parallel thresholds every card saves what it takes off, and nothing has to be tried. */
const thrifty = (r: Omit<Reckoned, 'found'>, found: Found): Found => {
  const cards = found.applied.map((a) => a.c).filter((c) => c.ready.optional)
  const parallel = found.applied.every((a) => a.c.ready.base === 'itemPrice' && a.cutFen === a.askedFen)
  if (cards.length === 0 || parallel || !r.s.prepared.ruleSet.mayLeaveOut) return found
  let best = found
  let kept = new Set(cards)
  for (const c of [...cards].sort((a, b) => b.ready.index - a.ready.index)) {
    const only = new Set(kept)
    only.delete(c)
    const levels = r.levels.map((level) => level.filter((one) => !one.ready.optional || only.has(one)))
    const without = seek({ ...r, levels }, only, false)
    if (without.payableFen > best.payableFen) continue
    best = { ...without, proven: found.proven, boundFen: Math.min(found.boundFen, without.payableFen) }
    kept = only
  }
  return best
}

export const seek = (
  r: Omit<Reckoned, 'found'>,
  only: ReadonlySet<Candidate> | null = null,
  mayLeaveOut = r.s.prepared.ruleSet.mayLeaveOut,
): Found =>
  new Search({
    levels: r.levels,
    scales: r.scales,
    freight: (left) => r.freight.of(left),
    leastFreightFen: r.freight.leastFen,
    only,
    mayLeaveOut,
  }).run()

/** What is paid for a basket; `but`: as if that offer were not there. */
export const reckon = (prepared: Prepared, basket: Basket, but: Ready | null = null): Reckoned => {
  const s = situation(prepared, basket, but)
  const prices = itemPrices(s)
  const parts = {
    s,
    prices,
    levels: candidates(s, prices),
    scales: new Scales(prepared.ruleSet, prices, s.list, basket.coins),
    freight: new Freight(s, prices.item),
  }
  return { ...parts, found: thrifty(parts, seek(parts)) }
}
