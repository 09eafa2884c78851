import type { ChatEvent } from '../chat.ts'
import { type Judging, judge, type Unit } from './unit.ts'
import { waits } from './wait.ts'

/**
 * Rounds of one session (CLK-10 … CLK-14): from the buyer's first unanswered message to the first valid reply, and
 * for each sub-account its own, as the platform figures them.
 */
export const rounds = (session: readonly ChatEvent[], judging: Judging): Unit[] => {
  let began = false
  return waits(session, { ruleAt: judging.versionAt, days: judging.days, split: true }).map((wait) => {
    const { waited, ...judged } = judge(wait, wait.start, judging)
    const counted = judged.verdict === 'met' || judged.verdict === 'missed'
    const first = counted && !began ? waited : null
    began ||= counted
    return {
      ...judged,
      rule: wait.rule.id,
      kind: 'round',
      key: `${wait.session}#${wait.start}${wait.part ? `>${wait.agent ?? ''}` : ''}`,
      session: wait.session,
      buyer: wait.buyer,
      start: wait.start,
      first,
      agent: wait.agent,
      team: wait.team,
      refs: [...wait.asked.map(({ ref }) => ref), ...wait.answers],
    }
  })
}
