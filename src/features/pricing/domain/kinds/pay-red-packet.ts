import { Amount, absurdAmount, amountEffect, saysAmount } from './amount.ts'
import { kind } from './kind.ts'

/** 支付红包: of the means of payment, deducted when paying. */
export const payRedPacket = kind({
  code: 'pay-red-packet',
  name: { zh: '支付红包', en: 'Payment red packet' },
  level: 'pay-red-packet',
  use: 'card',
  params: Amount,
  says: (p) => ({ zh: `支付红包${saysAmount(p).zh}`, en: `Payment red packet: ${saysAmount(p).en}` }),
  absurd: absurdAmount,
  effect: amountEffect,
})
