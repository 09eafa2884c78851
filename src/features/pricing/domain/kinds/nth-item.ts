import { z } from 'zod'
import { MOST_PIECES } from '../basket.ts'
import { percent, pieces } from './fields.ts'
import { kind, type PricedLine } from './kind.ts'
import { off, percentOf, zhe } from './percent.ts'

/** Takes `count` pieces, from the cheapest on, and lays what each saves onto its line. */
const cheapest = (lines: readonly PricedLine[], count: number, saves: (fen: number) => number): number[] => {
  const cuts = lines.map(() => 0)
  const order = lines.map((_, i) => i)
  order.sort((a, b) => (lines[a]?.priceFen ?? 0) - (lines[b]?.priceFen ?? 0) || a - b)
  let left = count
  for (const i of order) {
    const line = lines[i]
    if (!line || left <= 0) break
    const taken = Math.min(left, line.quantity)
    cuts[i] = saves(line.priceFen) * taken
    left -= taken
  }
  return cuts
}

/** 第二件半价: of every n pieces the cheapest costs a share of its price. Pieces of all lines in the scope count
 * together. Which pieces are the cheap ones is decided here, no source says (PRC-23). */
export const nthItem = kind({
  code: 'nth-item',
  name: { zh: '第N件优惠', en: 'N-th piece' },
  level: 'item',
  use: 'automatic',
  params: z.strictObject({
    nth: pieces('第几件', 'Which piece', 2),
    payPercent: percent('该件付百分之几', 'Per cent that is paid for it'),
    mostTimes: z
      .number()
      .int()
      .min(1)
      .max(MOST_PIECES)
      .nullable()
      .default(null)
      .meta({ label: { zh: '最多几次', en: 'Times at most' }, unit: 'times' }),
  }),
  says: (p) => ({
    zh:
      p.payPercent === 50
        ? `第${p.nth}件半价`
        : p.payPercent === 0
          ? `第${p.nth}件0元`
          : `第${p.nth}件${zhe(p.payPercent)}`,
    en:
      p.payPercent === 0 ? `Every piece no. ${p.nth} free` : `${off(p.payPercent)} every piece no. ${p.nth}`,
  }),
  effect: (p) => ({
    does: 'prices',
    cuts: (lines) => {
      const all = lines.reduce((sum, l) => sum + l.quantity, 0)
      const times = Math.min(Math.floor(all / p.nth), p.mostTimes ?? all)
      return cheapest(lines, times, (fen) => fen - percentOf(fen, p.payPercent))
    },
  }),
})
