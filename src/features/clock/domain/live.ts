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

const startOf = (c: Conversation, rule: ClockRule): Instant | null => {
  if (rule.counted === 'queue')
    return c.assignee === null && (c.clock?.offline ?? null) === null ? c.queuedAt : null
  if (rule.counted === 'offline') return c.clock?.offline ?? null
  const { reached = null } = c.clock ?? {}
  if (rule.counted === 'first-reply' && reached !== null && satisfies(reached, rule.answeredBy)) return null
  const asked = pendingAt(c, levelOf(rule))
  if (asked === null || rule.starts === 'asked') return asked
  return c.assignee === null ? null : Math.max(asked, c.route?.assignedAt ?? asked)
}

/** The moment to judge by: a wait that began before the window counts from the buyer's next words in it (CLK-60). */
const inWindow = (c: Conversation, rule: ClockRule, start: Instant, zone: string): Instant | null => {
  if (within(rule.hours, start, zone)) return start
  const again = c.lastAuthor === 'buyer' && c.lastAt > start && within(rule.hours, c.lastAt, zone)
  return again ? c.lastAt : null
}

const none: readonly Running[] = []

/** The clocks that run in a conversation, the earliest due first. */
export const clocksOf = (c: Conversation, { versions, zone }: Clocks): readonly Running[] => {
  if (c.status === 'closed' || (c.waitingSince === null && c.clock === null && c.queuedAt === null))
    return none
  const running: Running[] = []
  for (const all of versions) {
    for (const version of all) {
      const start = startOf(c, version)
      if (start === null) break
      if (version.from > start) continue
      const since = inWindow(c, version, start, zone)
      if (since !== null && version.enabled && (version.to === null || start < version.to))
        running.push({ rule: version, since, dueAt: since + version.limit * SECOND })
      break
    }
  }
  return running.sort((a, b) => a.dueAt - b.dueAt || (a.rule.id < b.rule.id ? -1 : 1))
}

/** Whether a person has to answer: a question stands open, or was answered by the assistant where only people count. */
export const needsPerson = (c: Conversation, clocks: Clocks): boolean =>
  c.status === 'open' &&
  (c.waitingSince !== null ||
    (c.clock !== null &&
      clocksOf(c, clocks).some(({ rule }) => rule.answeredBy === 'person' || rule.answeredBy === 'assist')))

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
    case 'first-reply':
      return `session ${c.id} ${c.openedAt}`
    case 'buyer-day':
      return `day ${c.buyerId} ${localTime(since, zone).date}`
    default:
      return `${rule.counted} ${c.id} ${since}`
  }
}
