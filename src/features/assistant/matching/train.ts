import { buildIndex, type Wordings } from './build.ts'
import { type CurvePoint, curveOf, type Trial } from './curve.ts'
import type { IndexData } from './data.ts'
import { deservesLinear, type Linear, trainLinear } from './linear.ts'
import { fitted, type Observation } from './logistic.ts'
import { leadOf, observed, type Ranked, ranker, scored, type Weights } from './rank.ts'

/** An index with what was learned from its own wordings. */
export interface Trained {
  index: IndexData
  linear: Linear | null
  weights: Weights
  curve: CurvePoint[]
  /** Questions the curve was measured with. */
  trials: number
}

/** Likeness, lead, covered, negation, other amounts: what was found on small shops drawn from four public sets of
 * questions, Chinese and English, with three questions in ten that belong nowhere. */
const PRIOR = [-4.2, 7, 3.8, 0, -0.4, -1]
/** The same for the classifier’s judgement and lead, in tens of logits. */
const PRIOR_LINEAR = [-1.6, 4.6, 3.2, 0, -0.5, -0.5]
/** How many observations the prior is worth, about, a weight: the first and the two strong ones are soon overruled. */
const FIRM = [0.4, 0.15, 0.15, 1, 4, 4]

/** Wordings asked of the others, at most: enough for a curve, and 10,000 entries take no longer than 500. */
const ASKED = 600
/** How many questions belong nowhere, to one that belongs to an entry. */
const STRANGE = 0.3
/** Of entries and of wordings, one in so many is kept from the classifier that is measured. */
const KEPT_BACK = 5
/** Wordings below which every fifth is kept back in turn, so that all are asked: five times the training, of little. */
const LITTLE = 3000
/** Fewer right and wrong ones than this say nothing: the prior stands. */
const FEWEST = 8

const spread = (count: number, most: number): number[] => {
  const step = Math.max(1, count / most)
  const taken: number[] = []
  for (let i = 0; i < count; i += step) taken.push(Math.floor(i))
  return taken
}

interface Asked {
  ranked: readonly Ranked[]
  right: boolean
  weight: number
}

/** Of each wording: does it find its entry, when only the others are known? */
const askedOfOthers = (
  { texts, entryOf, entries }: Wordings,
  index: IndexData,
  rejects: readonly string[],
): Asked[] => {
  const counts = new Uint32Array(entries)
  for (const entry of entryOf) counts[entry] = (counts[entry] ?? 0) + 1
  const rank = ranker(index, null)
  const asked: Asked[] = []
  for (const i of spread(texts.length, ASKED)) {
    const own = entryOf[i] ?? 0
    const text = texts[i] ?? ''
    if ((counts[own] ?? 0) > 1) {
      const { ranked } = rank(text, { without: i })
      asked.push({ ranked, right: ranked[0]?.entry === own, weight: 1 })
    }
    const { ranked } = rank(text, { allowed: (entry) => entry !== own })
    asked.push({ ranked, right: false, weight: STRANGE })
  }
  for (const text of rejects.slice(0, ASKED))
    asked.push({ ranked: rank(text, {}).ranked, right: false, weight: STRANGE })
  return asked
}

/** The same of classifiers that have not seen a fifth of the wordings, nor any of a fifth of the entries. */
const askedOfClassifiers = (wordings: Wordings, index: IndexData, rejects: readonly string[]): Asked[] => {
  const { texts, entryOf } = wordings
  const turns = texts.length < LITTLE ? KEPT_BACK : 1
  const asked: Asked[] = []
  for (let turn = 0; turn < turns; turn++) {
    const keptBack = (i: number) => i % KEPT_BACK === turn
    const stranger = (i: number) => (entryOf[i] ?? 0) % KEPT_BACK === (turn + 2) % KEPT_BACK
    const rank = ranker(
      index,
      trainLinear(wordings, [], (i) => !keptBack(i) && !stranger(i)),
    )
    const usable = texts.flatMap((_, i) => (keptBack(i) ? [i] : []))
    for (const k of spread(usable.length, ASKED)) {
      const i = usable[k] ?? 0
      const own = entryOf[i] ?? 0
      const text = texts[i] ?? ''
      const ranked = stranger(i)
        ? rank(text, { allowed: (entry) => entry !== own }).ranked
        : rank(text, { without: i }).ranked
      const right = !stranger(i) && ranked[0]?.entry === own
      // A fifth of all are strangers' wordings, where three in thirteen should be.
      asked.push({ ranked, right, weight: stranger(i) ? STRANGE * (KEPT_BACK - 1) : 1 })
    }
    for (const text of rejects.slice(0, ASKED / turns))
      asked.push({ ranked: rank(text, {}).ranked, right: false, weight: STRANGE })
  }
  return asked
}

/** Trains on a shop's wordings. `rejects`: questions known to belong to none of the entries. */
export const train = (wordings: Wordings, rejects: readonly string[] = []): Trained => {
  const index = buildIndex(wordings)
  const byLinear = deservesLinear(wordings)
  const linear = byLinear ? trainLinear(wordings, rejects) : null
  const prior: Weights = { byLinear, values: byLinear ? PRIOR_LINEAR : PRIOR }
  const asked = byLinear
    ? askedOfClassifiers(wordings, index, rejects)
    : askedOfOthers(wordings, index, rejects)
  const right = asked.filter((one) => one.right).length
  const own = asked.filter((one) => one.weight === 1).length
  if (right < FEWEST || own < FEWEST) return { index, linear, weights: prior, curve: [], trials: 0 }
  const observations: Observation[] = asked.flatMap(({ ranked, right, weight }) => {
    const [first] = ranked
    // The very words in two entries say nothing of how sure likeness makes.
    if (!first || first.same) return []
    return [{ seen: observed(first, leadOf(ranked, 0, byLinear), byLinear), right, weight }]
  })
  const weights: Weights = { byLinear, values: fitted(observations, prior.values, FIRM) }
  const trials: Trial[] = asked.map(({ ranked, right, weight }) => ({
    score: scored(ranked, weights)[0]?.score ?? 0,
    right,
    weight,
  }))
  return { index, linear, weights, curve: curveOf(trials), trials: own }
}
