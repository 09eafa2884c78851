import { type Instant, SECOND } from '../../../../shared/time.ts'
import type { ClockRule, Counted } from '../rule.ts'
import type { Calendar } from '../window.ts'
import type { Wait } from './wait.ts'

/** What gives a rate. The other things rules count only cost money when they happen. */
export type Kind = Extract<Counted, 'round' | 'session' | 'buyer-day' | 'first-reply'>

/** `open`: not answered, and its limit not yet over. */
export type Verdict = 'met' | 'missed' | 'excluded' | 'open'

/** Why something leaves both sides of a figure: it began outside the rule's hours, or the assistant dealt with it. */
export type Excluded = 'hours' | 'auto'

/** One thing a rule counts. */
export interface Unit {
  rule: string
  kind: Kind
  /** What is spoilt, once: the same for every computation. */
  key: string
  /** Where the message is that decided, and whose it was. */
  session: string
  buyer: string
  start: Instant
  /** Until when the message that decided may be answered; null while it waits to be given to somebody. */
  dueAt: Instant | null
  /** When that message was answered. */
  answeredAt: Instant | null
  /** How long that took, ms, at most the rule's cap; unanswered, the cap. Null where there is none, or nothing to count. */
  took: number | null
  /** Of what began a session (or a buyer's day): how long the buyer waited for the first answer, ms, without the cap. */
  first: number | null
  verdict: Verdict
  why: Excluded | null
  /** Nothing that happens later changes it. */
  final: boolean
  /** Who is charged. */
  agent: string | null
  team: string | null
  /** The messages behind it. */
  refs: number[]
}

/** The version of a rule that judges what starts at a moment; null where none holds then. */
export type VersionAt = (at: Instant) => ClockRule | null

/** What a counter is given: its rule's versions, the calendar of the shop, and until when is known. */
export interface Judging {
  versionAt: VersionAt
  days: Calendar
  /** Questions whose limit is over by then are missed; later events are left out. Infinity: the record is complete. */
  asOf: Instant
}

export interface Judged {
  verdict: Verdict
  why: Excluded | null
  dueAt: Instant | null
  answeredAt: Instant | null
  /** ms, without the cap */
  waited: number | null
  took: number | null
  final: boolean
}

/** Judges a wait, or one message in it, from the moment `start` on (CLK-5 … CLK-8). */
export const judge = (wait: Wait, start: Instant, { days, asOf }: Judging): Judged => {
  const { rule } = wait
  const limit = rule.limit * SECOND
  const inTime = wait.answeredAt !== null && wait.answeredAt - start <= limit
  const answeredAt =
    wait.answeredAt !== null && (inTime || wait.answeredAt < wait.dayEnd) ? wait.answeredAt : null
  const cap = rule.cap === null ? null : rule.cap * SECOND
  const dueAt = wait.unassigned ? null : start + limit
  const waited = answeredAt === null ? null : answeredAt - start
  const over = asOf >= Math.max(wait.dayEnd, start + limit + 1)
  const none = { dueAt, answeredAt, waited, took: null }
  if (!days.inside(rule, start))
    return { ...none, verdict: 'excluded', why: 'hours', final: answeredAt !== null || wait.closed || over }
  const late = waited === null || waited > limit
  // What was answered in substance in time is not made late by a person who adds a word; what a person missed is not
  // undone by a late robot (CLK-7).
  if (late && wait.auto !== null && wait.auto - start <= limit)
    return { ...none, verdict: 'excluded', why: 'auto', final: answeredAt !== null || wait.closed || over }
  if (waited !== null)
    return {
      ...none,
      took: cap === null ? waited : Math.min(waited, cap),
      verdict: late ? 'missed' : 'met',
      why: null,
      final: true,
    }
  if (wait.closed || over || (dueAt !== null && asOf > dueAt))
    return { ...none, took: cap, verdict: 'missed', why: null, final: wait.closed || over }
  return { ...none, verdict: 'open', why: null, final: false }
}
