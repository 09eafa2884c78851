import type { Instant } from '../../../shared/time.ts'
import type { Phase } from '../domain/phase.ts'

export type Standing = 'on' | 'coming' | 'over' | 'empty'

/** How something with phases stands: on while any is, or between the first and the last of them. */
export const standingOf = (
  phases: readonly Phase[],
  now: Instant,
): { is: Standing; from: Instant; to: Instant } => {
  if (phases.length === 0) return { is: 'empty', from: 0, to: 0 }
  const from = Math.min(...phases.map((phase) => phase.from))
  const to = Math.max(...phases.map((phase) => phase.to))
  return { is: now < from ? 'coming' : now < to ? 'on' : 'over', from, to }
}

/** Those that are on or coming, the next first; then those that are over, the latest first; last those without days. */
export const byStanding = <T extends { waves: readonly { phases: readonly Phase[] }[] }>(
  campaigns: readonly T[],
  now: Instant,
): T[] => {
  const rank = { on: 0, coming: 1, over: 2, empty: 3 }
  const placed = campaigns.map((of) => ({
    of,
    at: standingOf(
      of.waves.flatMap(({ phases }) => phases),
      now,
    ),
  }))
  return placed
    .toSorted(
      (a, b) =>
        rank[a.at.is] - rank[b.at.is] || (a.at.is === 'over' ? b.at.to - a.at.to : a.at.from - b.at.from),
    )
    .map(({ of }) => of)
}
