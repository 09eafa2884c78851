import { z } from 'zod'
import { apportion, yuan } from '../../../../shared/money.ts'
import { fen, named, pieces, times } from './fields.ts'
import { kind, type PricedLine } from './kind.ts'

const Part = z.strictObject({
  item: z.string().trim().min(1).max(80),
  quantity: pieces('件数', 'Pieces').default(1),
})
type Part = z.infer<typeof Part>

/** One piece after the other, the dearest first, so that a bundle saves the most. */
interface Piece {
  line: number
  priceFen: number
}
const byPrice = (lines: readonly PricedLine[], of: (l: PricedLine) => boolean, most: number): Piece[] =>
  lines
    .flatMap((l, line) =>
      of(l) ? Array.from({ length: Math.min(l.quantity, most) }, () => ({ line, priceFen: l.priceFen })) : [],
    )
    .sort((a, b) => b.priceFen - a.priceFen || a.line - b.line)

/** The pieces of each bundle that the lines hold. */
const anyPieces = (lines: readonly PricedLine[], size: number): Piece[][] => {
  const all = byPrice(lines, () => true, Number.POSITIVE_INFINITY)
  return Array.from({ length: Math.floor(all.length / size) }, (_, k) => all.slice(k * size, (k + 1) * size))
}
const sets = (lines: readonly PricedLine[], parts: readonly Part[]): Piece[][] => {
  const stacks = parts.map((p) => ({
    size: p.quantity,
    of: byPrice(lines, (l) => l.item === p.item, Number.POSITIVE_INFINITY),
  }))
  const count = Math.min(...stacks.map((s) => Math.floor(s.of.length / s.size)))
  return Array.from({ length: count }, (_, k) =>
    stacks.flatMap((s) => s.of.slice(k * s.size, (k + 1) * s.size)),
  )
}

/** 99元任选3件, 套装价: any so many pieces, or a set of items, for one price. The dearest pieces make the first bundle; a
 * bundle that would cost more than its pieces is not made. */
export const bundle = kind({
  code: 'bundle',
  name: { zh: '套装', en: 'Bundle' },
  level: 'item',
  use: 'automatic',
  params: z.strictObject({
    priceFen: fen('套装价', 'Price of the bundle'),
    pieces: pieces('任选几件', 'Any so many pieces', 2).nullable().default(null),
    set: named(z.array(Part).min(1).max(50), '套装内商品', 'Items of the set').nullable().default(null),
    mostTimes: times('最多几套', 'Bundles at most').nullable().default(null),
  }),
  says: (p) =>
    p.pieces === null
      ? { zh: `套装价${yuan(p.priceFen)}`, en: `The set for ${yuan(p.priceFen)}` }
      : { zh: `${yuan(p.priceFen)}元任选${p.pieces}件`, en: `Any ${p.pieces} for ${yuan(p.priceFen)}` },
  absurd: (p) =>
    (p.pieces === null) === (p.set === null)
      ? [
          {
            path: ['pieces'],
            sentence: {
              zh: '套装要么写“pieces”（任选几件），要么写“set”（哪些商品），二者必居其一。',
              en: 'A bundle has either "pieces" (any so many) or "set" (which items): give one of the two.',
            },
          },
        ]
      : [],
  effect: (p) => ({
    does: 'prices',
    cuts: (lines) => {
      const cuts = lines.map(() => 0)
      const made = p.pieces !== null ? anyPieces(lines, p.pieces) : sets(lines, p.set ?? [])
      for (const pieces of made.slice(0, p.mostTimes ?? made.length)) {
        const whole = pieces.reduce((sum, piece) => sum + piece.priceFen, 0)
        if (whole <= p.priceFen) continue
        const shares = apportion(
          whole - p.priceFen,
          pieces.map((piece) => piece.priceFen),
        )
        pieces.forEach(({ line }, i) => {
          cuts[line] = (cuts[line] ?? 0) + (shares[i] ?? 0)
        })
      }
      return cuts
    },
  }),
})
