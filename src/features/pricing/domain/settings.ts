import { z } from 'zod'
import type { Platform } from '../../shop/domain.ts'
import { RuleSet } from './rule-set.ts'
import { ruleSets as shipped } from './shipped/index.ts'

/** What a shop has set about how it reckons. */
export const PricingSettings = z.object({
  /** Rule sets of its own; one with the id of a shipped one holds in its place. */
  ruleSets: z.array(RuleSet).max(50).default([]),
  /** Which holds outside of campaigns; null: the latest of its platform. */
  chosen: z.string().nullable().default(null),
})
export type PricingSettings = z.infer<typeof PricingSettings>

/** Rule sets a shop can reckon by, and the one that holds outside of campaigns. */
export interface RuleSets {
  all: readonly RuleSet[]
  chosen: string
}

const newest = (of: readonly RuleSet[]): RuleSet | undefined =>
  of.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1))[0]

/** The shop's own first, then the shipped ones it has no version of. */
export const ruleSetsOf = ({ ruleSets, chosen }: PricingSettings, platform: Platform): RuleSets => {
  const own = new Set(ruleSets.map(({ id }) => id))
  const all = [...ruleSets, ...shipped.filter(({ id }) => !own.has(id))]
  // Taobao's rules are the nearest to Tmall's, and a platform with none reckons as most do now.
  const mine = all.filter((one) => one.platform === platform)
  const standard = newest(mine) ?? newest(all.filter((one) => one.platform === 'tmall')) ?? all[0]
  const held = all.some(({ id }) => id === chosen) ? chosen : null
  return { all, chosen: held ?? standard?.id ?? '' }
}
