import type { RuleSet } from '../rule-set.ts'
import { byItemPrice, levels } from './levels.ts'

/** Item coupon, shop coupon, several pieces and platform coupon all come off one price (R14). */
export const pdd: RuleSet[] = [
  {
    id: 'pdd',
    name: { zh: '拼多多（店铺券与商品券可同用）', en: 'Pinduoduo (shop and item coupon together)' },
    platform: 'pdd',
    from: null,
    to: null,
    source: {
      zh: 'byyxtyey 62507：价保算例中的各项优惠',
      en: 'byyxtyey 62507: the reductions in an example of price protection',
    },
    trust: 'copy',
    levels: levels('itemPrice').map((l) => (l.level === 'card' ? { ...l, pick: 'one-per-line' } : l)),
    overDiscount: 'cap',
    mayLeaveOut: true,
    depositCounts: true,
    balanceAbove: false,
    share: byItemPrice,
  },
]
