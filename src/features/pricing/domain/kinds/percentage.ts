import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { choice, percent, someFen } from './fields.ts'
import { kind } from './kind.ts'
import { off, percentOf, zhe } from './percent.ts'

/** 官方立减 rounds what it takes off: whole yuan from prices over 100 yuan, jiao from prices over 10, fen below. The
 * source does not say which way; half up is decided here (PRC-22). */
const official = (priceFen: number, cutFen: number): number => {
  const unit = priceFen > 10_000 ? 100 : priceFen > 1_000 ? 10 : 1
  return Math.floor((cutFen + unit / 2) / unit) * unit
}

/** 打折, 官方立减: each piece for a share of its price. */
export const percentage = kind({
  code: 'percentage',
  name: { zh: '打折', en: 'Percentage off' },
  level: 'item',
  use: 'automatic',
  params: z.strictObject({
    payPercent: percent('付百分之几', 'Per cent that is paid'),
    rounding: choice(['fen', 'official'], '取整', 'Rounding').default('fen'),
    mostFen: someFen('每件最多减', 'Most off a piece').nullable().default(null),
  }),
  says: (p) => {
    const cap = p.mostFen === null ? null : yuan(p.mostFen)
    return {
      zh: `${zhe(p.payPercent)}${cap === null ? '' : `，每件最多减${cap}`}`,
      en: `${off(p.payPercent)}${cap === null ? '' : `, ${cap} a piece at most`}`,
    }
  },
  effect: (p) => ({
    does: 'price',
    cut: (priceFen, quantity) => {
      const cut = priceFen - percentOf(priceFen, p.payPercent)
      const rounded = p.rounding === 'official' ? official(priceFen, cut) : cut
      return Math.min(rounded, priceFen, p.mostFen ?? priceFen) * quantity
    },
  }),
})
