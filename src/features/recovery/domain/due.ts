import { type Instant, MINUTE } from '../../../shared/time.ts'
import { allowedFrom, goodMinutes, type Hours, nextOf } from './hours.ts'
import type { Plan, PlanStep } from './plan.ts'

/** What the moments of a case depend on. */
export interface Timed {
  beganAt: Instant
  endsAt: Instant | null
  arm: string | null
}

/** The step's minutes, or those that the case's arm has in their place (RCV-6). */
const minutesOf = (plan: Pick<Plan, 'arms'>, { code, when }: PlanStep, arm: string | null): number => {
  const own = plan.arms.find((one) => one.code === arm)?.minutes[code]
  return own ?? (when.kind === 'hours' ? when.after : when.minutes)
}

/**
 * When a step of a case is due (RCV-5), whether it may be done then or not. `since`: when the step before was decided; null
 * for the first. Null: not known yet, because it counts from an end that is not known.
 */
export const dueOf = (
  plan: Pick<Plan, 'arms'>,
  step: PlanStep,
  timed: Timed,
  since: Instant | null,
  hours: Hours,
  zone: string,
): Instant | null => {
  const ms = minutesOf(plan, step, timed.arm) * MINUTE
  switch (step.when.kind) {
    case 'delay':
      return timed.beganAt + ms
    case 'hours': {
      // At least a minute after the step before, or it would fall on the very hour of that one.
      const from = since === null ? timed.beganAt + ms : Math.max(timed.beganAt, since + Math.max(ms, MINUTE))
      return nextOf(goodMinutes(step.when.hours, step.channel, hours), from, zone)
    }
    case 'before-end':
      return timed.endsAt === null ? null : timed.endsAt - ms
  }
}

/** When a case is looked at next, for which step, and when that was due. */
export interface Planned {
  step: number
  dueAt: Instant | null
  nextAt: Instant | null
}

/** Plans a step of a case; null where the plan has no such step. It is looked at when it is due and allowed, or when the case
 * ends, whichever comes first (RCV-7). */
export const planned = (
  plan: Pick<Plan, 'arms' | 'steps'>,
  timed: Timed,
  step: number,
  since: Instant | null,
  hours: Hours,
  zone: string,
): Planned | null => {
  const what = plan.steps[step]
  if (!what) return null
  const dueAt = dueOf(plan, what, timed, since, hours, zone)
  if (dueAt === null) return { step, dueAt, nextAt: timed.endsAt }
  // What was due before the case began is looked at at once, to say that it came too late.
  const from = Math.max(dueAt, timed.beganAt)
  const nextAt = allowedFrom(what.channel, from, hours, zone)
  return { step, dueAt, nextAt: timed.endsAt === null ? nextAt : Math.min(nextAt, timed.endsAt) }
}
