import type { Candidate } from './candidates.ts'
import type { Scales } from './weigh.ts'

/** A candidate with what it asks for, as things stand. */
export interface Asking {
  c: Candidate
  fen: number
}

/** Of each set that clashes among itself the greatest counts. */
const bySets = (asking: readonly Asking[], set: (c: Candidate) => number): number => {
  const most = new Map<number, number>()
  let sum = 0
  for (const { c, fen } of asking) {
    const key = c.ready.slot * 100_000 + set(c)
    const before = most.get(key) ?? 0
    if (fen <= before) continue
    most.set(key, fen)
    sum += fen - before
  }
  return sum
}

const firstLine = (c: Candidate): number => c.taking.lines[0] ?? 0
const firstShop = (c: Candidate): number => c.taking.shops[0] ?? 0

/** In the class of cards, of each shop, either the greatest card of the shop or its item coupons. */
const byCards = (asking: readonly Asking[]): number => {
  const shops = Map.groupBy(asking, (a) => firstShop(a.c))
  let sum = 0
  for (const list of shops.values()) {
    const items = list.filter((a) => a.c.ready.kind.card === 'item')
    const shop = list.reduce((most, a) => (a.c.ready.kind.card === 'item' ? most : Math.max(most, a.fen)), 0)
    sum += Math.max(shop, bySets(items, firstLine))
  }
  return sum
}

/** No allowed choice of these, all of one level, takes off more together. Offers whose first lines (or shops) are the same
 * clash where lines (shops) decide, so that the sets are found without comparing all with all. */
const mostOf = (asking: readonly Asking[]): number => {
  const first = asking[0]
  if (!first) return 0
  if (asking.length === 1) return first.fen
  switch (first.c.ready.pick) {
    case 'all': {
      let sum = 0
      for (const a of asking) sum += a.fen
      return sum
    }
    case 'one':
      return bySets(asking, () => 0)
    case 'one-per-line':
      return bySets(asking, firstLine)
    case 'one-per-shop':
      return bySets(asking, firstShop)
    case 'card':
      return byCards(asking)
  }
}

/** Lines that are emptied in any case, as far as one can tell: what comes off them is what is on them, so offers for these
 * lines alone need not be counted. */
export interface Emptied {
  lines: readonly boolean[]
  offers: ReadonlySet<Candidate>
}

export const emptied = (
  levels: readonly (readonly Candidate[])[],
  left: readonly number[],
  floor: readonly number[],
): Emptied | null => {
  const lines = left.map((fen, i) => fen <= (floor[i] ?? 0))
  if (!lines.includes(true)) return null
  const offers = levels.flat().filter((c) => c.taking.lines.every((i) => lines[i] === true))
  return { lines, offers: new Set(offers) }
}

/** A level that is being decided, with so much left of each line. */
export interface Standing {
  k: number
  left: readonly number[]
}

/**
 * What is left of goods at least, whatever is still chosen. Every offer takes off no more than it asks for now, since none
 * asks for more when less is left (kind.ts). And whatever lines are set aside as emptied, it is also no less than what the
 * offers that reach other lines leave of those: the lines that the best choice so far has emptied are a good guess, and
 * every guess is right (it is a cut of the flow from offers to lines).
 */
export class Bounds {
  private readonly levels: readonly (readonly Candidate[])[]
  private readonly scales: Scales
  private readonly kept = new WeakMap<Standing, Map<Emptied | null, { have: number; later: number }>>()

  constructor(levels: readonly (readonly Candidate[])[], scales: Scales) {
    this.levels = levels
    this.scales = scales
  }

  least(at: Standing, open: readonly Asking[], chosen: readonly Asking[], aside: Emptied | null): number {
    const { have, later } = this.whole(at, aside)
    const counts = (a: Asking) => !aside?.offers.has(a.c)
    let taken = 0
    for (const a of chosen) if (counts(a)) taken += a.fen
    return have - taken - mostOf(aside === null ? open : open.filter(counts)) - later
  }

  /** What a level has, and what later ones can take off: alike for all branches of the level. */
  private whole(at: Standing, aside: Emptied | null): { have: number; later: number } {
    let known = this.kept.get(at)
    if (!known) {
      known = new Map()
      this.kept.set(at, known)
    }
    let whole = known.get(aside)
    if (!whole) {
      whole = { have: this.have(at.left, aside), later: this.later(at, aside) }
      known.set(aside, whole)
    }
    return whole
  }

  private have(left: readonly number[], aside: Emptied | null): number {
    const floor = this.scales.prices.deposit
    let sum = 0
    for (let i = 0; i < left.length; i++) sum += (aside?.lines[i] ? floor[i] : left[i]) ?? 0
    return sum
  }

  private later({ k, left }: Standing, aside: Emptied | null): number {
    let most = 0
    for (let i = k + 1; i < this.levels.length; i++) {
      const asking: Asking[] = []
      for (const c of this.levels[i] ?? []) {
        if (aside?.offers.has(c)) continue
        const { fen } = this.scales.weigh(c, left)
        if (fen > 0) asking.push({ c, fen })
      }
      most += mostOf(asking)
    }
    return most
  }
}
