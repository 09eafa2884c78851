import { Amount, absurdAmount, amountEffect, saysAmount } from './amount.ts'
import { kind } from './kind.ts'

/** 现金红包: money of the platform, usually without a threshold. */
export const cashRedPacket = kind({
  code: 'cash-red-packet',
  name: { zh: '现金红包', en: 'Cash red packet' },
  level: 'cash-red-packet',
  use: 'card',
  params: Amount,
  says: (p) => ({ zh: `现金红包${saysAmount(p).zh}`, en: `Cash red packet: ${saysAmount(p).en}` }),
  absurd: absurdAmount,
  effect: amountEffect,
})
