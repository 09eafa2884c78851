import { buildIndex } from './build.ts'
import { featuresOf } from './features.ts'
import { comparer, SIGNS } from './judge.ts'
import { reader } from './open.ts'

/** Likeness of two texts that say the contrary falls by this. */
const CONTRARY = 0.08

/**
 * Likeness of pairs of texts, about 0–1: half of all features, half of what is meant, less where one is negated and the
 * other is not. What is frequent among the texts themselves counts less. No labels are looked at.
 */
export const similarities = (pairs: readonly (readonly [string, string])[]): number[] => {
  const texts = [...new Set(pairs.flat())]
  const index = buildIndex({ entries: texts.length, texts, entryOf: Uint32Array.from(texts, (_, i) => i) })
  const { see } = reader(index)
  const compare = comparer(index)
  const signs = new Float64Array(SIGNS.length)
  const place = new Map(texts.map((text, i) => [text, i]))
  const at = (name: (typeof SIGNS)[number]) => signs[SIGNS.indexOf(name)] ?? 0
  return pairs.map(([a, b]) => {
    const seen = see(featuresOf(a))
    compare.ask(seen)
    compare.signs(seen, place.get(b) ?? 0, signs)
    return (at('likeness') + at('sense')) / 2 - CONTRARY * at('negation')
  })
}
