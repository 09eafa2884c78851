import { PLACES, reader } from './pieces.ts'

/** What is learned from examples. `other`: tells nobody which team is meant (specs/routing.md RTG-60 to RTG-65). */
export const INTENTS = ['pre-sales', 'order-change', 'after-sales', 'bargaining', 'other'] as const
export type Intent = (typeof INTENTS)[number]

export type Examples = Readonly<Record<Intent, readonly string[]>>

/** The likeliest intent and how likely it is, 0–1. */
export interface Likely {
  intent: Intent
  confidence: number
}
export type Learned = (text: string) => Likely

const K = INTENTS.length
/** How often the examples are gone through, how fast it learns, and how strongly weights are drawn to nothing: by four-fold
 * trial on the examples, where 6 to 25 rounds and rates of 0.12 to 0.6 are within two points of each other. */
const [ROUNDS, RATE, DECAY] = [8, 0.25, 2e-5]

/** A step through `n` lessons that visits each once and mixes the intents: about the golden section, sharing no factor. */
const strideOf = (n: number): number => {
  const shared = (a: number, b: number): number => (b === 0 ? a : shared(b, a % b))
  let step = Math.max(1, Math.floor(n * 0.618))
  while (shared(n, step) !== 1) step++
  return step
}

/**
 * Learns from examples: multinomial logistic regression over the pieces of a message, each intent counting the same
 * whatever the number of its examples (AdaGrad). Some 0.2 s for 3,000 examples; 2 µs for a message of 20 characters after that.
 * Chance plays no part: the same examples give the same weights.
 */
export const learn = (examples: Examples): Learned => {
  const { pieces, read } = reader()
  const weights = new Float32Array(PLACES * K)
  const bias = new Float64Array(K)
  const odds = new Float64Array(K)

  /** Puts the probabilities of the intents into `odds`, and returns what each piece counts for. */
  const weigh = (of: Int32Array, n: number): number => {
    const share = 1 / Math.sqrt(n + 1)
    odds.fill(0)
    for (let i = 0; i < n; i++) {
      const at = (of[i] ?? 0) * K
      for (let k = 0; k < K; k++) odds[k] = (odds[k] ?? 0) + (weights[at + k] ?? 0)
    }
    let sum = 0
    // Weights stay within some tens, so that no exponential overflows.
    for (let k = 0; k < K; k++) {
      odds[k] = Math.exp((odds[k] ?? 0) * share + (bias[k] ?? 0))
      sum += odds[k] ?? 0
    }
    for (let k = 0; k < K; k++) odds[k] = (odds[k] ?? 0) / sum
    return share
  }

  const lessons = INTENTS.flatMap((intent, k) => {
    const texts = examples[intent]
    return texts.map((text) => ({ k, pieces: pieces.slice(0, read(text)), size: texts.length }))
  })
  const squares = new Float32Array(PLACES * K).fill(1e-3)
  const slopes = new Float64Array(K)
  const study = (lesson: { k: number; pieces: Int32Array; size: number }) => {
    const share = weigh(lesson.pieces, lesson.pieces.length)
    const worth = lessons.length / (K * lesson.size)
    for (let k = 0; k < K; k++) {
      slopes[k] = ((odds[k] ?? 0) - (k === lesson.k ? 1 : 0)) * worth
      bias[k] = (bias[k] ?? 0) - 0.01 * (slopes[k] ?? 0)
    }
    for (const piece of lesson.pieces)
      for (let k = 0; k < K; k++) {
        const at = piece * K + k
        const slope = (slopes[k] ?? 0) * share + DECAY * (weights[at] ?? 0)
        squares[at] = (squares[at] ?? 0) + slope * slope
        weights[at] = (weights[at] ?? 0) - (RATE * slope) / Math.sqrt(squares[at] ?? 1)
      }
  }
  const step = strideOf(lessons.length)
  for (let round = 0; round < ROUNDS; round++)
    for (let i = 0; i < lessons.length; i++) {
      const lesson = lessons[(i * step) % lessons.length]
      if (lesson) study(lesson)
    }

  return (text) => {
    weigh(pieces, read(text))
    let best = 0
    for (let k = 1; k < K; k++) if ((odds[k] ?? 0) > (odds[best] ?? 0)) best = k
    return { intent: INTENTS[best] ?? 'other', confidence: odds[best] ?? 0 }
  }
}
