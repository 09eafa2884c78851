import type { Hours } from '../../../shared/hours.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Platform } from '../../shop/domain.ts'
import type { ClockRule } from './rule.ts'
import { versionsOf } from './settings-rules.ts'
import { type Problem, problemAt } from './valid-problem.ts'

const ofHours = ({ days, from, to }: Hours, field: string): Problem[] => [
  ...(days.length === 0 ? [problemAt(`${field}.days`, 'no-days')] : []),
  ...(from === to ? [problemAt(`${field}.to`, 'empty-span')] : []),
  ...(from === '24:00' && from !== to ? [problemAt(`${field}.from`, 'outside-day')] : []),
]

/** What is wrong with a version by itself. */
const ofVersion = (rule: ClockRule, field: string, platform: Platform): Problem[] => [
  ...(rule.name.zh === '' && rule.name.en === '' ? [problemAt(`${field}.name.zh`, 'empty')] : []),
  ...(rule.platform !== null && rule.platform !== platform
    ? [problemAt(`${field}.platform`, 'other-platform', { known: platform })]
    : []),
  ...rule.hours.flatMap((hours, i) => ofHours(hours, `${field}.hours.${i}`)),
  ...(rule.to !== null && rule.to <= rule.from ? [problemAt(`${field}.to`, 'to-before-from')] : []),
]

/** What is wrong with the versions of one rule together. */
const ofVersions = (versions: readonly { rule: ClockRule; field: string }[]): Problem[] =>
  versions.flatMap(({ rule, field }, i) => {
    const next = versions[i + 1]?.rule
    if (!next) return []
    if (next.from === rule.from) return [problemAt(`${versions[i + 1]?.field}.from`, 'same-from')]
    return rule.to !== null && rule.to > next.from ? [problemAt(`${field}.to`, 'overlap')] : []
  })

const sameBut = (a: ClockRule, b: ClockRule, ...fields: (keyof ClockRule)[]): boolean => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof ClockRule>
  return [...keys].every((key) => fields.includes(key) || JSON.stringify(a[key]) === JSON.stringify(b[key]))
}

/** What would rewrite the past: a version that has begun stays as it is, but for an end that has not come yet. */
const ofPast = (rule: ClockRule, field: string, before: ClockRule | undefined, now: Instant): Problem[] => {
  if (!before || before.from > now) return rule.from < now ? [problemAt(`${field}.from`, 'in-the-past')] : []
  if (!sameBut(rule, before, 'to')) return [problemAt(field, 'past-changed')]
  if (rule.to === before.to) return []
  if (before.to !== null && before.to <= now) return [problemAt(`${field}.to`, 'past-changed')]
  return rule.to !== null && rule.to < now ? [problemAt(`${field}.to`, 'past-ended')] : []
}

/**
 * Everything wrong with the versions of rules that a shop proposes at `now`, given those it has saved; none if they may
 * be saved as they are.
 */
export const ruleProblems = (
  proposed: readonly ClockRule[],
  saved: readonly ClockRule[],
  { platform, now }: { platform: Platform; now: Instant },
): Problem[] => {
  const key = ({ id, from }: ClockRule) => `${id} ${from}`
  const known = new Map(saved.map((rule) => [key(rule), rule]))
  const given = new Set(proposed.map(key))
  const removed = saved.filter((rule) => rule.from <= now && !given.has(key(rule)))
  const placed = proposed.map((rule, i) => ({ rule, field: `rules.${i}`, id: rule.id, from: rule.from }))
  return [
    ...placed.flatMap(({ rule, field }) => [
      ...ofVersion(rule, field, platform),
      ...ofPast(rule, field, known.get(key(rule)), now),
    ]),
    ...[...versionsOf(placed).values()].flatMap(ofVersions),
    ...removed.map((rule) => problemAt('rules', 'past-removed', { rule: rule.id })),
  ]
}
