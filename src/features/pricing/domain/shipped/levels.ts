import type { RuleLevel, RuleSet, ThresholdBase } from '../rule-set.ts'

/** The order of X02 with one threshold base throughout: 单品 (the best) > 店铺 (one a shop) > 卡券 (one of a shop) > 跨店 >
 * 金币 > 现金红包 > 支付红包 > 会员. Percentages are of what is left in any case. */
export const levels = (base: ThresholdBase): RuleLevel[] => [
  { level: 'item', base, pick: 'one-per-line' },
  { level: 'shop', base, pick: 'one-per-shop' },
  { level: 'card', base, pick: 'card' },
  { level: 'cross-shop', base, pick: 'one-per-line' },
  { level: 'coins', base, pick: 'one' },
  { level: 'cash-red-packet', base, pick: 'all' },
  { level: 'pay-red-packet', base, pick: 'one' },
  { level: 'member', base: 'residual', pick: 'one' },
]

/** Shares to the fen by what lines cost after their item price (the rule text of the allowance, R01 and P26). */
export const byItemPrice: RuleSet['share'] = {
  by: 'itemPrice',
  unitFen: 1,
  rounding: 'largest-remainder',
  excess: 'moved',
}
