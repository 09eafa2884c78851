import { z } from 'zod'
import { Hours } from '../../../shared/hours.ts'
import type { Instant } from '../../../shared/time.ts'
import { Platform } from '../../shop/domain.ts'

/**
 * Who must have answered before a clock stops, each including those before: a person; or what the assistant suggested
 * and a person sent; or the assistant by itself, in substance; or anything but silence (greeting, "we are busy").
 */
export const Level = z.enum(['person', 'assist', 'auto', 'any'])
export type Level = z.infer<typeof Level>

/** What a rule counts (specs/clock.md). The first four give a rate; the others only cost money when they happen. */
export const Counted = z.enum([
  /** The buyer's first unanswered message to the first valid reply. */
  'round',
  /** A session, all or nothing: one late round spoils it. */
  'session',
  /** A buyer's day, all or nothing. */
  'buyer-day',
  /** The first question of a session; coming back soon (`sameSession`) is the same session. */
  'first-reply',
  /** Waiting for a person while somebody is on duty. */
  'queue',
  /** Asked while nobody was on duty. */
  'offline',
  /** Written down by a person, one by one: a refund refused without consent, a bad week. */
  'incident',
])
export type Counted = z.infer<typeof Counted>

/** How sure we are: official text read; a copy of it; one blog; what shops tell each other; the shop's own standard. */
export const Confidence = z.enum(['official', 'copy', 'blog', 'lore', 'own'])
export type Confidence = z.infer<typeof Confidence>

const InWords = z.object({ zh: z.string().trim().max(200), en: z.string().trim().max(200) })

/** One version of one rule. Two versions of a rule never hold at once; what is past is never changed. */
export const ClockRule = z
  .object({
    /** Names the rule through all its versions: `pinduoduo-5min`. */
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,47}$/, 'small letters, digits and dashes, 2–48'),
    /** The platform it belongs to; null for a standard of the shop's own on any. */
    platform: Platform.nullable(),
    name: InWords,
    counted: Counted,
    /** When its clock starts: with the buyer's question, or, for what was queued first, when a person has it. */
    starts: z.enum(['asked', 'assigned']),
    /** Who must answer to stop it. */
    answeredBy: Level,
    /** What the assistant answered by itself leaves both sides of the figure, instead of counting as unanswered. */
    autoExcluded: z.boolean(),
    /** In which hours what starts is counted, by the shop's clock; none for always. */
    hours: z.array(Hours).max(21),
    /** Seconds allowed. */
    limit: z.number().int().min(1).max(604_800),
    /** Most seconds one round counts for in a mean; null for no cap. */
    cap: z.number().int().min(1).max(604_800).nullable(),
    /** Seconds after the end of a session within which the buyer's return is the same one. */
    sameSession: z.number().int().min(0).max(86_400),
    /** Days of the rolling figure; 1 is a daily one. */
    days: z.number().int().min(1).max(365),
    /** The share within the limit to reach, 0–1; null for none. */
    target: z.number().min(0).max(1).nullable(),
    /** Fewer than this are not judged. */
    smallest: z.number().int().min(0).max(1_000_000),
    /** What one breach costs, fen. */
    money: z.number().int().min(0).max(1_000_000_000),
    points: z.number().min(0).max(100),
    /** What follows where the target is missed. */
    consequences: z.array(InWords).max(10),
    enabled: z.boolean(),
    /** From when to when (exclusive) this version holds, ms; `to` null for until further notice. */
    from: z.number().int(),
    to: z.number().int().nullable(),
    source: z.string().trim().min(1).max(500),
    confidence: Confidence,
  })
  .meta({ id: 'ClockRule' })
export type ClockRule = z.infer<typeof ClockRule>

/** The version of each rule in force at a moment. A later version ends the earlier one, whatever it says of its end. */
export const inForce = (rules: readonly ClockRule[], at: Instant): ClockRule[] => {
  const latest = new Map<string, ClockRule>()
  for (const rule of rules) {
    const known = latest.get(rule.id)
    if (rule.from <= at && (!known || rule.from > known.from)) latest.set(rule.id, rule)
  }
  return [...latest.values()].filter((rule) => rule.enabled && (rule.to === null || at < rule.to))
}
