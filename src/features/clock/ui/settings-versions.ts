import type { Instant } from '../../../shared/time.ts'
import type { Platform } from '../../shop/domain.ts'
import type { ClockRule } from '../domain/rule.ts'
import { type Origin, originOf, rulesFor, type Stage, stageOf, versionsOf } from '../domain/settings-rules.ts'
import { shippedRules } from '../domain/shipped/index.ts'
import { AT_SAVING } from '../domain/valid.ts'

/** A version as the page shows it. `pending`: it begins when the page is saved. */
export interface Shown {
  rule: ClockRule
  origin: Origin
  stage: Stage | 'pending'
}

/** A rule with all its versions, the latest first, and the one that speaks for it. */
export interface ShownRule {
  id: string
  head: Shown
  versions: readonly Shown[]
}

const beginOf = ({ from }: ClockRule, now: Instant): Instant => (from === AT_SAVING ? now : from)
const endOf = ({ to }: ClockRule, now: Instant): Instant =>
  to === null ? Number.POSITIVE_INFINITY : to === AT_SAVING ? now : to

/** The one in force or about to be; else the next to come; else the last that was. */
const headOf = (latestFirst: readonly Shown[]): Shown | undefined =>
  latestFirst.find(({ stage }) => stage === 'pending' || stage === 'current') ??
  latestFirst.findLast(({ stage }) => stage === 'future') ??
  latestFirst[0]

/** Rules in the order in which they come with the desk; the shop's own after them, by age. */
const places = [...new Set(shippedRules.map(({ id }) => id))]
const place = (id: string): number => (places.includes(id) ? places.indexOf(id) : places.length)

/** Every rule of a shop as it stands with the edits that are not saved yet. */
export const shownRules = (platform: Platform, rules: readonly ClockRule[], now: Instant): ShownRule[] => {
  const settled = rules.map((rule) => ({
    ...rule,
    from: beginOf(rule, now),
    to: rule.to === AT_SAVING ? now : rule.to,
  }))
  const pending = new Set(rules.filter((rule) => rule.from === AT_SAVING).map((rule) => rule.id))
  const shown = (rule: ClockRule): Shown => ({
    rule,
    origin: originOf(rule, { rules: settled }),
    stage: rule.from === now && pending.has(rule.id) ? 'pending' : stageOf(rule, now),
  })
  const found = [...versionsOf(rulesFor(platform, { rules: settled }))].flatMap(([id, versions]) => {
    const latestFirst = versions.map(shown).reverse()
    const head = headOf(latestFirst)
    return head ? [{ id, head, versions: latestFirst }] : []
  })
  return found.sort((a, b) => place(a.id) - place(b.id))
}

/** A version as it was written, with the end it names itself. */
export const writtenOf = ({ rule, stage }: Shown, rules: readonly ClockRule[]): ClockRule => {
  const is = (other: ClockRule) =>
    other.id === rule.id && other.from === (stage === 'pending' ? AT_SAVING : rule.from)
  return rules.find(is) ?? shippedRules.find(is) ?? rule
}

/** The shop's versions with one more, or with one that has not begun put in place of another. Earlier ones that would
 * still hold then end where it begins. */
export const withVersion = (
  rules: readonly ClockRule[],
  version: ClockRule,
  instead: ClockRule | null,
  now: Instant,
): ClockRule[] => {
  const begins = beginOf(version, now)
  const others = rules
    .filter((rule) => rule !== instead)
    .map((rule) =>
      rule.id === version.id && rule.to !== null && beginOf(rule, now) < begins && endOf(rule, now) > begins
        ? { ...rule, to: version.from }
        : rule,
    )
  return [...others, version]
}

const alike = (a: ClockRule, b: ClockRule): boolean =>
  JSON.stringify({ ...a, from: 0, to: 0 }) === JSON.stringify({ ...b, from: 0, to: 0 })

/** The shop's versions with a rule switched on or off. Switched back before saving, nothing is left of it. */
export const switched = (
  rules: readonly ClockRule[],
  { head, versions }: ShownRule,
  enabled: boolean,
  now: Instant,
): ClockRule[] => {
  const written = writtenOf(head, rules)
  if (head.stage !== 'pending' && head.stage !== 'future')
    return withVersion(rules, { ...written, enabled, from: AT_SAVING }, null, now)
  const changed = { ...written, enabled }
  const before = versions[versions.indexOf(head) + 1]
  if (
    head.stage === 'pending' &&
    before &&
    before.rule.to === now &&
    alike(writtenOf(before, rules), changed)
  )
    return rules.filter((rule) => rule !== written)
  return rules.map((rule) => (rule === written ? changed : rule))
}

/** Seconds of the tightest limit in force by which the steps against silence are taken. */
export const tightest = (shown: readonly ShownRule[]): number =>
  Math.min(
    ...shown
      .map(({ head }) => head)
      .filter(
        ({ rule, stage }) =>
          (stage === 'current' || stage === 'pending') &&
          rule.enabled &&
          rule.answeredBy !== 'any' &&
          !['queue', 'offline', 'incident'].includes(rule.counted),
      )
      .map(({ rule }) => rule.limit),
  )
