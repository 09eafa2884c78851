import type { Instant } from '../../../shared/time.ts'
import type { PhaseKind } from '../../campaign/domain/phase.ts'
import type { Order } from '../../order/domain/order.ts'
import type { Platform } from '../../shop/domain.ts'
import type { Case, Why } from './case.ts'
import { type Planned, planned } from './due.ts'
import { allowedFrom, closesAt, dayStart } from './hours.ts'
import type { Plan, Reason, SendingChannel } from './plan.ts'
import type { RecoverySettings } from './settings.ts'
import { orderStands } from './stands.ts'
import { valuesOf, worded } from './wording.ts'

/** A case at a step whose moment has come. */
export type Due = Pick<
  Case,
  'subject' | 'buyerKey' | 'buyerName' | 'orderId' | 'fen' | 'arm' | 'control' | 'beganAt' | 'endsAt' | 'step'
> & { dueAt: Instant | null }

/** What is known at the moment of sending. */
export interface Facts {
  /** The order it is about; null where there is none (any more). */
  order: Pick<Order, 'id' | 'status' | 'paidAt' | 'refunds' | 'payBy' | 'lines'> | null
  /** Why it is over, where no order tells: the coupon was used, what was asked for was ordered or is not wanted. */
  settled: Why | null
  complaint: boolean
  /** A person has the buyer's conversation, or the buyer waits for one; or somebody of the shop is to call them. */
  talking: boolean
  optedOut: ReadonlySet<SendingChannel | 'all'>
  /** When the buyer was reminded, by all plans, as far back as the caps look. */
  reminded: readonly Instant[]
  /** Messages in a row without a reply. */
  unanswered: number
  reachable: boolean
  outOfStock: boolean
  reason: Reason
  phase: PhaseKind | null
  titles: readonly string[]
  /** What the plan has cost so far, thousandths of a yuan. */
  spentLi: number
}

/** Of the shop. `passes`: whether the guard lets words leave. */
export interface Rules {
  settings: RecoverySettings
  platform: Platform
  zone: string
  locale: string
  passes(text: string, now: Instant): boolean
}

export type Decided =
  | {
      do: 'send'
      channel: SendingChannel
      text: string
      judged: string
      template: string | null
      costLi: number
      /** It may leave before this moment only. */
      until: Instant
    }
  | { do: 'hold'; until: Instant }
  /** The step is left out and the case goes on. */
  | { do: 'suppress'; why: Why }
  /** The case ends. */
  | { do: 'stop'; why: Why }

/** Reminders that count for the day's cap and for that of some days, today among them. */
const reminders = (
  reminded: readonly Instant[],
  { caps }: RecoverySettings,
  now: Instant,
  zone: string,
): 'cap-day' | 'cap-days' | null => {
  if (reminded.length === 0) return null
  const today = dayStart(now, zone)
  if (reminded.filter((at) => at >= today).length >= caps.day) return 'cap-day'
  const since = dayStart(now, zone, 1 - caps.days.within)
  return reminded.filter((at) => at >= since).length >= caps.days.count ? 'cap-days' : null
}

/** Whether the case is over, whatever the step: these end it (RCV-12, RCV-13). */
const over = (plan: Plan, due: Due, facts: Facts, now: Instant): Why | null => {
  if (due.control) return 'control'
  if (facts.settled) return facts.settled
  if (due.orderId !== null) {
    const stands = orderStands(plan.trigger, facts.order)
    if (stands) return stands
  }
  if (facts.complaint) return 'complaint'
  if (plan.state === 'ended') return 'expired'
  return due.endsAt !== null && due.endsAt <= now ? 'expired' : null
}

/**
 * What becomes of a step whose moment has come (RCV-11…RCV-20). Everything is looked at again at the moment of sending, in
 * this order: what ends the case; what holds it; what leaves the step out. Pure; caps and budget are those of `facts`.
 */
export const decide = (plan: Plan, due: Due, facts: Facts, rules: Rules, now: Instant): Decided => {
  const { settings, zone } = rules
  const ended = over(plan, due, facts, now)
  if (ended) return { do: 'stop', why: ended }
  const suppress = (why: Why): Decided => ({ do: 'suppress', why })
  const step = plan.steps[due.step]
  if (!step) return { do: 'stop', why: 'expired' }
  const { channel } = step
  if (plan.state !== 'running') return suppress('paused')
  if (due.dueAt === null || due.dueAt < due.beganAt) return suppress('expired')

  const from = allowedFrom(channel, now, settings, zone)
  if (due.endsAt !== null && from >= due.endsAt) return suppress('expired')
  if (from > now) return { do: 'hold', until: from }
  // The desk was down, or heard of it late: of several steps that are due the last is enough.
  const next = planned(plan, due, due.step + 1, due.dueAt, settings, zone)
  if (next?.dueAt != null && next.dueAt <= now && next.dueAt >= due.beganAt) return suppress('expired')

  if (plan.audience.exceptReasons.includes(facts.reason)) return suppress('reason')
  const limit = settings.limits.find((one) => one.platform === rules.platform && one.channel === channel)
  const aboutPaying = plan.trigger === 'unpaid' || plan.trigger === 'balance'
  if (limit && !limit.allowed && aboutPaying) return suppress('platform')
  if (facts.talking) return suppress('talking')
  if (facts.optedOut.has(channel) || facts.optedOut.has('all')) return suppress('opted-out')
  if (!facts.reachable) return suppress('no-contact')
  if (limit?.unanswered != null && facts.unanswered >= limit.unanswered) return suppress('unanswered')
  if (facts.outOfStock) return suppress('out-of-stock')
  const capped = reminders(facts.reminded, settings, now, zone)
  if (capped) return suppress(capped)

  const values = valuesOf({ ...due, order: facts.order, titles: facts.titles }, now, rules.locale)
  const words = worded(step.words, { ...facts, arm: due.arm }, values, channel === 'sms')
  if (!words) return suppress('no-wording')
  if (!rules.passes(words.judged, now)) return suppress('guard')
  const costLi = settings.costLi[channel]
  if (plan.budgetFen !== null && facts.spentLi + costLi > plan.budgetFen * 10) return suppress('budget')
  const closes = closesAt(channel, now, settings, zone)
  const until = due.endsAt === null ? closes : Math.min(closes, due.endsAt)
  return { do: 'send', channel, ...words, costLi, until }
}

/** Where a case stands after a decision: at the same step later, at the next one, done or stopped. */
export type After =
  | ({ state: 'waiting'; why: null } & Planned)
  | { state: 'done'; why: null; step: number; dueAt: null; nextAt: null }
  | { state: 'stopped'; why: Why; step: number; dueAt: null; nextAt: null }

export const after = (
  plan: Plan,
  due: Due,
  decided: Decided,
  { settings, zone }: Rules,
  now: Instant,
): After => {
  if (decided.do === 'stop')
    return { state: 'stopped', why: decided.why, step: due.step, dueAt: null, nextAt: null }
  if (decided.do === 'hold')
    return { state: 'waiting', why: null, step: due.step, dueAt: due.dueAt, nextAt: decided.until }
  // A step that was left out lends its own moment to what counts from it: whether it was sent or not, the day goes on.
  const since = decided.do === 'send' ? now : Math.max(due.dueAt ?? now, due.beganAt)
  const next = planned(plan, due, due.step + 1, since, settings, zone)
  if (!next) return { state: 'done', why: null, step: due.step + 1, dueAt: null, nextAt: null }
  return { state: 'waiting', why: null, ...next }
}

/** Whether a decision is kept as a sending: what is held is not decided yet, and who is never reminded has none. */
export const isKept = (decided: Decided): boolean => decided.do === 'send' || decided.do === 'suppress'
