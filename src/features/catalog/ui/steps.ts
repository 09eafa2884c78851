import type { PriceChange } from '../domain/product.ts'

/** A price and when it held; the last one holds until now. */
export interface PriceStep {
  from: number
  to: number
  fen: number
  source: PriceChange['source'] | null
}

/** Sources that say what the price is; the others say what somebody saw. */
const SETS: ReadonlySet<PriceChange['source']> = new Set(['edit', 'import'])

/**
 * How a price went, the earliest first: of a SKU, or of the product where `sku` is null. What it was before the first
 * change holds from `since` on, or from that change on where nothing is known of before.
 */
export const priceSteps = (
  changes: readonly PriceChange[],
  sku: string | null,
  now: number,
  since: number,
): PriceStep[] => {
  const mine = changes
    .filter((change) => change.sku === sku && SETS.has(change.source))
    .toSorted((a, b) => a.at - b.at || a.id - b.id)
  const [first] = mine
  if (!first) return []
  const steps: PriceStep[] = []
  if (first.wasFen !== null && first.at > since)
    steps.push({ from: since, to: first.at, fen: first.wasFen, source: null })
  for (const [i, { at, isFen, source }] of mine.entries())
    steps.push({ from: at, to: mine[i + 1]?.at ?? Math.max(now, at), fen: isFen, source })
  return steps
}

/** Prices that somebody saw elsewhere than in the desk, of the same SKU. */
export const seenPrices = (changes: readonly PriceChange[], sku: string | null): PriceChange[] =>
  changes.filter((change) => change.sku === sku && !SETS.has(change.source))

/** The line of the steps in a box: along at a price, then up or down at once. */
export const stepLine = (
  steps: readonly PriceStep[],
  x: (at: number) => number,
  y: (fen: number) => number,
): string =>
  steps
    .map(({ from, to, fen }, i) => `${i === 0 ? 'M' : 'L'}${x(from)} ${y(fen)}L${x(to)} ${y(fen)}`)
    .join('')
