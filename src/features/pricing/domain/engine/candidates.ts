import type { ItemPrices } from './item.ts'
import type { Ready } from './ready.ts'
import { barred, type Situation, type Taking } from './situation.ts'

/** An offer above the item level that may count for this basket, with the lines it takes. */
export interface Candidate {
  ready: Ready
  taking: Taking
  /** Item prices of its lines, as thresholds are held against them. */
  itemFen: number
  /** An automatic offer that gives way where the buyer takes a later card which it does not go with. */
  givesWay: boolean
}

/** The lines of a taking without those whose item price comes from an offer that it does not go with. */
const without = (ready: Ready, taking: Taking, s: Situation, prices: ItemPrices): Taking | null => {
  const { against } = ready
  if (against === null) return taking
  const clashes = (r: Ready | null | undefined) => r != null && against.has(r.index)
  const lines = taking.lines.filter((i) => !clashes(prices.by[i]) && !clashes(prices.depositBy[i]))
  if (lines.length === taking.lines.length) return taking
  if (lines.length === 0) return null
  const names = new Set(lines.map((i) => s.lines[i]?.shop))
  return {
    lines,
    shops: taking.shops.filter((shop) => names.has(s.shops[shop])),
    pieces: lines.reduce((sum, i) => sum + (s.lines[i]?.quantity ?? 0), 0),
  }
}

/** By level of the rule set, in the order of ids. */
export const candidates = (s: Situation, prices: ItemPrices): Candidate[][] => {
  const { ruleSet, offers } = s.prepared
  const levels: Candidate[][] = ruleSet.levels.map(() => [])
  for (const scope of s.touched) {
    const whole = s.takings[scope]
    if (!whole) continue
    for (const ready of s.prepared.ofScope[scope] ?? []) {
      if (ready.effect.does !== 'reduce' || ready.level === null || ready.level.level === 'item') continue
      if (barred(ready, s) !== null) continue
      const taking = without(ready, whole, s, prices)
      if (taking === null) continue
      let itemFen = 0
      for (const i of taking.lines)
        itemFen += (prices.item[i] ?? 0) - (ruleSet.depositCounts ? 0 : (prices.deposit[i] ?? 0))
      const givesWay =
        !ready.optional &&
        ready.against !== null &&
        [...ready.against].some((k) => {
          const other = offers[k]
          return other?.optional === true && other.rank > ready.rank && barred(other, s) === null
        })
      levels[ready.rank]?.push({ ready, taking, itemFen, givesWay })
    }
  }
  for (const level of levels) level.sort((a, b) => a.ready.index - b.ready.index)
  return levels
}
