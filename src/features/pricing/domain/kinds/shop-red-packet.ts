import { Amount, absurdAmount, amountEffect, saysAmount } from './amount.ts'
import { kind } from './kind.ts'

/** 店铺红包: of the card class too (X02). A full refund gives it back while it is valid (R03). */
export const shopRedPacket = kind({
  code: 'shop-red-packet',
  name: { zh: '店铺红包', en: 'Shop red packet' },
  level: 'card',
  also: ['shop'],
  use: 'card',
  card: 'shop',
  params: Amount,
  says: (p) => ({ zh: `店铺红包${saysAmount(p).zh}`, en: `Shop red packet: ${saysAmount(p).en}` }),
  absurd: absurdAmount,
  effect: amountEffect,
})
