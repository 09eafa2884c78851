import type { ChatEvent } from '../chat.ts'
import { satisfies } from '../live.ts'
import { allOrNothing, type Part } from './all-or-nothing.ts'
import { type Judging, judge, type Unit } from './unit.ts'
import { type Wait, waits } from './wait.ts'

const byPerson = ({ what, level }: ChatEvent): boolean =>
  what === 'answered' && (level === 'person' || level === 'assist')

/** Whether the assistant answered and no person ever had it. Who asked and heard nothing at all was let down instead. */
const stayedWithAssistant = (session: readonly ChatEvent[]): boolean =>
  session.some(({ what, level }) => what === 'answered' && level === 'auto') &&
  !session.some((event) => event.agent !== null && event.what !== 'answered') &&
  !session.some(byPerson)

/** One session, all or nothing (CLK-15 … CLK-17). None where nobody asked, or no version held when the first did. */
export const sessions = (session: readonly ChatEvent[], judging: Judging): Unit[] => {
  const { versionAt, days, asOf } = judging
  const first = session.find(({ what }) => what === 'asked')
  const last = session.at(-1)
  const rule = first && versionAt(first.at)
  if (!rule || !last) return []
  const parts = waits(session, { ruleAt: () => rule, days, split: false }).map(
    (wait: Wait): Part => ({
      wait,
      start: wait.start,
      refs: [...wait.asked.map(({ ref }) => ref), ...wait.answers],
      judged: judge(wait, wait.start, judging),
    }),
  )
  const over = asOf >= days.dayEnd(last.at)
  const unit = allOrNothing('session', first.session, rule, parts, over)
  if (!unit) return []
  const leaves = rule.autoExcluded && !satisfies('auto', rule.answeredBy)
  if (leaves && stayedWithAssistant(session) && unit.why !== 'hours')
    return [{ ...unit, verdict: 'excluded', why: 'auto', took: null, first: null, final: over }]
  return [unit]
}
