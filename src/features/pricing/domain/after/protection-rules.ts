import { z } from 'zod'
import { Said, Trust } from '../../../../shared/said.ts'
import { Level } from '../rule-set.ts'

/** How a platform protects a price (价保): which reductions belong to the price, and for how long. Data, with its source. */
export const ProtectionRules = z.object({
  id: z.string().min(1).max(60),
  name: Said,
  source: Said,
  trust: Trust,
  /** Levels whose reductions belong to the price, then and now; the others are as if they had not been. */
  counts: z.array(Level),
  /** Days from payment, or from the end of the event; a moment later there is no claim. */
  days: z.number().int().min(0).max(365),
  since: z.enum(['payment', 'event-end']),
  /** One claim that succeeded is all there is for a line. */
  onePerLine: z.boolean(),
})
export type ProtectionRules = z.infer<typeof ProtectionRules>

export const protectionRules: readonly ProtectionRules[] = [
  {
    id: 'merchant-cuts',
    name: { zh: '价保：店铺优惠计入', en: 'Protection: the shop’s reductions count' },
    source: {
      zh: '拼多多价保规则的转载：商品 50，店铺券 2、商品券 3、多件 5、平台券 6，实付 34；后来 40 可用券 10，退 10（平台券不计）',
      en: 'A copy of Pinduoduo’s rule: 50, shop coupon 2, item coupon 3, for several 5, platform coupon 6, paid 34; later 40 with a coupon of 10: 10 are due, the platform’s coupon does not count',
    },
    trust: 'copy',
    counts: ['item', 'shop', 'card'],
    days: 15,
    since: 'payment',
    onePerLine: true,
  },
  {
    id: 'tmall-event',
    name: { zh: '天猫活动价保', en: 'Tmall, after an event' },
    source: {
      zh: '商家教程：活动结束后 15 天内；红包、运费、税费不计；每件商品成功一次',
      en: 'How-to pages for merchants: 15 days after the event; red packets, freight and tax do not count; one success for an item',
    },
    trust: 'news',
    counts: ['item', 'shop', 'card', 'cross-shop'],
    days: 15,
    since: 'event-end',
    onePerLine: true,
  },
  {
    id: 'tmall-direct',
    name: { zh: '天猫活动价保：只看直降', en: 'Tmall, after an event: direct price cuts only' },
    source: {
      zh: '另一篇商家教程：只有商品直接降价算，优惠券和店铺满减不算',
      en: 'Another how-to page: only a lower price of the item counts, not coupons or the shop’s reductions',
    },
    trust: 'news',
    counts: ['item'],
    days: 15,
    since: 'event-end',
    onePerLine: true,
  },
]
