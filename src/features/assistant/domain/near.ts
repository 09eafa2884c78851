import { folded } from '../../../shared/text.ts'

/** A→not-A questions (能不能, 有没有, 是不是) ask, they do not deny. */
const ASKING = /(\p{sc=Han})[不没]\1/gu
const DENIAL = /[不没未无别勿非]|\b(?:not|no|never|without)\b|n['’]t\b/giu
const NUMBER = /\d+(?:\.\d+)?/g

/** What two texts that mean the same have in common whatever their wording: their numbers, and whether they deny. */
const stance = (text: string): string => {
  const plain = text.normalize('NFKC').toLowerCase()
  const denials = plain.replace(ASKING, '$1').match(DENIAL)?.length ?? 0
  return `${(plain.match(NUMBER) ?? []).toSorted().join(' ')}|${denials % 2}`
}

/** Pieces of two characters, with the ends marked: `发货` has three, and short texts can still be told apart. */
const piecesOf = (text: string): Set<string> => {
  const points = ['^', ...folded(text), '$']
  const pieces = new Set<string>()
  for (let i = 1; i < points.length; i++) pieces.add(`${points[i - 1]}${points[i]}`)
  return pieces
}

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let n = 0
  for (const piece of a) if (b.has(piece)) n++
  return n
}

/** How alike two wordings are, 0–1 (Dice's measure over pieces of two characters); 0 where numbers or denial differ:
 * a bed of 1.5 m is not one of 1.8 m, and 能洗 is not 不能洗. */
export const likeness = (a: string, b: string): number => {
  if (stance(a) !== stance(b)) return 0
  const [x, y] = [piecesOf(a), piecesOf(b)]
  return (2 * shared(x, y)) / (x.size + y.size)
}

export interface Near {
  /** Positions in the list that was given. */
  one: number
  other: number
  alike: number
}

/** Texts looked at before the caller may do something else. */
const PIECE = 200

/**
 * All pairs of texts that are at least so much alike, in order of the later of each. Looks only at texts that share one of
 * their rarest pieces, which two that are alike must (prefix filter): 120,000 wordings take seconds, not hours. Comes up
 * for air now and then, so that the event loop can go on.
 */
export function* nearPairs(texts: readonly string[], least: number): Generator<Near[]> {
  const pieces = texts.map(piecesOf)
  const stances = texts.map(stance)
  const counts = new Map<string, number>()
  for (const set of pieces) for (const piece of set) counts.set(piece, (counts.get(piece) ?? 0) + 1)
  const rarest = (set: ReadonlySet<string>): string[] => {
    const must = Math.ceil((set.size * least) / (2 - least) - 1e-9)
    const byRarity = [...set].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1))
    return byRarity.slice(0, set.size - must + 1)
  }
  const having = new Map<string, number[]>()
  let found: Near[] = []
  for (const [other, set] of pieces.entries()) {
    const seen = new Set<number>()
    const prefix = rarest(set)
    for (const piece of prefix) for (const one of having.get(piece) ?? []) seen.add(one)
    for (const one of seen) {
      const before = pieces[one]
      if (!before || stances[one] !== stances[other]) continue
      const alike = (2 * shared(before, set)) / (before.size + set.size)
      if (alike >= least) found.push({ one, other, alike })
    }
    for (const piece of prefix) {
      const known = having.get(piece)
      if (known) known.push(other)
      else having.set(piece, [other])
    }
    if (other % PIECE === PIECE - 1) {
      yield found
      found = []
    }
  }
  yield found
}
