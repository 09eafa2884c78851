import { z } from 'zod'
import type { Used } from './reading.ts'

/** How a record fared in some time. */
export const Figures = z.object({
  /** Said by the assistant itself. */
  uses: z.number(),
  /** Of those: a person had to answer all the same, or the buyer complained or asked again. */
  handOvers: z.number(),
  thanks: z.number(),
  displeased: z.number(),
  again: z.number(),
  /** Sent by a person from a suggestion. */
  assists: z.number(),
  /** Of those: changed before sending. */
  edited: z.number(),
})
export type Figures = z.infer<typeof Figures>

export const NO_FIGURES: Figures = {
  uses: 0,
  handOvers: 0,
  thanks: 0,
  displeased: 0,
  again: 0,
  assists: 0,
  edited: 0,
}
const names = Object.keys(NO_FIGURES) as (keyof Figures)[]

/** What one use counts for. */
export const figuresOf = (use: Used): Figures => ({
  uses: use.assist ? 0 : 1,
  handOvers: use.handedOver ? 1 : 0,
  thanks: use.reaction === 'thanks' ? 1 : 0,
  displeased: use.reaction === 'displeased' ? 1 : 0,
  again: use.reaction === 'again' ? 1 : 0,
  assists: use.assist ? 1 : 0,
  edited: use.edited ? 1 : 0,
})

export const plus = (a: Figures, b: Figures, times: 1 | -1 = 1): Figures => {
  const sum = { ...a }
  for (const name of names) sum[name] += times * b[name]
  return sum
}

/** Share of its own answers after which a person was needed, 0–1; null where it never answered. */
export const handOverShare = ({ uses, handOvers }: Figures): number | null =>
  uses === 0 ? null : handOvers / uses

export interface Correction {
  source: string
  record: string
  day: string
  by: Figures
}

type Dated = Used & { day: string }

/**
 * What the daily sums change by when uses are read again with what came after: the new less what was counted before.
 * Reading twice changes nothing.
 */
export const corrections = (before: readonly Dated[], now: readonly Dated[]): Correction[] => {
  const byKey = new Map<string, Correction>()
  const count = (use: Dated, times: 1 | -1) => {
    const key = `${use.day} ${use.source} ${use.record}`
    const known = byKey.get(key) ?? { source: use.source, record: use.record, day: use.day, by: NO_FIGURES }
    byKey.set(key, { ...known, by: plus(known.by, figuresOf(use), times) })
  }
  for (const use of before) count(use, -1)
  for (const use of now) count(use, 1)
  return [...byKey.values()].filter(({ by }) => names.some((name) => by[name] !== 0))
}
