import { within } from '../../../shared/hours.ts'
import { folded } from '../../../shared/text.ts'
import { type Instant, localTime, SECOND } from '../../../shared/time.ts'
import type { Conversation } from '../../conversation/domain.ts'
import type { ClockRule, Level } from './rule.ts'
import type { ClockSettings } from './settings.ts'

/** A shop's clocks made ready for use; made once for each version of its settings. */
export interface Clocks {
  zone: string
  settings: ClockSettings
  /** Versions of each rule, the latest first. */
  versions: readonly (readonly ClockRule[])[]
  /** The kinds of answer that some rule asks for. */
  levels: ReadonlySet<Level>
  /** What a buyer says when all is well, folded. */
  thanks: ReadonlySet<string>
  /** How long after a session's end a buyer's return still belongs to it, ms; null where first answers are not judged. */
  sameSession: number | null
}

/** Whose answer ends a rule's wait. What the assistant answered leaves both sides of some rules: their clock stops with it. */
const levelOf = (rule: ClockRule): Level => (rule.autoExcluded ? 'auto' : rule.answeredBy)

export const prepareClocks = (rules: readonly ClockRule[], settings: ClockSettings, zone: string): Clocks => {
  const byId = new Map<string, ClockRule[]>()
  for (const rule of rules) {
    if (rule.counted === 'incident') continue
    const known = byId.get(rule.id)
    if (known) known.push(rule)
    else byId.set(rule.id, [rule])
  }
  const versions = [...byId.values()]
    .map((all) => all.toSorted((a, b) => b.from - a.from))
    .filter((all) => all.some((rule) => rule.enabled))
  const all = versions.flat()
  const first = all.filter((rule) => rule.counted === 'first-reply').map((rule) => rule.sameSession * SECOND)
  return {
    zone,
    settings,
    versions,
    levels: new Set(all.map(levelOf)),
    thanks: new Set(settings.closing.thanks.map(folded)),
    sameSession: first.length === 0 ? null : Math.max(...first),
  }
}

/** A clock of a conversation: the rule's version that judges it, and from when to when. */
export interface Running {
  rule: ClockRule
  since: Instant
  /** An answer at this moment is still in time. */
  dueAt: Instant
}

const strength: Record<Level, number> = { person: 0, assist: 1, auto: 2, any: 3 }
/** Whether an answer of one kind is good enough for a rule that asks for another. */
export const satisfies = (answer: Level, asked: Level): boolean => strength[answer] <= strength[asked]

/** Since when the buyer waits for an answer of a kind; null if they have it. */
export const pendingAt = (c: Conversation, level: Level): Instant | null =>
  level === 'auto' ? c.waitingSince : (c.clock?.[level] ?? null)

/** Since when the buyer waits for an answer of substance, or of a person where some rule asks for one. */
export const waitStart = (c: Conversation): Instant | null => {
  const pending = [c.waitingSince, c.clock?.assist ?? null, c.clock?.person ?? null].filter(
    (at) => at !== null,
  )
  return pending.length === 0 ? null : Math.min(...pending)
}

/** Whether the wait is one that began while nobody was on duty: then neither the queue's clock runs nor an owner's. */
const isOffline = (c: Conversation): boolean => {
  const start = waitStart(c)
  return start !== null && c.clock?.offline != null && c.clock.offline >= start
}

/**
 * The questions from which a rule's clock runs: mostly one. Of a day of the wait the first question, if it is in the
 * window; where each message counts, the first in the window; of a session's first answer, the first of all, judged by
 * when the session began (CLK-59, CLK-60, CLK-66).
 */
const firstOfDays = (c: Conversation, rule: ClockRule, zone: string): Instant[] => {
  const first = pendingAt(c, levelOf(rule))
  if (first === null) return []
  const asks = c.clock?.asks
  if (rule.counted === 'first-reply')
    return [c.clock?.session ?? c.openedAt, first].every((at) => within(rule.hours, at, zone)) ? [first] : []
  if (!asks) return within(rule.hours, first, zone) ? [first] : []
  const days = new Map<string, Instant>()
  for (const at of [first, ...asks.filter((other) => other > first)]) {
    const { date } = localTime(at, zone)
    const counts = rule.counted !== 'buyer-day' || within(rule.hours, at, zone)
    if (!days.has(date) && counts) days.set(date, at)
  }
  return [...days.values()].filter((at) => within(rule.hours, at, zone))
}

/** The moments from which a rule's clock runs in a conversation. */
const startsOf = (c: Conversation, rule: ClockRule, zone: string): Instant[] => {
  const counts = (at: Instant | null | undefined): Instant[] =>
    at != null && within(rule.hours, at, zone) ? [at] : []
  const first = pendingAt(c, levelOf(rule))
  if (rule.counted === 'queue') {
    // A conversation that was put away and came back waits for us, not its buyer.
    const queues = c.assignee === null && c.clock?.held === undefined && waitStart(c) !== null
    return queues && !isOffline(c) ? counts(c.queuedAt) : []
  }
  if (rule.counted === 'offline') return first !== null && isOffline(c) ? counts(c.clock?.offline) : []
  const { reached = null } = c.clock ?? {}
  if (rule.counted === 'first-reply' && reached !== null && satisfies(reached, rule.answeredBy)) return []
  if (rule.starts === 'asked') return firstOfDays(c, rule, zone)
  const held = c.clock?.held
  return first === null || held === undefined || isOffline(c) ? [] : counts(Math.max(first, held))
}

const versionAt = (versions: readonly ClockRule[], at: Instant): ClockRule | undefined => {
  const version = versions.find(({ from }) => from <= at)
  return version?.enabled && (version.to === null || at < version.to) ? version : undefined
}

const none: readonly Running[] = []

/** The clocks that run in a conversation, the earliest due first. */
export const clocksOf = (c: Conversation, { versions, zone }: Clocks): readonly Running[] => {
  if (c.status === 'closed' || (c.waitingSince === null && c.clock === null && c.queuedAt === null))
    return none
  const running: Running[] = []
  // Each version sees its own starts; which of them it judges depends on when they were.
  for (const all of versions)
    for (const version of all)
      for (const since of startsOf(c, version, zone))
        if (versionAt(all, since) === version)
          running.push({ rule: version, since, dueAt: since + version.limit * SECOND })
  return running.sort((a, b) => a.dueAt - b.dueAt || (a.rule.id < b.rule.id ? -1 : 1))
}

const peopleOnly = ({ rule }: Running): boolean =>
  rule.counted !== 'queue' &&
  !rule.autoExcluded &&
  (rule.answeredBy === 'person' || rule.answeredBy === 'assist')

/** Whether a person has to answer: a question stands open, or was answered by the assistant where only people count. */
export const needsPerson = (c: Conversation, clocks: Clocks): boolean =>
  c.status === 'open' &&
  (c.waitingSince !== null || (waitStart(c) !== null && clocksOf(c, clocks).some(peopleOnly)))

/** How pressing a conversation is: `calm`, `half` (yellow), `late` (red, soon over), `over` (a limit has passed). */
export type Press = 'calm' | 'half' | 'late' | 'over'

export interface Standing {
  /** The clock to show: the earliest that can still be met; else the earliest that is over. */
  clock: Running
  press: Press
  /** When the first of them runs out, or ran out: the order of lists. */
  due: Instant
  /** What is at stake with the clocks that can still be met, and already lost with those that are over, fen. */
  stake: number
  lost: number
}

/** When a clock turns yellow and red: at a share of its limit, and after the shop's seconds (never later than due). */
export const warnings = (
  { since, dueAt }: Running,
  { warn }: Pick<ClockSettings, 'warn'>,
): { half: Instant; late: Instant } => {
  const late = Math.min(dueAt, since + warn.seconds * SECOND)
  return { half: Math.min(late, since + (dueAt - since) * warn.share), late }
}

/** How a conversation stands by the clocks that run in it, the earliest due first; null where none has to be met. */
export const standingOf = (
  running: readonly Running[],
  settings: Pick<ClockSettings, 'warn'>,
  now: Instant,
): Standing | null => {
  const open = running.filter(({ dueAt }) => now <= dueAt)
  // That nobody greeted the buyer in time cannot be mended: it is written down, and does not paint the wait red for ever.
  const over = running.filter(({ rule, dueAt }) => now > dueAt && rule.answeredBy !== 'any')
  const clock = open[0] ?? over[0]
  if (!clock) return null
  const sum = (some: readonly Running[]) => some.reduce((fen, { rule }) => fen + rule.money, 0)
  const { half, late } = warnings(clock, settings)
  const press = over.length > 0 ? 'over' : now >= late ? 'late' : now >= half ? 'half' : 'calm'
  return { clock, press, due: (over[0] ?? clock).dueAt, stake: sum(open), lost: sum(over) }
}

/** How a conversation stands by the shop's clocks now. */
export const standing = (c: Conversation, clocks: Clocks, now: Instant): Standing | null =>
  standingOf(clocksOf(c, clocks), clocks.settings, now)

/** What a breach spoils, once: a round, a session, a buyer's day. */
export const unitOf = (c: Conversation, { rule, since }: Running, zone: string): string => {
  switch (rule.counted) {
    case 'session':
      return `session ${c.id} ${c.openedAt}`
    case 'first-reply':
      return `first ${c.id} ${c.clock?.session ?? c.openedAt}`
    case 'buyer-day':
      return `day ${c.buyerId} ${localTime(since, zone).date}`
    default:
      // A wait is one wait, however often it is passed on.
      return `${rule.counted} ${c.id} ${rule.starts === 'assigned' ? waitStart(c) : since}`
  }
}
