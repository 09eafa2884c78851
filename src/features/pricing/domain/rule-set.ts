import { z } from 'zod'
import { Rounding } from '../../../shared/money.ts'
import { Said, Trust } from '../../../shared/said.ts'

/** Where in the order of deductions an offer stands (单品 → 店铺 → 卡券 → 跨店 → 金币 → 现金红包 → 支付红包 → 会员). */
export const Level = z.enum([
  'item',
  'shop',
  'card',
  'cross-shop',
  'coins',
  'cash-red-packet',
  'pay-red-packet',
  'member',
])
export type Level = z.infer<typeof Level>

/** What a threshold is held against: the sum of item prices, whatever else was deducted (平行), or what the levels
 * before have left (递进). */
export const ThresholdBase = z.enum(['itemPrice', 'residual'])
export type ThresholdBase = z.infer<typeof ThresholdBase>

/**
 * How many offers of a level take effect. `all`: every one that may. `one-per-line`: the best for each line.
 * `one-per-shop`: one for a shop's lines. `one`: one for the order. `card`: in each shop either one card for the shop or
 * item coupons, each line at most one of them (商品优惠券 and 店铺优惠券 do not stack).
 */
export const Pick = z.enum(['all', 'one-per-line', 'one-per-shop', 'one', 'card'])
export type Pick = z.infer<typeof Pick>

export const RuleLevel = z.object({ level: Level, base: ThresholdBase, pick: Pick })
export type RuleLevel = z.infer<typeof RuleLevel>

/** How one event of one platform counts. Data, with its date and source; a basket may bring its own. */
export const RuleSet = z
  .object({
    /** `tmall-2021-d11` */
    id: z.string().min(1).max(60),
    name: Said,
    platform: z.string().min(1).max(20),
    /** The days for which it is known to hold, in the zone of the platform; null: open. */
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    source: Said,
    trust: Trust,
    /** In the order of deduction. An offer of a level that is not named cannot be priced, and is refused. */
    levels: z.array(RuleLevel).min(1).max(Level.options.length),
    /** A reduction greater than what is left of the lines it is laid on: `cap` takes what is left, `refuse` leaves it
     * out, also where a line would come to exactly nothing. */
    overDiscount: z.enum(['cap', 'refuse']),
    /** Whether the buyer may leave a card out so that a later reduction keeps its threshold. The published examples of
     * sequential rules do not: the coupon is deducted, and the voucher after it refused. */
    mayLeaveOut: z.boolean().default(false),
    /** Whether a deposit counts towards thresholds (付定金 + 尾款), or the balance alone. */
    depositCounts: z.boolean(),
    /** In a pre-sale a reduction also needs the balance to be greater than itself. */
    balanceAbove: z.boolean(),
    share: z.object({
      /** What the share of each line is in proportion to. */
      by: z.enum(['residual', 'itemPrice', 'list']),
      /** Whole yuan (100), jiao (10) or fen (1). */
      unitFen: z.union([z.literal(1), z.literal(10), z.literal(100)]),
      rounding: Rounding,
      /** What of a share is more than its line has left: moved to the others, or lost. */
      excess: z.enum(['moved', 'lost']),
    }),
  })
  .meta({ id: 'RuleSet' })
export type RuleSet = z.infer<typeof RuleSet>
