import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { fen, pieces } from './fields.ts'
import { kind } from './kind.ts'

/** 限时购, 秒杀: a price for the first pieces of a line; further ones cost the list price. */
export const timeLimitedPrice = kind({
  code: 'time-limited-price',
  name: { zh: '限时价', en: 'Time-limited price' },
  level: 'item',
  use: 'automatic',
  params: z.strictObject({
    priceFen: fen('限时价', 'Price of a piece'),
    mostPieces: pieces('每行限购件数', 'Pieces of a line at most').nullable().default(null),
  }),
  says: (p) =>
    p.mostPieces === null
      ? { zh: `限时价${yuan(p.priceFen)}`, en: `For a time ${yuan(p.priceFen)}` }
      : {
          zh: `限时价${yuan(p.priceFen)}，限${p.mostPieces}件`,
          en: `For a time ${yuan(p.priceFen)}, ${p.mostPieces} pieces at most`,
        },
  effect: (p) => ({
    does: 'price',
    cut: (priceFen, quantity) =>
      Math.max(0, priceFen - p.priceFen) * Math.min(quantity, p.mostPieces ?? quantity),
  }),
})
