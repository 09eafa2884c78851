import type { Question } from '../domain/ask.ts'
import type { Knowable } from '../domain/faq.ts'

/** Whether an entry holds for a question: within its times, for its products and phases. Where the product or phase is
 * not known, an entry for certain ones does not hold: a wrong size chart is worse than a person. */
export const holds = (entry: Knowable, { at, item, phase }: Question): boolean =>
  (entry.validFrom === null || entry.validFrom <= at) &&
  (entry.validTo === null || at < entry.validTo) &&
  (entry.items.length === 0 || (item !== null && entry.items.includes(item))) &&
  (entry.phases.length === 0 || (phase !== null && entry.phases.includes(phase)))

/** Whether an entry is for certain products or phases. */
export const isParticular = (entry: Knowable): boolean => entry.items.length > 0 || entry.phases.length > 0

const isConditional = (entry: Knowable): boolean =>
  isParticular(entry) || entry.validFrom !== null || entry.validTo !== null

/**
 * A word for everything in a question's circumstances that decides which entries hold: the same word, the same entries.
 * Empty where all entries hold always.
 */
export const circumstances = (entries: readonly Knowable[]): ((question: Question) => string) => {
  if (!entries.some(isConditional)) return () => ''
  const turns = [...new Set(entries.flatMap(({ validFrom, validTo }) => [validFrom, validTo]))]
    .filter((at) => at !== null)
    .sort((a, b) => a - b)
  const items = new Set(entries.flatMap((entry) => entry.items))
  return ({ at, item, phase }) => {
    let era = 0
    while (era < turns.length && (turns[era] ?? 0) <= at) era++
    return `${era}\u0001${item !== null && items.has(item) ? item : ''}\u0001${phase ?? ''}`
  }
}
