import { DAY } from '../../../shared/time.ts'
import type { GuardCount, GuardOutcome } from '../contract.ts'

export const outcomes: readonly GuardOutcome[] = ['stopped', 'asked', 'sent-anyway', 'noted']

export interface DayBar {
  day: string
  total: number
  /** By outcome, from the bottom. */
  parts: { outcome: GuardOutcome; count: number }[]
}

/** A bar for every day from one to another, days without anything too. */
export const dayBars = (from: string, to: string, counts: readonly GuardCount[]): DayBar[] => {
  const byDay = new Map<string, Map<GuardOutcome, number>>()
  for (const { day, outcome, count } of counts) {
    const parts = byDay.get(day) ?? new Map()
    parts.set(outcome, (parts.get(outcome) ?? 0) + count)
    byDay.set(day, parts)
  }
  const bars: DayBar[] = []
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10)
    const parts = outcomes.map((outcome) => ({ outcome, count: byDay.get(day)?.get(outcome) ?? 0 }))
    bars.push({ day, total: parts.reduce((n, p) => n + p.count, 0), parts })
  }
  return bars
}

export interface RuleBar {
  rule: string
  total: number
  falseAlarms: number
  parts: { outcome: GuardOutcome; count: number }[]
}

/** A bar for every rule that led to anything, the longest first. */
export const ruleBars = (counts: readonly GuardCount[]): RuleBar[] => {
  const rules = [...new Set(counts.map(({ rule }) => rule))]
  const sum = (own: readonly GuardCount[], pick: (c: GuardCount) => number) =>
    own.reduce((n, c) => n + pick(c), 0)
  return rules
    .map((rule) => {
      const own = counts.filter((c) => c.rule === rule)
      return {
        rule,
        total: sum(own, (c) => c.count),
        falseAlarms: sum(own, (c) => c.falseAlarms),
        parts: outcomes.map((outcome) => ({
          outcome,
          count: sum(
            own.filter((c) => c.outcome === outcome),
            (c) => c.count,
          ),
        })),
      }
    })
    .sort((a, b) => b.total - a.total || (a.rule < b.rule ? -1 : 1))
}
