import type { Said } from '../../../shared/said.ts'
import type { Basket, Line } from './basket.ts'
import type { Offer } from './offer.ts'
import type { Quote } from './quote.ts'

/** The engine with its offers and rules: a basket in, its quote out; null where it cannot be priced. */
export type Reckon = (basket: Basket) => Quote | null

/** What of a quote a search needs: no sentences. */
export interface Amounts extends Pick<Quote, 'payableFen' | 'freightFen' | 'choice'> {
  cuts: readonly { offer: string; cutFen: number }[]
}

export const amountsOf = ({ payableFen, freightFen, choice, steps }: Quote): Amounts => ({
  payableFen,
  freightFen,
  choice,
  cuts: steps,
})

export const cutOf = ({ cuts }: Amounts, offer: string): number =>
  cuts.reduce((sum, cut) => sum + (cut.offer === offer ? cut.cutFen : 0), 0)

/** Offers and rules, as searches over the engine see them. */
export interface Terms {
  quote: Reckon
  /** The same amounts as `quote` gives, sooner. */
  amounts: (basket: Basket) => Amounts | null
  offers: readonly Offer[]
  /** The buyer may leave a card out (rule set): more cards then never cost more. */
  mayLeaveOut: boolean
  /** Whether a line is in the scope of an offer. */
  takesPart: (offer: Offer, line: Line) => boolean
  /** Whether it has to be in the buyer's hands, and is used up by an order. */
  isCard: (offer: Offer) => boolean
  /** As buyers read it. */
  says: (offer: Offer) => Said
}

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
