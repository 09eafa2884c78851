import { z } from 'zod'
import { percent, pieces } from './fields.ts'
import { kind } from './kind.ts'

/** 淘金币, 京豆: coins pay a share of what is left at most, 100 of them a yuan unless said otherwise. */
export const coins = kind({
  code: 'coins',
  name: { zh: '金币抵扣', en: 'Coins' },
  level: 'coins',
  use: 'choice',
  params: z.strictObject({
    mostPercent: percent('最多抵百分之几', 'Per cent that they may pay'),
    coinsPerYuan: pieces('多少金币抵1元', 'Coins for a yuan').default(100),
  }),
  says: (p) => ({ zh: `金币最多抵${p.mostPercent}%`, en: `Coins pay up to ${p.mostPercent}%` }),
  effect: (p) => ({
    does: 'reduce',
    cut: (a) =>
      Math.min(
        Math.floor((a.left * Math.round(p.mostPercent * 100)) / 10_000),
        Math.floor((a.coins * 100) / p.coinsPerYuan),
      ),
    next: () => null,
  }),
})
