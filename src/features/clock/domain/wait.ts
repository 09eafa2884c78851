import { type Instant, MINUTE } from '../../../shared/time.ts'
import type { ClockState, Conversation } from '../../conversation/domain.ts'
import { isRecorded, markOf } from './breach.ts'
import { type Clocks, clocksOf, type Running, satisfies, unitOf, waitStart } from './live.ts'
import type { Level } from './rule.ts'
import type { SilenceStep } from './settings.ts'

const blank: ClockState = {
  person: null,
  assist: null,
  any: null,
  offline: null,
  reached: null,
  breached: [],
  steps: 0,
}
const levels = ['person', 'assist', 'any'] as const

/** Later questions are kept one in so many ms, and so many at most: enough to tell windows and days apart. */
const APART = 10 * MINUTE
const KEPT = 60

/** As it is stored: nothing, where nothing runs and nothing has to be remembered. */
const kept = (state: ClockState): ClockState | null =>
  levels.every((level) => state[level] === null) &&
  state.offline === null &&
  state.reached === null &&
  state.breached.length === 0 &&
  state.held === undefined &&
  state.asks === undefined &&
  state.session === undefined
    ? null
    : state

const without = <K extends 'held' | 'asks' | 'session'>(state: ClockState, ...keys: K[]): ClockState => {
  const next = { ...state }
  for (const key of keys) delete next[key]
  return next
}

/** The later questions of a wait that began at `start`, with one more. */
const withAsk = (state: ClockState, start: Instant, at: Instant): ClockState => {
  const asks = state.asks ?? []
  // What arrives late and is older begins the wait; what began it so far is one of its questions.
  if (at < start) return { ...state, asks: [start, ...asks].slice(0, KEPT) }
  const before = asks.at(-1) ?? start
  if (at <= before || Math.floor(at / APART) === Math.floor(before / APART) || asks.length >= KEPT)
    return state
  return { ...state, asks: [...asks, at] }
}

/**
 * The clocks after a buyer's message at `at`: every wait that does not run begins; one that runs begins earlier where
 * the message is older. `unmanned`: nobody was on duty. `thanks`: it needs no answer of substance, but where the
 * merchant has to speak last, people's clocks run all the same.
 */
export const asked = (
  c: Conversation,
  at: Instant,
  clocks: Pick<Clocks, 'levels'>,
  { unmanned, thanks }: { unmanned: boolean; thanks: boolean },
): ClockState | null => {
  const start = waitStart(c)
  const state = c.clock ?? blank
  const next = start === null ? without(state, 'held', 'asks') : withAsk(state, start, at)
  for (const level of levels)
    if (clocks.levels.has(level) && !(thanks && level === 'any'))
      next[level] = Math.min(state[level] ?? at, at)
  // Of the wait that begins now; one that runs stays what it was when it began.
  if (!thanks && start === null) next.offline = unmanned ? at : null
  return kept(next)
}

/** The clocks after an answer of a kind. */
export const answered = (
  before: ClockState | null,
  level: Level,
  clocks: Pick<Clocks, 'sameSession'>,
): ClockState | null => {
  if (before === null && clocks.sameSession === null) return null
  const state = before ?? blank
  const over = level === 'person' || level === 'assist'
  const next = over ? without(state, 'held', 'asks') : { ...state }
  for (const other of levels) if (satisfies(level, other)) next[other] = null
  if (over) next.offline = null
  // Only where first answers are judged need the best of a session be known.
  if (clocks.sameSession !== null && (state.reached === null || !satisfies(state.reached, level)))
    next.reached = level
  return kept(next)
}

/** The clocks of a conversation that was ended. */
export const ended = (state: ClockState | null): ClockState | null =>
  state &&
  kept({
    ...blank,
    reached: state.reached,
    breached: state.breached.filter((mark) => !isOfAWait(mark)),
    ...(state.session !== undefined && { session: state.session }),
  })

/** The clocks when the buyer comes back at `now`, `gap` ms after the end: a new session if that was long ago. */
export const resumed = (
  state: ClockState | null,
  now: Instant,
  gap: number,
  { sameSession }: Pick<Clocks, 'sameSession'>,
): ClockState | null =>
  sameSession !== null && gap >= sameSession ? { ...(state ?? blank), reached: null, session: now } : state

/** What a buyer's next conversation knows of this one: the days that are spoilt. */
export const carried = (state: ClockState | null): ClockState | null =>
  state && kept({ ...blank, breached: state.breached.filter((mark) => mark.includes(' day ')) })

/** Rounds, queues and offline questions are over with their wait; sessions and days stay spoilt. */
const isOfAWait = (mark: string): boolean => / (round|queue|offline) /.test(mark)

/** The clock that the steps against silence follow: the tightest that a filler would not stop and that can still be met. */
const guarded = (c: Conversation, clocks: Clocks): Running | undefined => {
  const running = clocksOf(c, clocks).filter(
    ({ rule }) => rule.answeredBy !== 'any' && rule.counted !== 'queue' && rule.counted !== 'offline',
  )
  return running.find((clock) => !isRecorded(c, clock, clocks)) ?? running[0]
}

/**
 * What follows for the clocks from how a conversation stands: since when a person has had it, and what is over and
 * forgotten, so that the next wait is warned of and recorded anew.
 */
export const tidied = (c: Conversation, clocks: Clocks): ClockState | null => {
  const start = waitStart(c)
  const held =
    start === null
      ? undefined
      : (c.clock?.held ?? (c.assignee === null ? undefined : Math.max(start, c.route?.assignedAt ?? start)))
  const state = c.clock
  const base = start === null ? without(state ?? blank, 'held', 'asks') : without(state ?? blank, 'held')
  if (held === undefined && base.breached.length === 0 && base.steps === 0) return state && kept(base)
  const next: ClockState = { ...base, ...(held !== undefined && { held }) }
  const now = { ...c, clock: next }
  const marks = new Set(
    clocksOf(now, clocks).map((clock) =>
      markOf({ rule: clock.rule.id, unit: unitOf(now, clock, clocks.zone) }),
    ),
  )
  return kept({
    ...next,
    breached: next.breached.filter((mark) => !isOfAWait(mark) || marks.has(mark)),
    steps: guarded(now, clocks) ? next.steps : 0,
  })
}

export interface Coming {
  step: SilenceStep
  at: Instant
  /** The clock it is about. */
  clock: Running
}

/** The step against silence that comes next, and when; null where none is left or no clock runs. */
export const nextStep = (c: Conversation, clocks: Clocks): Coming | null => {
  const step = clocks.settings.steps[c.clock?.steps ?? 0]
  const clock = step && guarded(c, clocks)
  return clock ? { step, clock, at: clock.since + step.at * (clock.dueAt - clock.since) } : null
}

/** What the state is when a step has been taken. */
export const stepped = (state: ClockState | null): ClockState => {
  const now = state ?? blank
  return { ...now, steps: now.steps + 1 }
}

/** What it is when breaches have been written down, by their marks. */
export const recorded = (state: ClockState | null, marks: readonly string[]): ClockState => {
  const now = state ?? blank
  return { ...now, breached: [...now.breached, ...marks] }
}
