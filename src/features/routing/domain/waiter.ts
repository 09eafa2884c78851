import type { Instant } from '../../../shared/time.ts'
import { type Clocks, clocksOf } from '../../clock/domain/live.ts'
import type { Conversation } from '../../conversation/domain.ts'
import type { Waiter } from './people.ts'
import type { RoutingSettings } from './settings.ts'

/** A conversation that waits, as `plan` wants to know it; `known`: what is known of its buyer. */
export const waiterOf = (
  c: Conversation,
  known: Pick<Waiter, 'agentId' | 'served'>,
  { settings, clocks }: { settings: Pick<RoutingSettings, 'fallback'>; clocks: Clocks },
  now: Instant,
): Waiter => ({
  conversationId: c.id,
  buyerId: c.buyerId,
  team: c.team ?? settings.fallback,
  skill: c.route?.skill ?? null,
  slots: c.route?.slots ?? 1,
  queuedAt: c.queuedAt ?? now,
  // What is late already must not make the others late as well.
  dueAt: clocksOf(c, clocks).find(({ dueAt }) => dueAt >= now)?.dueAt ?? null,
  prefer: c.route?.prefer ?? null,
  passed: c.route?.passed ?? [],
  holder: c.assignee,
  ...known,
  campaign: c.route?.campaign ?? false,
  value: c.route?.worth ?? 0,
})
