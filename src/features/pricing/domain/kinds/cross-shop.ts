import { kind } from './kind.ts'
import { absurdPerN, PerN, perNEffect, saysPerN } from './per-n.ts'

/** 跨店满减, 购物津贴, 京贴: every X minus Y over the lines of all shops that take part. */
export const crossShop = kind({
  code: 'cross-shop',
  name: { zh: '跨店满减', en: 'Cross-shop reduction' },
  level: 'cross-shop',
  use: 'automatic',
  params: PerN,
  says: (p) => ({ zh: `跨店${saysPerN(p).zh}`, en: `Across shops: ${saysPerN(p).en}` }),
  absurd: absurdPerN,
  effect: perNEffect,
})
