import type { Instant } from '../../../shared/time.ts'
import { phaseNames } from '../../campaign/domain/phases.ts'
import type { Wanted } from '../contract.ts'
import { pricesOf, type Shelf } from './shelf.ts'
import { type Candidate, MOST_CANDIDATES } from './whatif/candidate.ts'
import { MOST_MOMENTS, type Turn } from './whatif/moments.ts'

/** Pieces of one product that anybody would add to reach a reduction. */
const PIECES = 5

/** How many pieces a basket has of a product without SKUs, or of a SKU. */
const takenBy = (lines: Wanted['lines']): ((product: string, sku: string | null) => number) => {
  const key = (product: string, sku: string | null) => JSON.stringify([product, sku ?? product])
  const taken = new Map<string, number>()
  for (const { product, sku, quantity } of lines)
    taken.set(key(product, sku), (taken.get(key(product, sku)) ?? 0) + quantity)
  return (product, sku) => taken.get(key(product, sku)) ?? 0
}

/**
 * What could be added to a basket: what is in stock beyond what it holds, at each price it has; related products first, for where there are
 * more than can be looked at the others are left out.
 */
export const candidatesFrom = (shelf: Shelf, { lines }: Pick<Wanted, 'lines'>): Candidate[] => {
  const related = new Set(
    lines.flatMap(({ product }) => shelf.products.get(product)?.relations.map((to) => to.product) ?? []),
  )
  const near = [...related].flatMap((id) => shelf.products.get(id) ?? [])
  const taken = takenBy(lines)
  const all: Candidate[] = []
  for (const product of [...near, ...[...shelf.products.values()].filter(({ id }) => !related.has(id))]) {
    if (all.length >= MOST_CANDIDATES) break
    const { id, title, category, stock, skus } = product
    const of = (sku: string | null, priceFen: number, most: number): Candidate => ({
      ...{ item: id, sku, shop: 'shop', title, category, priceFen },
      most: Math.min(PIECES, most),
    })
    if (skus.length === 0) {
      const left = stock - taken(id, null)
      if (left > 0 && product.priceFen > 0) all.push(of(null, product.priceFen, left))
      continue
    }
    for (const price of pricesOf(product)) {
      const sku = skus.find((one) => one.priceFen === price && one.stock > taken(id, one.id))
      if (sku && price > 0) all.push(of(sku.id, price, sku.stock - taken(id, sku.id)))
    }
  }
  return all.slice(0, MOST_CANDIDATES)
}

/** Phases that begin or end after a moment. */
export const turnsFrom = (shelf: Shelf, after: Instant): Turn[] =>
  shelf.campaigns.campaigns
    .flatMap(({ name, waves }) =>
      waves.flatMap((wave) =>
        wave.phases
          .filter(({ kind }) => kind !== 'sign-up' && kind !== 'after-sale')
          .flatMap(({ kind, from, to }): Turn[] => {
            const { zh, en } = phaseNames[kind]
            const of = `${name} ${wave.name}`
            return [
              { at: from, says: { zh: `${of}${zh}开始`, en: `${of}: ${en} begins` } },
              { at: to, says: { zh: `${of}${zh}结束`, en: `${of}: ${en} ends` } },
            ]
          }),
      ),
    )
    .filter(({ at }) => at > after)
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST_MOMENTS)
