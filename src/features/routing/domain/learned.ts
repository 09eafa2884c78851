/**
 * What a message is about, learned from examples: multinomial logistic regression over hashed pieces of one to three
 * tokens (a Chinese character, a word of letters, a number, a break). Trained when first needed, in some 0.2 s; a decision is
 * a few hundred additions. Chance plays no part: the same examples give the same weights.
 */

/** The intents it knows. `other`: tells nobody which team is meant. */
export const INTENTS = ['pre-sales', 'order-change', 'after-sales', 'bargaining', 'other'] as const
export type Intent = (typeof INTENTS)[number]

export type Examples = Readonly<Record<Intent, readonly string[]>>

/** The likeliest intent and how likely it is, 0–1. */
export interface Guess {
  intent: Intent
  confidence: number
}
export type Learned = (text: string) => Guess

/** Tokens of a message that are read: what it is about stands in its first lines. */
const READ = 160
/** Weights per intent, a power of two. A fifth of them is used: few pieces share one. */
const BUCKETS = 1 << 16
const K = INTENTS.length

const [NUMBER, BREAK] = [0x30, 1]
const isLetter = (c: number) => (c >= 0x61 && c <= 0x7a) || (c >= 0xc0 && c <= 0x24f)
const isDigit = (c: number) => c >= 0x30 && c <= 0x39
/** Chinese characters, kana and the like: one token each. */
const isSign = (c: number) => (c >= 0x2e80 && c < 0xa000 && c > 0x303f) || (c >= 0xf900 && c < 0xfb00)

/** Fills `tokens` and says how many there are. Codes in brackets (the platforms' emoji, masked numbers) and addresses of
 * pages are left out: they are cards and links, not words. */
const tokenise = (text: string, tokens: Int32Array): number => {
  const read = text.slice(0, READ * 4).normalize('NFKC').toLowerCase()
  let n = 0
  tokens[n++] = BREAK
  for (let i = 0; i < read.length && n < READ; i++) {
    let c = read.charCodeAt(i)
    if (c === 0x5b) {
      const end = read.indexOf(']', i)
      if (end !== -1 && end - i <= 12) {
        i = end
        c = 0x20
      }
    }
    if (isSign(c)) tokens[n++] = c
    else if (isDigit(c)) {
      if (tokens[n - 1] !== NUMBER) tokens[n++] = NUMBER
    } else if (isLetter(c)) {
      let word = 0x811c9dc5
      let at = i
      for (; at < read.length; at++) {
        const letter = read.charCodeAt(at)
        // An apostrophe is no break: don't is one word, and so is dont.
        if (letter === 0x27 || letter === 0x2019) continue
        if (!isLetter(letter)) break
        word = Math.imul(word ^ letter, 0x01000193)
      }
      if (word === HTTP || word === HTTPS) {
        while (at < read.length && read.charCodeAt(at) > 0x20 && read.charCodeAt(at) < 0x7f) at++
      } else tokens[n++] = word
      i = at - 1
    } else if (c === 0x3f) tokens[n++] = c
    else if (c !== 0x20 && tokens[n - 1] !== BREAK) tokens[n++] = BREAK
  }
  if (tokens[n - 1] !== BREAK && n < READ) tokens[n++] = BREAK
  return n
}
const hashOf = (word: string) => [...word].reduce((h, c) => Math.imul(h ^ c.charCodeAt(0), 0x01000193), 0x811c9dc5)
const [HTTP, HTTPS] = [hashOf('http'), hashOf('https')]

const mix = (h: number): number => {
  const a = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (a ^ (a >>> 13)) & (BUCKETS - 1)
}

/** Fills `pieces` with the places of the message's pieces among the weights, and says how many there are. */
const piecesOf = (tokens: Int32Array, n: number, pieces: Int32Array): number => {
  let m = 0
  for (let i = 0; i < n; i++) {
    let h = 0x9e3779b9
    for (let j = i; j < n && j < i + 3; j++) {
      h = Math.imul(h ^ (tokens[j] ?? 0), 0x01000193) ^ (h >>> 17)
      // A break alone is in every message.
      if (j > i || tokens[j] !== BREAK) pieces[m++] = mix(h)
    }
  }
  return m
}

/** How often the examples are gone through, how fast it learns, and how strongly weights are drawn to nothing. */
const [ROUNDS, RATE, DECAY] = [14, 0.25, 2e-5]

/** Learns from the examples of each intent. */
export const learn = (examples: Examples): Learned => {
  const tokens = new Int32Array(READ + 1)
  const pieces = new Int32Array((READ + 1) * 3)
  const weights = new Float32Array(BUCKETS * K)
  const bias = new Float64Array(K)
  const odds = new Float64Array(K)

  const read = (text: string) => piecesOf(tokens, tokenise(text, tokens), pieces)
  /** Probabilities of the intents, into `odds`. */
  const weigh = (of: Int32Array, n: number) => {
    const scale = 1 / Math.sqrt(n + 1)
    odds.fill(0)
    for (let i = 0; i < n; i++) {
      const at = (of[i] ?? 0) * K
      for (let k = 0; k < K; k++) odds[k] = (odds[k] ?? 0) + (weights[at + k] ?? 0)
    }
    let top = -Infinity
    for (let k = 0; k < K; k++) {
      odds[k] = (odds[k] ?? 0) * scale + (bias[k] ?? 0)
      top = Math.max(top, odds[k] ?? 0)
    }
    let sum = 0
    for (let k = 0; k < K; k++) {
      odds[k] = Math.exp((odds[k] ?? 0) - top)
      sum += odds[k] ?? 0
    }
    for (let k = 0; k < K; k++) odds[k] = (odds[k] ?? 0) / sum
    return scale
  }

  const lessons = INTENTS.flatMap((intent, k) =>
    examples[intent].map((text) => ({ k, pieces: pieces.slice(0, read(text)) })),
  )
  const counts = INTENTS.map((intent) => examples[intent].length)
  const squares = new Float32Array(BUCKETS * K).fill(1e-3)
  // A step that shares no factor with the number of lessons visits each once, the intents well mixed.
  const step = strideOf(lessons.length)
  for (let round = 0; round < ROUNDS; round++)
    for (let i = 0; i < lessons.length; i++) {
      const lesson = lessons[(i * step) % lessons.length]
      if (!lesson) continue
      const scale = weigh(lesson.pieces, lesson.pieces.length)
      const weight = lessons.length / (K * (counts[lesson.k] ?? 1))
      for (let k = 0; k < K; k++) {
        const slope = ((odds[k] ?? 0) - (k === lesson.k ? 1 : 0)) * weight
        bias[k] = (bias[k] ?? 0) - 0.01 * slope
        for (const piece of lesson.pieces) {
          const at = piece * K + k
          const g = slope * scale + DECAY * (weights[at] ?? 0)
          squares[at] = (squares[at] ?? 0) + g * g
          weights[at] = (weights[at] ?? 0) - (RATE * g) / Math.sqrt(squares[at] ?? 1)
        }
      }
    }

  return (text) => {
    weigh(pieces, read(text))
    let best = 0
    for (let k = 1; k < K; k++) if ((odds[k] ?? 0) > (odds[best] ?? 0)) best = k
    return { intent: INTENTS[best] ?? 'other', confidence: odds[best] ?? 0 }
  }
}

const strideOf = (n: number): number => {
  const divides = (a: number, b: number): number => (b === 0 ? a : divides(b, a % b))
  let step = Math.max(1, Math.floor(n * 0.618))
  while (divides(n, step) !== 1) step++
  return step
}
