// The offers of a shop in the order in which they are deducted. Pure.
import type { ShopOffer } from '../contract.ts'
import type { RuleSet } from '../domain/rule-set.ts'
import { type Group, groupOf } from './kinds.ts'

export interface OfferGroup {
  /** Null: of no level that the rule set has, so that they cannot be priced. */
  level: Group | null
  /** Which place in the order of deduction, from 1; null for freight and what has none. */
  step: number | null
  /** How the rule set takes them. */
  rule: RuleSet['levels'][number] | null
  offers: ShopOffer[]
}

/** Every level of the rule set in its order (also empty ones: an offer of that level would stand there), then freight,
 * then what cannot be priced. */
export const grouped = (offers: readonly ShopOffer[], ruleSet: RuleSet): OfferGroup[] => {
  const of = (level: Group) => offers.filter(({ offer }) => groupOf(offer) === level)
  const groups: OfferGroup[] = ruleSet.levels.map((rule, i) => ({
    ...{ level: rule.level, step: i + 1, rule, offers: of(rule.level) },
  }))
  const freight: OfferGroup = { level: 'freight', step: null, rule: null, offers: of('freight') }
  const placed = new Set([...groups, freight].flatMap((group) => group.offers))
  const left = offers.filter((one) => !placed.has(one))
  return [
    ...groups,
    ...(freight.offers.length > 0 ? [freight] : []),
    ...(left.length > 0 ? [{ level: null, step: null, rule: null, offers: left }] : []),
  ]
}

export type Stage = 'on' | 'not-yet' | 'over'
export const stageOf = ({ from, to }: { from: string | null; to: string | null }, now: number): Stage => {
  if (to !== null && Date.parse(to) <= now) return 'over'
  return from !== null && Date.parse(from) > now ? 'not-yet' : 'on'
}
