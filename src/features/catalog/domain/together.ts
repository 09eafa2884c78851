/** How often two products were in one order. */
export interface Together {
  product: string
  /** Orders with both, and orders with the first. */
  times: number
  of: number
  /** How many times as often as chance would have it. */
  lift: number
}

/** Below, it is chance: of 20 orders with a product, 2 with another say nothing. */
const FEWEST = 3
const LEAST_LIFT = 1.2
/** Orders of more products are stock for a trader: they would relate everything to everything. */
const MOST_PRODUCTS = 30

/**
 * What is bought together, from the products of each order (specs/catalog.md CAT-72). Gives for a product the others, the
 * strongest first. Cost: the pairs of each order.
 */
export const boughtTogether = (
  orders: Iterable<readonly string[]>,
  { fewest = FEWEST, leastLift = LEAST_LIFT }: { fewest?: number; leastLift?: number } = {},
): ((product: string) => Together[]) => {
  const single = new Map<string, number>()
  const pairs = new Map<string, Map<string, number>>()
  let all = 0
  for (const order of orders) {
    const products = [...new Set(order)]
    if (products.length === 0 || products.length > MOST_PRODUCTS) continue
    all++
    for (const one of products) {
      single.set(one, (single.get(one) ?? 0) + 1)
      const row = pairs.get(one) ?? new Map<string, number>()
      pairs.set(one, row)
      for (const other of products) if (other !== one) row.set(other, (row.get(other) ?? 0) + 1)
    }
  }
  return (product) => {
    const of = single.get(product) ?? 0
    return [...(pairs.get(product) ?? [])]
      .map(([other, times]) => ({
        product: other,
        times,
        of,
        lift: (times * all) / (of * (single.get(other) ?? 1)),
      }))
      .filter(({ times, lift }) => times >= fewest && lift >= leastLift)
      .sort(
        (a, b) => b.times * Math.log(b.lift) - a.times * Math.log(a.lift) || (a.product < b.product ? -1 : 1),
      )
  }
}
