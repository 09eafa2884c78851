import { z } from 'zod'
import { apportion, yuan } from '../../../../shared/money.ts'
import { fen, named, pieces, times } from './fields.ts'
import { kind, type PricedLine } from './kind.ts'

const Part = z.strictObject({
  item: z.string().trim().min(1).max(80),
  quantity: pieces('件数', 'Pieces').default(1),
})

/** Pieces of one line. */
interface Stack {
  line: number
  priceFen: number
  quantity: number
}

/** The dearest first, so that a bundle saves the most. */
const stacks = (lines: readonly PricedLine[], item: string | null): Stack[] =>
  lines
    .flatMap((l, line) =>
      item === null || l.item === item ? { line, priceFen: l.priceFen, quantity: l.quantity } : [],
    )
    .sort((a, b) => b.priceFen - a.priceFen || a.line - b.line)

/** Takes so many pieces from the front; null: there are not so many. */
const take = (from: Stack[], count: number): Stack[] | null => {
  const taken: Stack[] = []
  let missing = count
  while (missing > 0) {
    const first = from[0]
    if (!first) return null
    const quantity = Math.min(missing, first.quantity)
    taken.push({ ...first, quantity })
    first.quantity -= quantity
    missing -= quantity
    if (first.quantity === 0) from.shift()
  }
  return taken
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
  absurd: (p) => {
    if ((p.pieces === null) === (p.set === null))
      return [
        {
          path: ['pieces'],
          sentence: {
            zh: '套装要么写“pieces”（任选几件），要么写“set”（哪些商品），二者必居其一。',
            en: 'A bundle has either "pieces" (any so many) or "set" (which items): give one of the two.',
          },
        },
      ]
    const items = (p.set ?? []).map((part) => part.item)
    return items.flatMap((item, i) =>
      items.indexOf(item) === i
        ? []
        : [
            {
              path: ['set', i, 'item'],
              sentence: {
                zh: `商品“${item}”写了两次，请合并件数。`,
                en: `The item "${item}" is there twice: add its pieces up.`,
              },
            },
          ],
    )
  },
  effect: (p) => ({
    does: 'prices',
    cuts: (lines) => {
      const cuts = lines.map(() => 0)
      const parts = (p.set ?? []).map((part) => ({ from: stacks(lines, part.item), count: part.quantity }))
      if (p.pieces !== null) parts.push({ from: stacks(lines, null), count: p.pieces })
      for (let made = 0; made < (p.mostTimes ?? Number.POSITIVE_INFINITY); made++) {
        const taken = parts.map(({ from, count }) => take(from, count))
        if (taken.includes(null)) break
        const bundle = taken.flatMap((stack) => stack ?? [])
        const weights = bundle.map((stack) => stack.priceFen * stack.quantity)
        const saves = weights.reduce((sum, fen) => sum + fen, 0) - p.priceFen
        // Later bundles are of cheaper pieces: none of them saves anything either.
        if (saves <= 0) break
        const shares = apportion(saves, weights)
        bundle.forEach(({ line }, i) => {
          cuts[line] = (cuts[line] ?? 0) + (shares[i] ?? 0)
        })
      }
      return cuts
    },
  }),
})
