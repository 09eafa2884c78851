import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { moment, someFen } from './fields.ts'
import { kind } from './kind.ts'

/** 定金膨胀: a deposit of D counts as E when the balance is paid: a piece is cheaper by E − D. */
export const depositExpansion = kind({
  code: 'deposit-expansion',
  name: { zh: '定金膨胀', en: 'Deposit counts as more' },
  level: 'item',
  use: 'automatic',
  slot: 'deposit',
  params: z.strictObject({
    depositFen: someFen('定金', 'Deposit'),
    countsFen: someFen('可抵', 'Counts as'),
    balanceFrom: moment('尾款开始', 'Balance from'),
    balanceTo: moment('尾款截止', 'Balance until'),
  }),
  says: (p) => ({
    zh: `定金${yuan(p.depositFen)}抵${yuan(p.countsFen)}`,
    en: `A deposit of ${yuan(p.depositFen)} counts as ${yuan(p.countsFen)}`,
  }),
  absurd: (p) =>
    p.countsFen < p.depositFen
      ? [
          {
            path: ['countsFen'],
            sentence: {
              zh: '定金抵的比付的还少，请检查是否写反。',
              en: 'The deposit counts as less than it is: see whether they are mixed up.',
            },
          },
        ]
      : [],
  effect: (p) => ({
    does: 'deposit',
    depositFen: p.depositFen,
    savesFen: p.countsFen - p.depositFen,
    from: p.balanceFrom === null ? null : Date.parse(p.balanceFrom),
    to: p.balanceTo === null ? null : Date.parse(p.balanceTo),
  }),
})
