import type { Wordings } from './build.ts'
import { type Features, featuresOf, KINDS, ONE, ROOM, SENSE, SPELLING } from './features.ts'
import { growing, push } from './list.ts'
import { numbered, numberOf, type Table, tableFor } from './table.ts'

/** A linear classifier of wordings into entries, one judgement an entry; its weights are kept in a byte each, those near 0
 * not at all. */
export interface Linear {
  entries: number
  features: Table
  /** By feature: what it counts in a text; and what a step of its weights is. */
  values: Float32Array
  steps: Float32Array
  /** Entries that a feature speaks for or against, and how much, by feature: those of f stand from at[f] to at[f + 1]. */
  at: Uint32Array
  about: Uint16Array
  weights: Int8Array
  offsets: Float32Array
}

/** Wordings an entry must have on the average, for a classifier to know more than the nearest wording does. */
const FEWEST = 2
const MOST_ENTRIES = 500
const MOST_WORDINGS = 40_000

export const deservesLinear = ({ entries, texts }: Pick<Wordings, 'entries' | 'texts'>): boolean =>
  entries > 1 && entries <= MOST_ENTRIES && texts.length >= entries * FEWEST && texts.length <= MOST_WORDINGS

/** How much each kind of feature counts: found on CLINC150’s training part (bench/intents-en.md). */
const COUNTS: Readonly<Record<(typeof KINDS)[number], number>> = {
  one: 1,
  two: 0.7,
  sound: 0.4,
  spelling: 0.7,
  sense: 1,
  senses: 0.7,
  pair: 0.5,
}
const RARITY_POWER = 0.35
const ROUNDS = 5
/** From this round on the weights are averaged: a single round's depend on the order. */
const AVERAGED_FROM = 2
const RATE = 8
const OFFSET_RATE = 0.16
/** Judgements nearer to right than this teach nothing worth the time. With the first offset most entries stay so for most
 * wordings, and most weights stay 0. */
const NEAR_ENOUGH = 0.01
const FIRST_OFFSET = -4.6

interface Example {
  features: Uint32Array
  values: Float32Array
  entry: number
}

/** Numbers for the order of examples: the same each time. */
const shuffler = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}

const countsFor = (found: Features, add: (hash: number, kind: number) => number): number[] => {
  const numbers = new Set<number>()
  for (let k = 0; k < found.length; k++) {
    const f = add(found.hashes[k] ?? 0, found.kinds[k] ?? 0)
    if (f >= 0) numbers.add(f)
  }
  return [...numbers]
}

const vectorOf = (
  features: readonly number[],
  values: Float32Array,
): Pick<Example, 'features' | 'values'> => {
  const kept = features.filter((f) => (values[f] ?? 0) > 0)
  let square = 0
  for (const f of kept) square += (values[f] ?? 0) ** 2
  const length = Math.sqrt(square) || 1
  return {
    features: Uint32Array.from(kept),
    values: Float32Array.from(kept, (f) => (values[f] ?? 0) / length),
  }
}

/**
 * Trains by stochastic steps, each entry a yes or no of its own (logistic): unlike a softmax it can say no to all, which
 * is what a question that belongs nowhere needs (in-scope 0.918 against 0.916 where half of those are declined). `rejects`
 * are such questions, if the shop has any.
 */
export const trainLinear = (
  { entries, texts, entryOf }: Wordings,
  rejects: readonly string[] = [],
  use: (wording: number) => boolean = () => true,
): Linear => {
  const table = tableFor(4096)
  const kinds = growing()
  const having = growing()
  const add = (hash: number, kind: number): number => {
    const f = numbered(table, hash)
    if (f === kinds.length) {
      push(kinds, kind)
      push(having, 0)
    }
    return f
  }
  const lists: { features: number[]; entry: number }[] = []
  const learn = (text: string, entry: number) => {
    const features = countsFor(featuresOf(text, true), add)
    for (const f of features) having.numbers[f] = (having.numbers[f] ?? 0) + 1
    lists.push({ features, entry })
  }
  for (const [i, text] of texts.entries()) if (use(i)) learn(text, entryOf[i] ?? 0)
  for (const text of rejects) learn(text, -1)
  const values = new Float32Array(table.size)
  const least = leastFor(having.numbers, table.size, entries)
  for (let f = 0; f < values.length; f++) {
    const kind = kinds.numbers[f] ?? 0
    const seen = having.numbers[f] ?? 0
    // What two things of one wording alone tell, its parts tell too; half of all features are such.
    if (seen < least || (seen < 2 && kind !== ONE && kind !== SENSE && kind !== SPELLING)) continue
    const name = KINDS[kind]
    values[f] =
      name === undefined ? 0 : COUNTS[name] * Math.log(1 + lists.length / (seen + 0.5)) ** RARITY_POWER
  }
  const dense = compacted(table, values)
  const examples = lists.map(({ features, entry }) => ({
    ...vectorOf(
      features.map((f) => dense.places[f] ?? -1).filter((f) => f >= 0),
      dense.values,
    ),
    entry,
  }))
  const { weights, offsets } = stepped(examples, dense.values.length, entries)
  return { entries, features: dense.table, values: dense.values, ...inBytes(weights, entries), offsets }
}

/** Weights that are trained at once, 200 MB with their averages. */
const MOST_WEIGHTS = 24_000_000

/** Wordings that must have a feature, so that the weights find room. */
const leastFor = (having: Uint32Array, features: number, entries: number): number => {
  for (let least = 1; ; least++) {
    let kept = 0
    for (let f = 0; f < features; f++) if ((having[f] ?? 0) >= least) kept++
    if (kept * entries <= MOST_WEIGHTS) return least
  }
}

/** Without the features that count nothing. */
const compacted = (table: Table, values: Float32Array) => {
  const places = new Int32Array(values.length).fill(-1)
  let n = 0
  for (let f = 0; f < values.length; f++) if ((values[f] ?? 0) > 0) places[f] = n++
  const dense = tableFor(n)
  const kept = new Float32Array(n)
  const byNumber = new Float64Array(n)
  for (let i = 0; i < table.keys.length; i++) {
    const key = table.keys[i] ?? 0
    const place = key === 0 ? -1 : (places[table.values[i] ?? 0] ?? -1)
    if (place >= 0) byNumber[place] = key - 1
  }
  for (let f = 0; f < values.length; f++) {
    const place = places[f] ?? -1
    if (place >= 0) kept[place] = values[f] ?? 0
  }
  for (const hash of byNumber) numbered(dense, hash)
  return { table: dense, values: kept, places }
}

const stepped = (examples: readonly Example[], features: number, entries: number) => {
  const weights = new Float32Array(features * entries)
  const sums = new Float32Array(features * entries)
  const offsets = new Float32Array(entries).fill(FIRST_OFFSET)
  const offsetSums = new Float32Array(entries)
  const order = Uint32Array.from(examples, (_, i) => i)
  const random = shuffler(20_261_111)
  const judged = new Float32Array(entries)
  const wrong = new Uint32Array(entries)
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const [a = 0, b = 0] = [order[i], order[j]]
      order[i] = b
      order[j] = a
    }
    const rate = RATE * (1 - round / ROUNDS)
    for (const i of order) {
      const example = examples[i]
      if (!example) continue
      judge(example, weights, offsets, judged)
      let many = 0
      for (let c = 0; c < entries; c++) {
        const miss = 1 / (1 + Math.exp(-(judged[c] ?? 0))) - (c === example.entry ? 1 : 0)
        if (miss < NEAR_ENOUGH && miss > -NEAR_ENOUGH) continue
        judged[c] = miss
        wrong[many++] = c
      }
      for (let k = 0; k < example.features.length; k++) {
        const by = rate * (example.values[k] ?? 0)
        const at = (example.features[k] ?? 0) * entries
        for (let w = 0; w < many; w++) {
          const c = wrong[w] ?? 0
          weights[at + c] = (weights[at + c] ?? 0) - by * (judged[c] ?? 0)
        }
      }
      for (let w = 0; w < many; w++) {
        const c = wrong[w] ?? 0
        offsets[c] = (offsets[c] ?? 0) - ((OFFSET_RATE * rate) / RATE) * (judged[c] ?? 0)
      }
    }
    if (round < AVERAGED_FROM) continue
    for (let k = 0; k < weights.length; k++) sums[k] = (sums[k] ?? 0) + (weights[k] ?? 0)
    for (let c = 0; c < entries; c++) offsetSums[c] = (offsetSums[c] ?? 0) + (offsets[c] ?? 0)
  }
  const rounds = ROUNDS - AVERAGED_FROM
  for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) / rounds
  for (let c = 0; c < entries; c++) offsetSums[c] = (offsetSums[c] ?? 0) / rounds
  return { weights: sums, offsets: offsetSums }
}

const judge = (
  { features, values }: Pick<Example, 'features' | 'values'>,
  weights: Float32Array,
  offsets: Float32Array,
  into: Float32Array,
): void => {
  const entries = offsets.length
  into.set(offsets)
  for (let k = 0; k < features.length; k++) {
    const value = values[k] ?? 0
    const at = (features[k] ?? 0) * entries
    for (let c = 0; c < entries; c++) into[c] = (into[c] ?? 0) + value * (weights[at + c] ?? 0)
  }
}

/** Bytes below which a weight is taken for 0, and entries a feature speaks about at most: of those it says most of. */
const LEAST = 3
const MOST_ABOUT = 96

/** The byte from which no more than that are left. */
const leastByte = (weights: Float32Array, from: number, entries: number, most: number): number => {
  const counts = new Uint32Array(128)
  for (let c = 0; c < entries; c++) {
    const byte = Math.abs(Math.round(((weights[from + c] ?? 0) * 127) / most))
    counts[byte] = (counts[byte] ?? 0) + 1
  }
  let kept = 0
  for (let byte = 127; byte > LEAST; byte--) {
    kept += counts[byte] ?? 0
    if (kept > MOST_ABOUT) return byte
  }
  return LEAST
}

/** A byte a weight, scaled by feature: no measurable loss. */
const inBytes = (weights: Float32Array, entries: number) => {
  const features = weights.length / entries
  const steps = new Float32Array(features)
  const at = new Uint32Array(features + 1)
  const about = growing()
  const bytes = growing()
  for (let f = 0; f < features; f++) {
    let most = 0
    for (let c = 0; c < entries; c++) most = Math.max(most, Math.abs(weights[f * entries + c] ?? 0))
    steps[f] = most / 127
    const least = most === 0 ? 128 : leastByte(weights, f * entries, entries, most)
    for (let c = 0; c < entries && most > 0; c++) {
      const byte = Math.round(((weights[f * entries + c] ?? 0) * 127) / most)
      if (byte < least && byte > -least) continue
      push(about, c)
      push(bytes, byte + 128)
    }
    at[f + 1] = about.length
  }
  return {
    ...{ steps, at, about: Uint16Array.from(about.numbers.subarray(0, about.length)) },
    weights: Int8Array.from(bytes.numbers.subarray(0, bytes.length), (byte) => byte - 128),
  }
}

/** Gives the judgement of each entry on a text (by its wide features), in logits. The array is used again by the next call. */
export const linearReader = (linear: Linear): ((found: Features) => Float32Array) => {
  const judged = new Float32Array(linear.entries)
  const { at, about, weights, values, steps, features } = linear
  const seen = new Uint32Array(values.length)
  const taken = new Uint32Array(ROOM)
  let turn = 0
  return (found) => {
    turn++
    let many = 0
    let square = 0
    for (let k = 0; k < found.length; k++) {
      const f = numberOf(features, found.hashes[k] ?? 0)
      if (f < 0 || seen[f] === turn) continue
      seen[f] = turn
      const value = values[f] ?? 0
      square += value * value
      taken[many++] = f
    }
    const length = Math.sqrt(square) || 1
    judged.set(linear.offsets)
    for (let k = 0; k < many; k++) {
      const f = taken[k] ?? 0
      const by = ((values[f] ?? 0) / length) * (steps[f] ?? 0)
      const to = at[f + 1] ?? 0
      for (let p = at[f] ?? 0; p < to; p++) {
        const c = about[p] ?? 0
        judged[c] = (judged[c] ?? 0) + by * (weights[p] ?? 0)
      }
    }
    return judged
  }
}
