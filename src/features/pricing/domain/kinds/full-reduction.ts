import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { minusOverReach } from './amount.ts'
import { someFen } from './fields.ts'
import { kind } from './kind.ts'

/** 满减: an amount off from a threshold on, once. */
export const fullReduction = kind({
  code: 'full-reduction',
  name: { zh: '满减', en: 'Amount off over amount' },
  level: 'shop',
  also: ['item', 'card', 'cross-shop'],
  use: 'automatic',
  params: z.strictObject({ reachFen: someFen('满', 'From'), minusFen: someFen('减', 'Off') }),
  says: (p) => ({
    zh: `满${yuan(p.reachFen)}减${yuan(p.minusFen)}`,
    en: `${yuan(p.minusFen)} off from ${yuan(p.reachFen)}`,
  }),
  absurd: (p) => (p.minusFen > p.reachFen ? [minusOverReach(['minusFen'], p.reachFen, p.minusFen)] : []),
  effect: (p) => ({
    does: 'reduce',
    cut: (a) => (a.fen >= p.reachFen ? p.minusFen : 0),
    next: (a) => (a.fen >= p.reachFen ? null : { more: p.reachFen - a.fen, unit: 'fen', cutFen: p.minusFen }),
  }),
})
