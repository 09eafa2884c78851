import { HOUR, type Instant, SECOND } from '../../../shared/time.ts'
import type { Waiter } from './people.ts'
import type { RoutingSettings } from './settings.ts'

/** A wait without a clock left counts as due when Taobao stops counting it: no round costs more than 600 s. */
const LAST = 600 * SECOND
/** Nobody is overtaken because of weights by who came more than an hour later. */
const MOST = HOUR
/** 100 yuan in fen. */
const HUNDRED = 10_000

type Weights = RoutingSettings['weights']

/** By when a waiting conversation counts as due, weights taken off (specs/routing.md RTG-20, RTG-21). */
export const countsAsDue = (
  w: Pick<Waiter, 'dueAt' | 'queuedAt' | 'campaign' | 'value'>,
  weights: Weights,
): Instant => {
  const earlier = ((w.campaign ? weights.campaign : 0) + (weights.value * w.value) / HUNDRED) * SECOND
  return (w.dueAt ?? w.queuedAt + LAST) - Math.min(earlier, MOST)
}

/**
 * Until when a conversation lets those who have nobody go first: one that is to leave a silent owner, for as long again
 * as the owner was given. Under a rush, moving a buyer from one busy person to another ahead of them costs more than it
 * mends (bench/routing.md). Null for one that nobody has.
 */
export const yieldsUntil = (w: Waiter, { silence }: Pick<RoutingSettings, 'silence'>): Instant | null =>
  w.holder === null ? null : w.queuedAt + silence * SECOND

/** In the order in which they are served (specs/routing.md RTG-20, RTG-21). */
export const inQueueOrder = (
  waiters: readonly Waiter[],
  settings: Pick<RoutingSettings, 'weights' | 'silence'>,
  now: Instant,
): Waiter[] =>
  waiters
    .map((w) => ({
      w,
      due: countsAsDue(w, settings.weights),
      last: now < (yieldsUntil(w, settings) ?? now) ? 1 : 0,
    }))
    .sort(
      (a, b) =>
        a.last - b.last ||
        a.due - b.due ||
        a.w.queuedAt - b.w.queuedAt ||
        a.w.conversationId - b.w.conversationId,
    )
    .map(({ w }) => w)
