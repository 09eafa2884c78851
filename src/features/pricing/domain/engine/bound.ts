import type { Candidate } from './candidates.ts'

/** A candidate with what it asks for, as things stand. */
export interface Asking {
  c: Candidate
  fen: number
  /** What it was held against. */
  baseFen: number
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
  const shops = new Map<number, Asking[]>()
  for (const a of asking) {
    const list = shops.get(firstShop(a.c))
    if (list) list.push(a)
    else shops.set(firstShop(a.c), [a])
  }
  let sum = 0
  for (const list of shops.values()) {
    const items = list.filter((a) => a.c.ready.kind.card === 'item')
    const shop = list.reduce((most, a) => (a.c.ready.kind.card === 'item' ? most : Math.max(most, a.fen)), 0)
    sum += Math.max(shop, bySets(items, firstLine))
  }
  return sum
}

/** No allowed choice of these, all of one level, takes off more together: a bound, and quickly found. Offers whose first
 * lines (or shops) are the same clash where lines (shops) decide. */
export const mostOf = (asking: readonly Asking[]): number => {
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
