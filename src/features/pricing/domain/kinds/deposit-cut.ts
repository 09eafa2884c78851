import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { fen, moment, someFen } from './fields.ts'
import { kind } from './kind.ts'

/** 付定立减: who pays a deposit of D gets C off on top: the balance is P − D − C. */
export const depositCut = kind({
  code: 'deposit-cut',
  name: { zh: '付定立减', en: 'Deposit with a cut' },
  level: 'item',
  use: 'automatic',
  slot: 'deposit',
  params: z.strictObject({
    depositFen: someFen('定金', 'Deposit'),
    minusFen: fen('立减', 'Off'),
    balanceFrom: moment('尾款开始', 'Balance from'),
    balanceTo: moment('尾款截止', 'Balance until'),
  }),
  says: (p) => ({
    zh: `付定金${yuan(p.depositFen)}立减${yuan(p.minusFen)}`,
    en: `${yuan(p.minusFen)} off with a deposit of ${yuan(p.depositFen)}`,
  }),
  effect: (p) => ({
    does: 'deposit',
    depositFen: p.depositFen,
    savesFen: p.minusFen,
    from: p.balanceFrom === null ? null : Date.parse(p.balanceFrom),
    to: p.balanceTo === null ? null : Date.parse(p.balanceTo),
  }),
})
