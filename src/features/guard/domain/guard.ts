import { remembering } from '../../../shared/remembering.ts'
import { MESSAGE_LIMIT } from '../../../shared/text.ts'
import type { Platform } from '../../shop/domain.ts'
import { type Found, findIn, type Tables } from './judge.ts'
import { type Mending, mendedWays } from './mend.ts'
import type { GuardSettings, GuardWord } from './settings.ts'
import { rulesOf, shippedRules } from './shipped/index.ts'
import { stayFor } from './shipped/instead.ts'
import { own } from './shipped/platforms.ts'
import {
  type Finding,
  type Guard,
  type GuardContext,
  PASSED,
  type Promised,
  type PromiseSource,
  type Said,
  type Severity,
  type Verdict,
} from './verdict.ts'
import { PhraseTable } from './words/phrases.ts'

/** A rule as a shop has it. */
interface Ready {
  severity: Severity
  why: Said
  cost: Said | null
}

const GRAVITY: Readonly<Record<Severity, number>> = { note: 1, ask: 2, block: 3 }
const gravest = (findings: readonly Finding[]): Verdict['verdict'] => {
  let worst: Verdict['verdict'] = 'pass'
  for (const { severity } of findings)
    if (worst === 'pass' || GRAVITY[severity] > GRAVITY[worst]) worst = severity
  return worst
}

const shippedIds: ReadonlySet<string> = new Set(shippedRules.map(({ id }) => id))

const OWN_WORD: Said = { zh: '店铺自己的词', en: 'A word of the shop’s own list' }
const wordRule = (word: string): string => `word:${word}`

const ofShop = ({ severity, why }: GuardWord): Ready => ({
  severity,
  why: why === '' ? OWN_WORD : { zh: why, en: why },
  cost: null,
})

const rulesFor = (platform: Platform, { severities, words }: GuardSettings): Map<string, Ready> => {
  const ready = new Map<string, Ready>()
  const add = (id: string, rule: Ready) => {
    const wanted = severities[id]
    if (wanted !== 'off') ready.set(id, { ...rule, severity: wanted ?? rule.severity })
  }
  for (const { id, severity, why, cost } of rulesOf(platform)) add(id, { severity, why, cost })
  for (const word of words) add(wordRule(word.word), ofShop(word))
  return ready
}

/** What a source says, held to what findings promise: sound places, in order; by a rule that comes with the desk, as the
 * shop has it. A source that fails says so itself. */
const promisesBroken = (
  sources: readonly PromiseSource[],
  rules: ReadonlyMap<string, Ready>,
  text: string,
  context: GuardContext,
): Promised[] =>
  sources.flatMap((source) => {
    try {
      return source.check(text, context).flatMap((found) => {
        const rule = rules.get(found.rule)
        if (!rule && shippedIds.has(found.rule)) return []
        const finding = rule ? { ...found, severity: rule.severity, cost: rule.cost } : found
        const from = Math.min(Math.max(0, Math.trunc(finding.at[0]) || 0), text.length)
        const to = Math.min(Math.max(from, Math.trunc(finding.at[1]) || 0), text.length)
        return [{ ...finding, at: [from, to] as [number, number], text: text.slice(from, to) }]
      })
    } catch {
      const why = {
        zh: `“${source.name}”暂时查不了，这句话没有核对过`,
        en: `“${source.name}” cannot be asked now: nothing was held against it`,
      }
      return [
        {
          rule: `source:${source.name}`,
          severity: 'ask',
          text: '',
          at: [0, 0] as [number, number],
          why,
          cost: null,
        },
      ]
    }
  })

/** Texts of which is remembered that nothing is in them, and how long they may be. */
const REMEMBERED = 1000
const MEMORABLE = 300
/** Where nothing is known that could excuse a message, everything is found that is found anywhere: consent and stock only
 * ever take findings away. */
const LEAST_KNOWN: GuardContext = {
  ...{ author: 'agent', attachments: [], consent: false, stock: null, offerEndsAt: null, now: 0 },
}

const byPlace = (a: Finding, b: Finding): number => a.at[0] - b.at[0] || a.at[1] - b.at[1]

/** A guard that may be given sources: shops with the same settings share what takes memory, and have their own prices. */
export interface ReadyGuard extends Guard {
  holdingAgainst(sources: readonly PromiseSource[]): Guard
}

/**
 * Makes a shop's guard ready: 20,000 words take some 100 ms, a message then 0.1. `sources` hold promises against what
 * is so. See specs/guard.md.
 */
export const prepareGuard = (
  platform: Platform,
  settings: GuardSettings,
  sources: readonly PromiseSource[] = [],
): ReadyGuard => {
  const { leadDays } = settings
  if (!settings.enabled) {
    const silent: ReadyGuard = { platform, leadDays, check: () => PASSED, holdingAgainst: () => silent }
    return silent
  }
  const rules = rulesFor(platform, settings)
  const tables: Tables = {
    platform,
    hosts: [...own[platform].hosts, ...settings.hosts],
    words: new PhraseTable(
      settings.words.map(({ word, instead }) => [word, { rule: wordRule(word), instead }] as const),
    ),
    allowed: new PhraseTable(settings.allowed.map((phrase) => [phrase, true] as const)),
  }
  const isOn = (rule: string): boolean => rules.has(rule)

  // Most of what is said is said again, above all by the assistant, and nothing is in it.
  const innocent = remembering(
    REMEMBERED,
    (text) => findIn(text, LEAST_KNOWN, tables, () => true).length === 0,
  )
  const found = (text: string, context: GuardContext): Found[] =>
    text.length <= MEMORABLE && innocent(text) ? [] : findIn(text, context, tables, isOn)
  const told = (each: Found, text: string, at: [number, number]): Finding[] => {
    const rule = rules.get(each.rule)
    return rule ? [{ rule: each.rule, text, at, ...rule }] : []
  }
  /** In attachments: the words stand in no place of the text, which is said as its end. */
  const attached = (text: string, context: GuardContext): Finding[] =>
    context.attachments.flatMap((name) =>
      found(name, context).flatMap((each) => told(each, each.text, [text.length, text.length])),
    )

  const suggestion = (
    text: string,
    context: GuardContext,
    mendings: readonly Mending[],
    held: readonly PromiseSource[],
  ): string | null => {
    // Nobody sends more, and mending looks at the text again.
    if (mendings.length === 0 || text.length > MESSAGE_LIMIT) return null
    for (const way of mendedWays(text, mendings))
      if (
        way.trim() !== '' &&
        way !== text &&
        found(way, context).length === 0 &&
        promisesBroken(held, rules, way, context).length === 0
      )
        return way
    return null
  }

  const checkBy = (held: readonly PromiseSource[], text: string, context: GuardContext): Verdict => {
    const inText = found(text, context)
    const broken = promisesBroken(held, rules, text, context)
    const findings = [
      ...inText.flatMap((each) => told(each, each.text, each.at)),
      ...broken.map(({ instead: _, ...finding }): Finding => finding),
      ...attached(text, context),
    ]
    if (findings.length === 0) return PASSED
    const mendings = [
      ...inText.map(
        ({ rule, at, instead }): Mending => ({ at, instead: instead ?? null, stay: stayFor(rule) }),
      ),
      ...broken.map(({ rule, at, instead = null }): Mending => ({ at, instead, stay: stayFor(rule) })),
    ]
    return {
      verdict: gravest(findings),
      findings: findings.sort(byPlace),
      suggestion: suggestion(text, context, mendings, held),
    }
  }
  const withSources = (held: readonly PromiseSource[]): Guard => ({
    platform,
    leadDays,
    check: (text, context) => checkBy(held, text, context),
  })
  return { ...withSources(sources), holdingAgainst: withSources }
}
