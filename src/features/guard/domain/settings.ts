import { z } from 'zod'
import { Severity } from './verdict.ts'

/** A word or phrase of the shop's own. Found as written and in disguise (width, blanks, case, lookalikes). */
export const GuardWord = z.object({
  word: z.string().trim().min(1).max(60),
  severity: Severity,
  /** Why, in the shop's words; shown to who writes it. */
  why: z.string().trim().max(200),
  /** What may be written instead; empty where it is left out. */
  instead: z.string().trim().max(200),
})
export type GuardWord = z.infer<typeof GuardWord>

export const GuardSettings = z
  .object({
    enabled: z.boolean(),
    /** Severities other than the shipped ones, by rule id; `off` switches a rule off. */
    severities: z.record(z.string().max(80), z.enum(['off', ...Severity.options])),
    words: z.array(GuardWord).max(20_000),
    /** Phrases in which nothing is found: the shop's name, a model called “第一代”. */
    allowed: z.array(z.string().trim().min(1).max(100)).max(5000),
    /** Hosts whose links may be sent: the platform's own are shipped. */
    hosts: z
      .array(
        z
          .string()
          .trim()
          .toLowerCase()
          .regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/, 'a host such as shop.example.com'),
      )
      .max(200),
    /** How long a contact that a buyer gave is kept, days. */
    leadDays: z.number().int().min(1).max(365).default(30),
  })
  .meta({ id: 'GuardSettings' })
export type GuardSettings = z.infer<typeof GuardSettings>

export const defaultGuardSettings = (): GuardSettings => ({
  enabled: true,
  severities: {},
  words: [],
  allowed: [],
  hosts: [],
  leadDays: 30,
})
