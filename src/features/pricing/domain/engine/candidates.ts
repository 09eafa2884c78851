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
const itemFen = (taking: Taking, { item, deposit, deposits }: ItemPrices, depositCounts: boolean): number => {
  let fen = 0
  for (const i of taking.lines) fen += item[i] ?? 0
  if (deposits.length > 0 && !depositCounts) for (const i of taking.lines) fen -= deposit[i] ?? 0
  return fen
}

export const candidates = (s: Situation, prices: ItemPrices): Candidate[][] => {
  const { ruleSet, offers } = s.prepared
  const levels: Candidate[][] = ruleSet.levels.map(() => [])
  for (const scope of s.touched) {
    const whole = s.takings[scope]
    if (!whole) continue
    const wholeFen = itemFen(whole, prices, ruleSet.depositCounts)
    for (const ready of s.prepared.ofScope[scope]?.reduce ?? []) {
      if (barred(ready, s) !== null) continue
      const taking = without(ready, whole, s, prices)
      if (taking === null) continue
      const givesWay =
        !ready.optional &&
        ready.against !== null &&
        [...ready.against].some((k) => {
          const other = offers[k]
          return other?.optional === true && other.rank > ready.rank && barred(other, s) === null
        })
      levels[ready.rank]?.push({
        ready,
        taking,
        itemFen: taking === whole ? wholeFen : itemFen(taking, prices, ruleSet.depositCounts),
        givesWay,
      })
    }
  }
  for (const level of levels) level.sort((a, b) => a.ready.index - b.ready.index)
  return levels
}
