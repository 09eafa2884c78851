import { z } from 'zod'
import { Fen } from '../../../shared/money.ts'
import { Said } from '../../../shared/said.ts'
import { Product } from './product.ts'

/** A product that may be offered beside another, with the one sentence that says why (specs/catalog.md CAT-70). */
export const Suggestion = z
  .object({
    product: Product,
    sku: z.string().nullable(),
    /** `relation`: the shop relates the two, or they are alike. `together`: bought together in the shop’s orders. `fits`:
     * its size fits where this one’s does not. `next-step`: it reaches the next reduction. `better`: the next better one,
     * for an exact difference. */
    by: z.enum(['relation', 'together', 'fits', 'next-step', 'better']),
    /** What it costs more than the product talked about, fen; null where that says nothing. */
    differenceFen: z.number().nullable(),
    sentence: Said,
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>

/** So much more, and the basket's reduction grows: the next step of a quote with the offer's name. */
export const NextReduction = z.object({
  more: z.number().int().min(1),
  unit: z.enum(['fen', 'piece']),
  /** What it takes off then, in all. */
  cutFen: Fen,
  says: Said,
})
export type NextReduction = z.infer<typeof NextReduction>
