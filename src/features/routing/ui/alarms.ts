import { type Instant, MINUTE } from '../../../shared/time.ts'
import type { Conversation } from '../../conversation/domain.ts'
import type { Board, TeamFigures } from './board-figures.ts'
import type { Curve } from './curve.ts'

/** What a supervisor should look at now, and where it leads. */
export type Alarm =
  | { what: 'breached'; count: number; lost: number; first: Conversation }
  | { what: 'called'; count: number; first: Conversation }
  | { what: 'nobody'; team: TeamFigures }
  | { what: 'unmanned'; teams: readonly TeamFigures[] }
  | { what: 'growing'; from: number; to: number; minutes: number }

/** Whether the desk has called the supervisor for a conversation: one of the steps taken in this wait was that. */
export type Called = (c: Conversation) => boolean

/** Minutes over which a queue is watched, and the least growth that counts: a few buyers more are not a trend. */
const WATCHED = 10
const GROWN = 5

/** How a queue has grown over the last minutes; null where it has not, or more was answered than asked. */
export const growthOf = (curve: Curve): { from: number; to: number } | null => {
  const last = curve.at(-1)
  if (!last) return null
  const before = curve.findLast(({ at }) => at <= last.at - WATCHED * MINUTE)
  if (!before) return null
  const since = curve.filter(({ at }) => at > before.at)
  const sum = (what: 'asked' | 'answered') => since.reduce((n, piece) => n + piece[what], 0)
  const { waiting: from } = before
  const { waiting: to } = last
  // By half of what it was at least: 100 that become 105 are the same 100.
  return to - from >= Math.max(GROWN, from / 2) && sum('asked') > sum('answered') ? { from, to } : null
}

/** The alarms of a board, the gravest first. */
export const alarmsOf = (
  { overdue, teams, lost }: Pick<Board, 'overdue' | 'teams' | 'lost'>,
  open: Iterable<Conversation>,
  called: Called,
  curve: Curve,
): Alarm[] => {
  const alarms: Alarm[] = []
  const [late] = overdue
  if (late) alarms.push({ what: 'breached', count: overdue.length, lost, first: late })
  let first: { of: Conversation; since: Instant } | null = null
  let count = 0
  for (const c of open) {
    if (c.status !== 'open' || !called(c)) continue
    count += 1
    const since = c.waitingSince ?? c.lastAt
    if (first === null || since < first.since) first = { of: c, since }
  }
  if (first) alarms.push({ what: 'called', count, first: first.of })
  // A closed team is meant to be empty. Where nobody waits yet, one line for all of them is enough.
  const empty = teams.filter((team) => team.open && team.online === 0)
  for (const team of empty.filter(({ waiting }) => waiting > 0).sort((a, b) => b.waiting - a.waiting))
    alarms.push({ what: 'nobody', team })
  const idle = empty.filter(({ waiting }) => waiting === 0)
  const growth = growthOf(curve)
  if (growth) alarms.push({ what: 'growing', ...growth, minutes: WATCHED })
  if (idle.length > 0) alarms.push({ what: 'unmanned', teams: idle })
  return alarms
}
