import { Amount, absurdAmount, amountEffect, saysAmount } from './amount.ts'
import { kind } from './kind.ts'

/** 消费券, 平台券: of the platform; competes with other platform coupons on a line, not with the cross-shop reduction. */
export const platformCoupon = kind({
  code: 'platform-coupon',
  name: { zh: '平台券', en: 'Platform coupon' },
  level: 'cross-shop',
  use: 'card',
  slot: 'coupon',
  params: Amount,
  says: (p) => ({ zh: `平台券${saysAmount(p).zh}`, en: `Platform coupon: ${saysAmount(p).en}` }),
  absurd: absurdAmount,
  effect: amountEffect,
})
