import { folded } from '../../../../shared/text.ts'

/** From this share on, what a person sends still stems from the suggestion; below, it is their own words. */
export const STEMS = 0.6

const pairs = (text: string): Map<string, number> => {
  const signs = [...text]
  const found = new Map<string, number>()
  const all = signs.length < 2 ? signs : signs.slice(1).map((sign, i) => (signs[i] ?? '') + sign)
  for (const pair of all) found.set(pair, (found.get(pair) ?? 0) + 1)
  return found
}
const size = (found: ReadonlyMap<string, number>): number => [...found.values()].reduce((a, b) => a + b, 0)

/** How much two texts have in common, 0–1: pairs of characters, case, blanks and punctuation apart. */
export const common = (a: string, b: string): number => {
  const [one, other] = [pairs(folded(a)), pairs(folded(b))]
  const all = size(one) + size(other)
  if (all === 0) return a === b ? 1 : 0
  let both = 0
  for (const [pair, times] of one) both += Math.min(times, other.get(pair) ?? 0)
  return (2 * both) / all
}

/**
 * What a reply is, after a suggestion was put into the composer (AST-92): from it and as it was, from it and changed, or
 * (null) the person's own words. Service clocks count them apart, so nobody's own answer may pass for the assistant's.
 */
export const stemOf = (said: string, suggested: string): { edited: boolean } | null => {
  if (said.trim() === suggested.trim()) return { edited: false }
  return common(said, suggested) >= STEMS ? { edited: true } : null
}
