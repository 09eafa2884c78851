import { bundle } from './bundle.ts'
import { cashRedPacket } from './cash-red-packet.ts'
import { coins } from './coins.ts'
import { crossShop } from './cross-shop.ts'
import { depositCut } from './deposit-cut.ts'
import { depositExpansion } from './deposit-expansion.ts'
import { fixedPrice } from './fixed-price.ts'
import { freeFreight } from './free-freight.ts'
import { freight } from './freight.ts'
import { fullReduction } from './full-reduction.ts'
import { gift } from './gift.ts'
import { itemCoupon } from './item-coupon.ts'
import type { Kind } from './kind.ts'
import { livePrice } from './live-price.ts'
import { memberDiscount } from './member-discount.ts'
import { nthItem } from './nth-item.ts'
import { payRedPacket } from './pay-red-packet.ts'
import { perN } from './per-n.ts'
import { percentage } from './percentage.ts'
import { platformCoupon } from './platform-coupon.ts'
import { shopCoupon } from './shop-coupon.ts'
import { shopRedPacket } from './shop-red-packet.ts'
import { tiers } from './tiers.ts'
import { timeLimitedPrice } from './time-limited-price.ts'

/** Every kind of offer there is, in the order of deduction. A new one is a file and a line here. */
export const kinds: readonly Kind[] = [
  fixedPrice,
  timeLimitedPrice,
  livePrice,
  percentage,
  nthItem,
  bundle,
  depositExpansion,
  depositCut,
  fullReduction,
  perN,
  tiers,
  gift,
  itemCoupon,
  shopCoupon,
  shopRedPacket,
  crossShop,
  platformCoupon,
  coins,
  cashRedPacket,
  payRedPacket,
  memberDiscount,
  freight,
  freeFreight,
]

const byCode = new Map(kinds.map((k) => [k.code, k]))
export const kindOf = (code: string): Kind | undefined => byCode.get(code)
