import {
  type ClockRule,
  count,
  type Figure,
  figureOf,
  isRate,
  type Leaf,
  leavesOf,
  type Recorded,
  type Row,
  sumOf,
  type Unit,
} from '../../features/clock/index.ts'
import { unreadable } from '../../platform/files/index.ts'
import type { Options } from './options.ts'

/** All versions of one rule. */
export type Versions = readonly [ClockRule, ...ClockRule[]]

/** The platform's rules that give a rate, and the standards that hold on any; or those named. */
export const rulesFor = (
  all: readonly ClockRule[],
  { platform, rules }: Pick<Options, 'platform' | 'rules'>,
): Versions[] => {
  const rates = all.filter((rule) => isRate(rule) && (rule.platform === platform || rule.platform === null))
  for (const id of rules)
    if (!rates.some((rule) => rule.id === id))
      throw unreadable(
        `There is no rule “${id}” of ${platform} that gives a rate; there are ${[...new Set(rates.map((rule) => rule.id))].join(', ')}.`,
      )
  const found = new Map<string, [ClockRule, ...ClockRule[]]>()
  for (const rule of rates) {
    if (rules.length > 0 ? !rules.includes(rule.id) : !rule.enabled) continue
    const version = { ...rule, enabled: true }
    const known = found.get(rule.id)
    if (known) known.push(version)
    else found.set(rule.id, [version])
  }
  return [...found.values()]
}

/** What one rule gives of a file. */
export interface Result {
  /** The version that judged last: its target and smallest sample hold for the whole. */
  rule: ClockRule
  total: Figure
  leaves: Leaf[]
}

const lastOf = (versions: Versions, at: number): ClockRule =>
  versions.reduce((best, rule) => (rule.from > best.from && rule.from <= at ? rule : best))

/** Counts one rule over what was read; `each` sees every unit of the period. */
export const resultOf = (
  versions: Versions,
  { events }: Recorded,
  { from, to, zone, asOf }: Pick<Options, 'from' | 'to' | 'zone' | 'asOf'>,
  each: (unit: Unit) => void,
): Result => {
  let last = Number.NEGATIVE_INFINITY
  const inPeriod = function* () {
    for (const unit of count(versions, events, { zone, asOf })) {
      if (unit.start < from || unit.start >= to) continue
      last = Math.max(last, unit.start)
      each(unit)
      yield unit
    }
  }
  const leaves = leavesOf(inPeriod(), zone)
  const rule = lastOf(versions, last === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : last)
  return { rule, leaves, total: figureOf(sumOf(leaves.map(({ tally }) => tally)), rule) }
}

/** Whoever missed most, and of these the lowest share first. */
export const worst = (rows: readonly Row[], rule: ClockRule): { key: string | null; figure: Figure }[] =>
  rows
    .map(({ key, tally }) => ({ key, figure: figureOf(tally, rule) }))
    .filter(({ figure }) => figure.missed > 0)
    .sort((a, b) => b.figure.missed - a.figure.missed || (a.figure.share ?? 0) - (b.figure.share ?? 0))
