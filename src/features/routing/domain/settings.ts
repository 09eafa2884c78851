import { z } from 'zod'
import { Hours } from '../../../shared/hours.ts'

/** Where an order stands, as far as routing cares. `none`: the buyer has no order that we know of. */
export const Stage = z.enum(['none', 'unpaid', 'paid', 'shipped', 'received', 'refunding'])
export type Stage = z.infer<typeof Stage>

const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes, 1–40')

/** A group of people and what it takes. */
export const TeamSettings = z.object({
  code: Code,
  name: z.string().trim().min(1).max(40),
  /** When it is there, by the shop's clock; none for always. */
  hours: z.array(Hours).max(21),
  /** What one of its conversations takes of a person's limit. */
  slots: z.number().int().min(1).max(10),
  /** Seconds of waiting after which a conversation may also go to other teams, one ring after another. */
  overflow: z
    .array(z.object({ after: z.number().int().min(0).max(86_400), teams: z.array(Code).min(1).max(20) }))
    .max(10),
})
export type TeamSettings = z.infer<typeof TeamSettings>

/** A rule of the first classifier: words of the buyer, or where the order stands, mean an intent, which a team takes. */
export const IntentRule = z.object({
  intent: Code,
  team: Code,
  /** Found in the message after folding; any one is enough. */
  words: z.array(z.string().trim().min(1).max(40)).max(100),
  /** If given, only for buyers whose order stands there. */
  stages: z.array(Stage).max(6),
  /** A skill the person should have; dropped after `skillFor` seconds of waiting. */
  skill: z.string().trim().max(40).nullable(),
})
export type IntentRule = z.infer<typeof IntentRule>

export const RoutingSettings = z
  .object({
    /** Off: nobody is given anything, people claim. */
    enabled: z.boolean(),
    teams: z.array(TeamSettings).min(1).max(40),
    /** The first that fits decides. */
    intents: z.array(IntentRule).max(200),
    /** The team of what no rule fits. */
    fallback: Code,
    /** Hours within which a buyer goes back to who served them, even if that person is on a break; and within which only
     * if they are online (Qianniu: 24 and 72). */
    recent: z.object({ always: z.number().min(0).max(720), online: z.number().min(0).max(720) }),
    /** Seconds a conversation waits for that person, or for the one named for the buyer, when they are full. */
    recentFor: z.number().int().min(0).max(3600),
    skillFor: z.number().int().min(0).max(3600),
    /** Seconds somebody online may leave a buyer of theirs who waits, or be away, before it goes to others. */
    silence: z.number().int().min(5).max(86_400),
    away: z.number().int().min(0).max(86_400),
    /** In the queue, how much earlier (seconds) a conversation counts as due for a campaign's buyer, and for each 100
     * yuan of its order. */
    weights: z.object({ campaign: z.number().min(0).max(3600), value: z.number().min(0).max(600) }),
  })
  .meta({ id: 'RoutingSettings' })
export type RoutingSettings = z.infer<typeof RoutingSettings>
