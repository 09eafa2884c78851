import { Amount, absurdAmount, amountEffect, saysAmount } from './amount.ts'
import { kind } from './kind.ts'

/** 店铺券: for all of a shop; does not stack with item coupons or red packets of the shop (X03). */
export const shopCoupon = kind({
  code: 'shop-coupon',
  name: { zh: '店铺优惠券', en: 'Shop coupon' },
  level: 'card',
  also: ['shop'],
  use: 'card',
  card: 'shop',
  params: Amount,
  says: (p) => ({ zh: `店铺优惠券${saysAmount(p).zh}`, en: `Shop coupon: ${saysAmount(p).en}` }),
  absurd: absurdAmount,
  effect: amountEffect,
})
