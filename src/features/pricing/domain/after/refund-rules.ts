import { z } from 'zod'
import { Said, Trust } from '../../../../shared/said.ts'

/** What a refund gives back beside the money of its lines. Data, with its source; a shop may write its own. */
export const RefundRules = z.object({
  id: z.string().min(1).max(60),
  name: Said,
  source: Said,
  trust: Trust,
  /** When a coupon or red packet is given back, if it is still valid then. */
  cardsBack: z.enum(['all-refunded', 'its-lines-refunded', 'never']),
  /** Whether the coins on refunded pieces are given back. */
  coinsBack: z.boolean(),
  /** What is left no longer meets a threshold: `keep` refunds by share all the same, as platforms do; `reckon` reckons
   * what is left anew and gives back the difference. */
  thresholds: z.enum(['keep', 'reckon']),
})
export type RefundRules = z.infer<typeof RefundRules>

export const refundRules: readonly RefundRules[] = [
  {
    id: 'by-share',
    name: { zh: '按分摊退款', en: 'Refund by shares' },
    source: {
      zh: '平台帮助页的转载（2018）：100 元订单用 10 元店铺红包，40 元的退 36，60 元的退 54；全部退款时未过期的红包退回，部分退款不退回',
      en: 'A copy of a platform’s help page (2018): 100 yuan with a red packet of 10 gives back 36 for the line of 40 and 54 for that of 60; all refunded, a red packet that is still valid comes back; partly, it does not',
    },
    trust: 'news',
    cardsBack: 'all-refunded',
    coinsBack: true,
    thresholds: 'keep',
  },
  {
    id: 'reckon-anew',
    name: { zh: '剩余商品重新计算', en: 'What is left is reckoned anew' },
    source: {
      zh: '店铺自定：退后不满门槛的优惠不再享受',
      en: 'A shop’s own: reductions whose threshold is no longer met fall away',
    },
    trust: 'own',
    cardsBack: 'all-refunded',
    coinsBack: true,
    thresholds: 'reckon',
  },
]
