import { z } from 'zod'
import { yuan } from '../../../../shared/money.ts'
import { choice, fen, named, pieces, times } from './fields.ts'
import { type Against, kind } from './kind.ts'

const GiftItem = z.strictObject({
  item: z.string().trim().min(1).max(80),
  title: z.string().trim().max(200).default(''),
  quantity: pieces('件数', 'Pieces').default(1),
})
const Params = z.strictObject({
  unit: choice(['fen', 'piece'], '门槛单位', 'Unit of the threshold').default('fen'),
  reach: fen('满（分或件）', 'From (fen or pieces)').default(0),
  /** 每满: as often as the threshold is reached. */
  every: named(z.boolean(), '每满都送', 'For every so much').default(false),
  mostTimes: times('最多几份', 'Times at most').nullable().default(null),
  gifts: named(z.array(GiftItem).min(1).max(20), '赠品', 'Gifts'),
  /** Of the gifts the buyer chooses so many; null: all of them. Until the buyer has chosen, the first are quoted. */
  choose: pieces('任选几样', 'Choose so many').nullable().default(null),
})
type Params = z.infer<typeof Params>

const have = (p: Params, a: Against): number => (p.unit === 'fen' ? a.fen : a.pieces)
const timesReached = (p: Params, amount: number): number => {
  if (amount < p.reach) return 0
  const n = p.every && p.reach > 0 ? Math.floor(amount / p.reach) : 1
  return Math.min(n, p.mostTimes ?? n)
}

/** 满赠: gifts from a threshold on. They cost nothing and weigh nothing in shares. */
export const gift = kind({
  code: 'gift',
  name: { zh: '满赠', en: 'Gift' },
  level: 'shop',
  also: ['item', 'cross-shop'],
  use: 'automatic',
  slot: 'gift',
  params: Params,
  says: (p) => {
    const names = p.gifts.map((g) => `${g.title || g.item}${g.quantity > 1 ? `×${g.quantity}` : ''}`)
    const amount = p.unit === 'fen' ? yuan(p.reach) : `${p.reach}`
    const zhReach = p.unit === 'fen' ? `满${amount}` : `满${amount}件`
    const enReach = p.unit === 'fen' ? amount : `${amount} pieces`
    return {
      zh: `${p.reach === 0 ? '下单' : `${p.every ? '每' : ''}${zhReach}`}送${names.join('、')}${p.choose === null ? '' : `（任选${p.choose}样）`}`,
      en: `Gift ${p.reach === 0 ? 'with the order' : `${p.every ? 'for every' : 'from'} ${enReach}`}: ${names.join(', ')}${p.choose === null ? '' : ` (choose ${p.choose})`}`,
    }
  },
  absurd: (p) =>
    p.choose !== null && p.choose > p.gifts.length
      ? [
          {
            path: ['choose'],
            sentence: {
              zh: `只有${p.gifts.length}样赠品，不能任选${p.choose}样。`,
              en: `There are only ${p.gifts.length} gifts: nobody can choose ${p.choose} of them.`,
            },
          },
        ]
      : [],
  effect: (p) => ({
    does: 'give',
    gifts: (a) => {
      const n = timesReached(p, have(p, a))
      if (n === 0) return []
      return p.gifts.slice(0, p.choose ?? p.gifts.length).map((g) => ({ ...g, quantity: g.quantity * n }))
    },
    next: (a) => {
      const now = have(p, a)
      const n = timesReached(p, now)
      const reach = n === 0 ? p.reach : p.every ? (Math.floor(now / p.reach) + 1) * p.reach : 0
      return timesReached(p, reach) > n ? { more: reach - now, unit: p.unit } : null
    },
  }),
})
