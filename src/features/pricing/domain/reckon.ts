import type { Basket } from './basket.ts'
import type { Quote } from './quote.ts'

/** The engine with its offers and rules: a basket in, its quote out; null where it cannot be priced. */
export type Reckon = (basket: Basket) => Quote | null

/** Pieces of a line. */
export interface Pieces {
  line: string
  pieces: number
}

/** The basket with so many pieces of each line, its moment and cards as they are; null where nothing is left. */
export const withPieces = (
  basket: Basket,
  quantity: (line: string, has: number) => number,
): Basket | null => {
  const lines = basket.lines
    .map((line) => ({ ...line, quantity: quantity(line.id, line.quantity) }))
    .filter((line) => line.quantity > 0)
  return lines.length === 0 ? null : { ...basket, lines }
}
