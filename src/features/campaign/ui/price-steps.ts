import type { Range } from './axis.ts'

export interface Change {
  wasFen: number | null
  isFen: number
  at: number
}
export interface PriceStep extends Range {
  fen: number
}

/** What something cost when, from its changes in any order: one step from each change to the next, within the range. Before
 * the first change it cost what that says it was; where that says nothing, it begins there. */
export const stepsOf = (changes: readonly Change[], range: Range): PriceStep[] => {
  const inOrder = changes.toSorted((a, b) => a.at - b.at)
  const [first] = inOrder
  if (!first) return []
  const before = first.wasFen === null ? [] : [{ at: Number.NEGATIVE_INFINITY, isFen: first.wasFen }]
  const all = [...before, ...inOrder]
  return all.flatMap(({ at, isFen }, i) => {
    const from = Math.max(at, range.from)
    const to = Math.min(all[i + 1]?.at ?? range.to, range.to)
    return to > from ? [{ from, to, fen: isFen }] : []
  })
}

/** The least and the most of some prices with room above and below, so that nothing lies on an edge. */
export const scaleOf = (fen: readonly number[]): { low: number; high: number } => {
  const low = Math.min(...fen)
  const high = Math.max(...fen)
  const room = Math.max((high - low) * 0.25, high * 0.02, 1)
  return { low: Math.max(0, low - room), high: high + room }
}

const DAYS_AROUND = 0.12

/** The wave's days and the moment in question, with room at both ends. */
export const rangeAbout = (spans: readonly Range[], at: number): Range => {
  const from = Math.min(at, ...spans.map((span) => span.from))
  const to = Math.max(at, ...spans.map((span) => span.to))
  const room = Math.max((to - from) * DAYS_AROUND, 60 * 60_000)
  return { from: from - room, to: to + room }
}
