import { type Instant, SECOND } from '../../../../shared/time.ts'
import type { ChatEvent } from '../chat.ts'
import { type Judging, judge, type Unit, type VersionAt } from './unit.ts'
import { waits } from './wait.ts'

interface Visit {
  events: ChatEvent[]
  began: Instant
  /** When its last session ended, or where no end is told the last thing happened. */
  last: Instant
  ended: boolean
}

/** What the platform takes for one session: a return within `sameSession` of the end belongs to it (CLK-23). */
const visits = (buyer: readonly ChatEvent[], versionAt: VersionAt): Visit[] => {
  const found: Visit[] = []
  const bySession = new Map<string, Visit>()
  const soon = (visit: Visit, at: Instant): boolean =>
    at - visit.last < (versionAt(visit.began)?.sameSession ?? 0) * SECOND
  for (const event of buyer) {
    const own = bySession.get(event.session)
    const goesOn = own && !(own.ended && event.what === 'asked')
    const latest = own ?? found.at(-1)
    let visit = goesOn ? own : latest && soon(latest, event.at) ? latest : undefined
    if (!visit) {
      visit = { events: [], began: event.at, last: event.at, ended: false }
      found.push(visit)
    }
    bySession.set(event.session, visit)
    visit.events.push(event)
    if (event.what === 'end') visit.ended = true
    else if (event.what === 'asked') visit.ended = false
    if (event.what === 'end' || !visit.ended) visit.last = event.at
  }
  return found
}

/**
 * First replies of one buyer's sessions (CLK-22 … CLK-25): the first question that is a person's to answer, judged by
 * the hours in which the session began.
 */
export const firstReplies = (buyer: readonly ChatEvent[], judging: Judging): Unit[] =>
  visits(buyer, judging.versionAt).flatMap(({ events }) => {
    const { versionAt, days, asOf } = judging
    const first = events.find(({ what }) => what === 'asked')
    const rule = first && versionAt(first.at)
    if (!rule) return []
    const all = waits(events, { ruleAt: () => rule, days, split: false })
    // What the assistant alone answered was none for a person: the next question is.
    const wait =
      all.find((one) => one.answeredAt !== null || judge(one, one.start, judging).why !== 'auto') ?? all[0]
    if (!wait) return []
    const { waited, ...judged } = judge(wait, wait.start, judging)
    const outside = !days.inside(rule, wait === all[0] ? wait.start : first.at)
    const last = events.at(-1)?.at ?? first.at
    return {
      ...judged,
      ...(outside && { verdict: 'excluded', why: 'hours', took: null }),
      // Until the day is over the buyer may ask on, and what the assistant answered makes room for that question.
      final: judged.final && (judged.why !== 'auto' || asOf >= days.dayEnd(last)),
      rule: rule.id,
      kind: 'first-reply',
      key: `${first.session}#${first.at}`,
      session: wait.session,
      buyer: wait.buyer,
      start: outside ? first.at : wait.start,
      first: outside || (judged.verdict !== 'met' && judged.verdict !== 'missed') ? null : waited,
      agent: wait.agent,
      team: wait.team,
      refs: [...wait.asked.map(({ ref }) => ref), ...wait.answers],
    } satisfies Unit as Unit
  })
