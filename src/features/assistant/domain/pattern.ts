import { z } from 'zod'
import { Answer } from './settings.ts'

/**
 * A regular expression and what is answered where it fits: for what likeness cannot see, a tracking number or “LB-S18”.
 * Runs on an engine that is linear in the message (RE2 syntax: neither look-around nor back references), so no pattern
 * can hold up the desk.
 */
export const PatternBody = z.object({
  enabled: z.boolean(),
  /** Shown to agents, and to the buyer where this is one of several choices. */
  name: z.string().trim().min(1).max(80),
  pattern: z.string().min(1).max(500),
  answer: Answer.min(1),
})
export type PatternBody = z.infer<typeof PatternBody>

export const Pattern = PatternBody.extend({ id: z.number(), updatedAt: z.number() }).meta({
  id: 'FaqPattern',
})
export type Pattern = z.infer<typeof Pattern>
