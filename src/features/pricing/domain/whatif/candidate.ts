import { z } from 'zod'
import { type Basket, Line, MOST_LINES, MOST_PIECES } from '../basket.ts'
import type { Offer } from '../offer.ts'

/** Products that a top-up chooses from, at most: a shop's catalog. */
export const MOST_CANDIDATES = 5000

/** What could be added to a basket. */
export const Candidate = Line.pick({
  item: true,
  sku: true,
  shop: true,
  title: true,
  category: true,
  priceFen: true,
}).extend({
  /** Pieces of it at most: what is in stock, or what anybody would buy. */
  most: z.number().int().min(1).max(99).default(1),
})
export type Candidate = z.infer<typeof Candidate>

export interface Added {
  candidate: Candidate
  pieces: number
}

export const lineOf = (
  { item, sku, shop, title, category, priceFen }: Candidate,
  id: string,
  quantity = 1,
): Line => ({
  id,
  item,
  sku,
  shop,
  title,
  category,
  priceFen,
  quantity,
})

/** The basket with these added: more pieces of a line that is the same, else lines of their own. Null: it would be too
 * large for a basket. */
export const withAdded = (basket: Basket, added: readonly Added[]): Basket | null => {
  const lines = [...basket.lines]
  const ids = new Set(lines.map(({ id }) => id))
  for (const { candidate, pieces } of added) {
    const { item, sku, shop, priceFen } = candidate
    const same = lines.findIndex(
      (l) =>
        l.item === item &&
        l.sku === sku &&
        l.shop === shop &&
        l.priceFen === priceFen &&
        l.quantity + pieces <= MOST_PIECES,
    )
    const line = lines[same]
    if (line) {
      lines[same] = { ...line, quantity: line.quantity + pieces }
      continue
    }
    let n = lines.length + 1
    while (ids.has(`+${n}`)) n++
    ids.add(`+${n}`)
    lines.push(lineOf(candidate, `+${n}`, pieces))
  }
  return lines.length > MOST_LINES ? null : { ...basket, lines }
}

const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

/**
 * A key for each candidate that tells how offers see it, its price apart: two with the same key and price change every
 * quote alike, so only one of them has to be tried. The shop counts, a category that an offer names, and which offers name
 * the candidate itself.
 */
export const kindsOf = (offers: readonly Offer[]): ((candidate: Candidate) => string) => {
  const named = new Map<string, string>()
  const categories = new Set<string>()
  const note = (ids: readonly string[] | undefined, where: string) => {
    for (const id of ids ?? []) named.set(id, `${named.get(id) ?? ''} ${where}`)
  }
  offers.forEach(({ scope, params }, i) => {
    for (const id of [...(scope.categories ?? []), ...(scope.except?.categories ?? [])]) categories.add(id)
    note(scope.items, `i${i}`)
    note(scope.skus, `s${i}`)
    note(scope.except?.items, `x${i}`)
    note(scope.except?.skus, `y${i}`)
    // What parameters name (a bundle's items) may differ from one name to the next.
    for (const id of strings(params)) note([id], `p${i}=${id}`)
  })
  return ({ item, sku, shop, category }) =>
    JSON.stringify([
      shop,
      category !== null && categories.has(category) ? category : '',
      named.get(item) ?? '',
      sku === null ? '' : (named.get(sku) ?? '-'),
    ])
}
