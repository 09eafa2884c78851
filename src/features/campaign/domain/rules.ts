import type { Said, Trust } from '../../../shared/said.ts'
import { folded } from '../../../shared/text.ts'
import type { CampaignBody } from './campaign.ts'

export type Rules = CampaignBody['rules']

/** Categories in which prices may move in a campaign, as dated data: what a campaign begins with, and what the shop
 * edits. Raw materials, and what is made to measure, cost what they cost on the day. */
export const shippedExceptions: {
  categories: readonly { zh: string; en: string }[]
  source: Said
  trust: Trust
  seenOn: string
} = {
  categories: [
    { zh: '运动鞋', en: 'sports shoes' },
    { zh: '金属材料', en: 'metal materials' },
    { zh: '装修服务', en: 'renovation services' },
    { zh: '定制家具', en: 'custom furniture' },
    { zh: '酒类', en: 'liquor' },
    { zh: '茶', en: 'tea' },
    { zh: '保健食品', en: 'health foods' },
    { zh: 'K金', en: 'K-gold' },
    { zh: '黄金', en: 'gold' },
    { zh: '铂金', en: 'platinum' },
  ],
  source: {
    zh: '平台大促招商规则中例举的类目，每年有变动，请按当年规则核对',
    en: 'Categories that sign-up rules of big campaigns name as examples; they change every year: check them against this year’s',
  },
  trust: 'lore',
  seenOn: '2026-11-29',
}

/** What a campaign by hand begins with: what the platforms’ sign-up rules have had in common since 2016. */
export const defaultRules = (): Rules => ({
  noRaise: true,
  exceptCategories: shippedExceptions.categories.map(({ zh }) => zh),
  lowest: null,
  holdDays: 15,
  protectDays: 15,
})

/** Categories are paths: 珠宝/K金 is in K金, 茶具 is not in 茶. */
const steps = (category: string): string[] =>
  category
    .split(/[/>›»|、,，·]+/u)
    .map(folded)
    .filter((step) => step !== '')

const english = new Map(shippedExceptions.categories.map(({ zh, en }) => [folded(zh), folded(en)]))

/** The excepted category a product’s belongs to, as the list calls it; null where it belongs to none. */
export const exceptionOf = (exceptions: readonly string[], category: string | null): string | null => {
  if (category === null) return null
  const path = new Set(steps(category))
  return exceptions.find((one) => path.has(folded(one)) || path.has(english.get(folded(one)) ?? '\0')) ?? null
}
