import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { fen } from './fields.ts'
import { kind } from './kind.ts'

/** 一口价, 大促价: so much for each piece. One that is dearer than the list price takes nothing off. */
export const fixedPrice = kind({
  code: 'fixed-price',
  name: { zh: '一口价', en: 'Fixed price' },
  level: 'item',
  use: 'automatic',
  params: z.strictObject({ priceFen: fen('每件价格', 'Price of a piece') }),
  says: (p) => ({ zh: `一口价${yuan(p.priceFen)}`, en: `Fixed price ${yuan(p.priceFen)}` }),
  effect: (p) => ({
    does: 'price',
    cut: (priceFen, quantity) => Math.max(0, priceFen - p.priceFen) * quantity,
  }),
})
