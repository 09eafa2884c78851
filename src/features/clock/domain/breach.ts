import { z } from 'zod'
import type { Instant } from '../../../shared/time.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { type Clocks, clocksOf, type Running, unitOf } from './live.ts'

/** A limit that was not kept, with what it costs by the rule as it was then. Never changed afterwards. */
export const Breach = z
  .object({
    rule: z.string(),
    name: z.object({ zh: z.string(), en: z.string() }),
    /** What is spoilt, once: a round, a session, a buyer's day, an incident. */
    unit: z.string(),
    conversationId: z.number().nullable(),
    /** Who had the conversation. */
    personId: z.number().nullable(),
    team: z.string().nullable(),
    startedAt: z.number(),
    dueAt: z.number(),
    recordedAt: z.number(),
    /** fen */
    money: z.number(),
    points: z.number(),
  })
  .meta({ id: 'Breach' })
export type Breach = z.infer<typeof Breach>

/** How a recorded breach is remembered in its conversation. */
export const markOf = ({ rule, unit }: Pick<Breach, 'rule' | 'unit'>): string => `${rule} ${unit}`

/** Whether a limit has passed and been written down. */
export const isRecorded = (c: Conversation, running: Running, { zone }: Clocks): boolean =>
  c.clock?.breached.includes(markOf({ rule: running.rule.id, unit: unitOf(c, running, zone) })) ?? false

/** The limits of a conversation that have passed by `now` and are not recorded yet, the earliest first; of several waits
 * that spoil one thing, the first. */
export const breachesOf = (c: Conversation, clocks: Clocks, now: Instant): Breach[] => {
  const found = new Map<string, Breach>()
  for (const running of clocksOf(c, clocks)) {
    if (running.dueAt >= now || isRecorded(c, running, clocks)) continue
    const breach: Breach = {
      rule: running.rule.id,
      name: running.rule.name,
      unit: unitOf(c, running, clocks.zone),
      conversationId: c.id,
      personId: c.assignee,
      team: c.team,
      startedAt: running.since,
      dueAt: running.dueAt,
      recordedAt: now,
      money: running.rule.money,
      points: running.rule.points,
    }
    if (!found.has(markOf(breach))) found.set(markOf(breach), breach)
  }
  return [...found.values()]
}
