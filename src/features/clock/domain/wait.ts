import type { Instant } from '../../../shared/time.ts'
import type { ClockState, Conversation } from '../../conversation/domain.ts'
import { type Clocks, clocksOf, type Running, satisfies } from './live.ts'
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

/** As it is stored: nothing, where nothing runs and nothing has to be remembered. */
const kept = (state: ClockState): ClockState | null =>
  levels.every((level) => state[level] === null) &&
  state.offline === null &&
  state.reached === null &&
  state.breached.length === 0
    ? null
    : state

/**
 * The clocks after a buyer's message at `at`: every wait that does not run begins; one that runs begins earlier where
 * the message is older. `unmanned`: nobody was on duty. `thanks`: it needs no answer of substance, but where the
 * merchant has to speak last, people's clocks run all the same.
 */
export const asked = (
  before: ClockState | null,
  at: Instant,
  clocks: Pick<Clocks, 'levels'>,
  { unmanned, thanks }: { unmanned: boolean; thanks: boolean },
): ClockState | null => {
  const state = before ?? blank
  const next = { ...state }
  for (const level of levels)
    if (clocks.levels.has(level) && !(thanks && level === 'any'))
      next[level] = Math.min(state[level] ?? at, at)
  if (unmanned && !thanks) next.offline = Math.min(state.offline ?? at, at)
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
  const next = { ...state }
  for (const other of levels) if (satisfies(level, other)) next[other] = null
  if (level === 'person' || level === 'assist') next.offline = null
  // Only where first answers are judged need the best of a session be known.
  if (clocks.sameSession !== null && (state.reached === null || !satisfies(state.reached, level)))
    next.reached = level
  return kept(next)
}

/** The clocks of a conversation that was ended. */
export const ended = (state: ClockState | null): ClockState | null =>
  state && kept({ ...blank, reached: state.reached, breached: state.breached })

/** The clocks when the buyer comes back `gap` ms after the end: a new session if that was long ago. */
export const resumed = (
  state: ClockState | null,
  gap: number,
  { sameSession }: Pick<Clocks, 'sameSession'>,
): ClockState | null =>
  state && sameSession !== null && gap >= sameSession ? kept({ ...state, reached: null }) : state

/** The clock that the steps against silence follow: the tightest that a filler would not stop. */
const guarded = (running: readonly Running[]): Running | undefined =>
  running.find(
    ({ rule }) => rule.answeredBy !== 'any' && rule.counted !== 'queue' && rule.counted !== 'offline',
  )

/** What is over is forgotten: the next wait is warned of and recorded anew. What is spoilt for a session or a day is not. */
export const tidied = (c: Conversation, clocks: Clocks): ClockState | null => {
  const state = c.clock
  if (!state || (state.breached.length === 0 && state.steps === 0)) return state
  const running = clocksOf(c, clocks)
  const ids = new Set(running.map(({ rule }) => rule.id))
  const breached = state.breached.filter((mark) => mark.includes(' ') || ids.has(mark))
  const steps = guarded(running) ? state.steps : 0
  const same = breached.length === state.breached.length && steps === state.steps
  return same ? state : kept({ ...state, breached, steps })
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
  const clock = step && guarded(clocksOf(c, clocks))
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
