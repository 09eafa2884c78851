import { z } from 'zod'
import { Author, Conceded, Reckoned } from '../../conversation/domain.ts'
import type { Platform } from '../../shop/domain.ts'

/** What a finding means for a message. `note`: it leaves, the writer is told. `ask`: it leaves only when the writer
 * confirms it with a reason. `block`: it does not leave. */
export const Severity = z.enum(['note', 'ask', 'block'])
export type Severity = z.infer<typeof Severity>

/** A sentence in both languages. */
export const Said = z.object({ zh: z.string(), en: z.string() })
export type Said = z.infer<typeof Said>

export const Finding = z.object({
  /** The rule's id: `contact.phone`, `ad.superlative`, `word:…` for a shop's own word. */
  rule: z.string(),
  severity: Severity,
  /** The words found, as written. */
  text: z.string(),
  /** Where in the text: from (included) and to (excluded), in UTF-16 units. */
  at: z.tuple([z.number(), z.number()]),
  why: Said,
  /** What it may cost, with the date and how far to trust that, in one sentence; null where nothing is known. */
  cost: Said.nullable(),
})
export type Finding = z.infer<typeof Finding>

export const Verdict = z
  .object({
    /** The gravest of the findings. */
    verdict: z.enum(['pass', ...Severity.options]),
    findings: z.array(Finding),
    /** The message as it may be sent; null where there is nothing to mend, or nothing sensible would be left. */
    suggestion: z.string().nullable(),
  })
  .meta({ id: 'Verdict' })
export type Verdict = z.infer<typeof Verdict>

/** What the guard knows besides the text. */
export const GuardContext = z.object({
  author: Author.exclude(['buyer']),
  /** Names of attached files, and captions or words read in pictures: they are checked like the text. */
  attachments: z.array(z.string()).default([]),
  /** Whether the buyer's consent to keep the goods without a refund is recorded in this conversation. */
  consent: z.boolean().default(false),
  /** What the sources say of the product talked about: pieces left, and when the offer ends (ms); null where not known. */
  stock: z.number().nullable().default(null),
  offerEndsAt: z.number().nullable().default(null),
  /** What the conversation is about: products (ids, the latest first), and the basket a price was last told for. */
  goods: z.array(z.string()).optional(),
  basket: Reckoned.nullable().optional(),
  /** What was given to a buyer who bargained: it may be said. */
  given: Conceded.nullable().optional(),
  now: z.number(),
})
export type GuardContext = z.infer<typeof GuardContext>

/** A promise that is not so. How grave that is follows from its rule where that is a shipped one. */
export interface Promised extends Finding {
  /** What may be said in its place; null: its sentence goes. */
  instead?: string | null
}

/** Where promises are held against what is so: activities and prices join here. Finds what disagrees. */
export interface PromiseSource {
  name: string
  check(text: string, context: GuardContext): readonly Promised[]
}

/** A shop's guard, ready. Pure; 0.2 ms at most for 200 characters. Nothing it is given makes it throw. */
export interface Guard {
  platform: Platform
  /** How long a way to reach a buyer, which they wrote themselves, is kept, days. */
  leadDays: number
  check(text: string, context: GuardContext): Verdict
}

export const PASSED: Verdict = { verdict: 'pass', findings: [], suggestion: null }
