import type { Instant } from '../../../shared/time.ts'
import type { Platform } from '../../shop/domain.ts'
import type { ClockRule } from './rule.ts'
import type { ClockSettings } from './settings.ts'
import { shippedRules } from './shipped/index.ts'

/** Versions by rule, each rule's in the order in which they come into force. */
export const versionsOf = <R extends Pick<ClockRule, 'id' | 'from'>>(
  rules: readonly R[],
): Map<string, R[]> => {
  const versions = new Map<string, R[]>()
  for (const rule of rules.toSorted((a, b) => a.from - b.from)) {
    const known = versions.get(rule.id)
    if (known) known.push(rule)
    else versions.set(rule.id, [rule])
  }
  return versions
}

/** With the end each version really has: its own, or where the next one begins. */
const ended = (versions: readonly ClockRule[]): ClockRule[] =>
  versions.map((rule, i) => {
    const next = versions[i + 1]?.from ?? Number.POSITIVE_INFINITY
    return next < (rule.to ?? Number.POSITIVE_INFINITY) ? { ...rule, to: next } : rule
  })

/**
 * Every version of every rule that holds, held or will hold in a shop of a platform: those that come with the desk, and
 * the shop's own. From where the shop's first version of a rule begins, the shipped ones hold no more (CLK-31).
 */
export const rulesFor = (
  platform: Platform,
  { rules: own }: Pick<ClockSettings, 'rules'>,
): readonly ClockRule[] => {
  const begins = new Map([...versionsOf(own)].map(([id, [first]]) => [id, first?.from ?? 0]))
  const shipped = shippedRules.filter(
    (rule) =>
      (rule.platform === null || rule.platform === platform) &&
      rule.from < (begins.get(rule.id) ?? Number.POSITIVE_INFINITY),
  )
  return [...versionsOf([...shipped, ...own]).values()].flatMap(ended)
}

/** Where a version comes from: with the desk; the shop's edition of such a rule; a rule the shop made. */
export type Origin = 'shipped' | 'edited' | 'own'

const shippedIds: ReadonlySet<string> = new Set(shippedRules.map((rule) => rule.id))

export const originOf = (
  { id, from }: Pick<ClockRule, 'id' | 'from'>,
  { rules }: Pick<ClockSettings, 'rules'>,
): Origin => {
  if (!rules.some((rule) => rule.id === id && rule.from === from)) return 'shipped'
  return shippedIds.has(id) ? 'edited' : 'own'
}

export type Stage = 'past' | 'current' | 'future'

/** Where a version of `rulesFor` stands in time. */
export const stageOf = ({ from, to }: Pick<ClockRule, 'from' | 'to'>, now: Instant): Stage => {
  if (now < from) return 'future'
  return to === null || now < to ? 'current' : 'past'
}
