import { Amount, absurdAmount, amountEffect, saysAmount } from './amount.ts'
import { kind } from './kind.ts'

/** 商品券: for the items in its scope; each line takes at most one. */
export const itemCoupon = kind({
  code: 'item-coupon',
  name: { zh: '商品优惠券', en: 'Item coupon' },
  level: 'card',
  also: ['shop'],
  use: 'card',
  card: 'item',
  params: Amount,
  says: (p) => ({ zh: `商品优惠券${saysAmount(p).zh}`, en: `Item coupon: ${saysAmount(p).en}` }),
  absurd: absurdAmount,
  effect: amountEffect,
})
