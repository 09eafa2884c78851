import { buildIndex } from './build.ts'
import { featuresOf, ONE, SENSE, SENSES } from './features.ts'
import { reader } from './open.ts'

/** What counts, and how much: what is meant, the characters as written, what is meant in its order. */
const PARTS = [
  [SENSE, 1],
  [ONE, 0.9],
  [SENSES, 0.2],
] as const
const ALL = PARTS.reduce((sum, [, weight]) => sum + weight, 0)

/**
 * What two texts have in common is divided by all that they have and this much more, so a long agreement is surer than
 * a short one: two questions of three characters that differ in one may ask anything. In roots of rarity; a character
 * weighs about 2. Without it (0), Spearman × 100 falls by 8 on LCQMC and the other two rise by less than 1.
 */
const UNSURE = 10

/** Likeness of two texts that say the contrary falls by this. */
const CONTRARY = 0.05

/**
 * Likeness of pairs of texts, below 1: of short texts never near it, whatever they say. The same both ways round. What is
 * frequent among the texts themselves counts less. No labels are looked at.
 */
export const similarities = (pairs: readonly (readonly [string, string])[]): number[] => {
  const texts = [...new Set(pairs.flat())]
  const index = buildIndex({ entries: texts.length, texts, entryOf: Uint32Array.from(texts, (_, i) => i) })
  const { see } = reader(index)
  const place = new Map(texts.map((text, i) => [text, i]))
  const marks = new Uint32Array(index.kinds.length)
  let mark = 0
  // The root, because between a rare and a very rare character there is no difference in what they say of a pair.
  const weightOf = (f: number) => Math.sqrt(index.gains[f] ?? 0)

  return pairs.map(([a, b]) => {
    const seen = see(featuresOf(a))
    const other = place.get(b) ?? 0
    mark++
    const either = new Float64Array(index.strange.length)
    const both = new Float64Array(index.strange.length)
    for (let k = 0; k < seen.length; k++) {
      const f = seen.features[k] ?? 0
      const kind = index.kinds[f] ?? 0
      marks[f] = mark
      either[kind] = (either[kind] ?? 0) + weightOf(f)
    }
    for (let k = index.listsAt[other] ?? 0; k < (index.listsAt[other + 1] ?? 0); k++) {
      const f = index.lists[k] ?? 0
      const into = marks[f] === mark ? both : either
      const kind = index.kinds[f] ?? 0
      into[kind] = (into[kind] ?? 0) + weightOf(f)
    }
    let sum = 0
    for (const [kind, weight] of PARTS) sum += (weight * (both[kind] ?? 0)) / ((either[kind] ?? 0) + UNSURE)
    const contrary = (index.negated[other] === 1) !== seen.negated
    return sum / ALL - (contrary ? CONTRARY : 0)
  })
}
