import type { ChatEvent } from '../chat.ts'
import type { ClockRule } from '../rule.ts'
import { allOrNothing, type Part } from './all-or-nothing.ts'
import { type Judging, judge, type Unit } from './unit.ts'
import { waits } from './wait.ts'

/**
 * The days of one buyer (CLK-18 … CLK-21): each message on its own clock, and one late spoils its day, once. The
 * buyer's sessions are one talk: the platform shows the buyer one window.
 */
export const buyerDays = (buyer: readonly ChatEvent[], judging: Judging): Unit[] => {
  const { versionAt, days, asOf } = judging
  const rules = new Map<string, ClockRule | null>()
  const ruleAt = (at: number): ClockRule | null => {
    const date = days.dateOf(at)
    const known = rules.get(date)
    if (known !== undefined) return known
    const rule = versionAt(at)
    rules.set(date, rule)
    return rule
  }
  const found = new Map<string, Part[]>()
  for (const wait of waits(buyer, { ruleAt, days, split: false })) {
    const date = days.dateOf(wait.asked[0]?.at ?? wait.start)
    const parts = wait.asked.map(({ at, ref }): Part => {
      const start = Math.max(at, wait.start)
      return { wait, start, refs: [ref, ...wait.answers], judged: judge(wait, start, judging) }
    })
    const before = found.get(date)
    if (before) before.push(...parts)
    else found.set(date, parts)
  }
  return [...found].flatMap(([date, parts]) => {
    const [one] = parts
    if (!one) return []
    const over = asOf >= one.wait.dayEnd
    return allOrNothing('buyer-day', `${one.wait.buyer}@${date}`, one.wait.rule, parts, over) ?? []
  })
}
