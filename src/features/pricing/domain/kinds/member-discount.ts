import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { percent, someFen } from './fields.ts'
import { kind } from './kind.ts'
import { off, percentOf, zhe } from './percent.ts'

/** 88VIP 95折: members pay a share of what all else has left. */
export const memberDiscount = kind({
  code: 'member-discount',
  name: { zh: '会员折扣', en: 'Member discount' },
  level: 'member',
  use: 'automatic',
  params: z.strictObject({
    payPercent: percent('付百分之几', 'Per cent that is paid'),
    mostFen: someFen('最多减', 'At most off').nullable().default(null),
  }),
  says: (p) => ({
    zh: `会员${zhe(p.payPercent)}${p.mostFen === null ? '' : `，最多减${yuan(p.mostFen)}`}`,
    en: `Members ${off(p.payPercent)}${p.mostFen === null ? '' : `, ${yuan(p.mostFen)} at most`}`,
  }),
  effect: (p) => ({
    does: 'reduce',
    cut: (a) => Math.min(a.left - percentOf(a.left, p.payPercent), p.mostFen ?? a.left),
    next: () => null,
  }),
})
