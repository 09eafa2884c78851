import { z } from 'zod'
import { phaseCodes } from './phases.ts'
import { situationCodes } from './situations.ts'
import { canonical, knownVariables, unknownVariables } from './variables.ts'

/** Whose a phrase is: one's own, a team's, or everybody's in the shop. */
export const Scope = z.enum(['mine', 'team', 'shop'])
export type Scope = z.infer<typeof Scope>

export const TEXT_LIMIT = 2000
export const CODE_LIMIT = 20
export const TITLE_LIMIT = 40
export const PICTURES = 9

/** What is typed after `/`: with a blank or a slash in it, it could not be. */
export const Code = z
  .string()
  .trim()
  .min(1)
  .max(CODE_LIMIT)
  .regex(/^[^\s/／、]+$/u, 'no blanks and no slash')

const Text = z
  .string()
  .trim()
  .min(1)
  .max(TEXT_LIMIT)
  .overwrite(canonical)
  .superRefine((text, context) => {
    for (const name of unknownVariables(text))
      context.addIssue({ code: 'custom', message: `unknown variable ${name}; there are ${knownVariables}` })
  })

export const Variants = z.partialRecord(z.enum(phaseCodes), Text)
export type Variants = z.infer<typeof Variants>

/** What people write of a phrase. */
export const PhraseBody = z.object({
  scope: Scope,
  /** The team's code; null where it is not a team's. */
  team: z.string().trim().min(1).max(40).nullable(),
  code: Code,
  situation: z.enum(situationCodes),
  /** What tells it from others of the situation; may be empty. */
  title: z.string().trim().max(TITLE_LIMIT),
  text: Text,
  /** What is said instead while a phase of a campaign is on. */
  variants: Variants,
  /** Addresses of pictures below /files that go with it. */
  pictures: z.array(z.string().max(200)).max(PICTURES),
})
export type PhraseBody = z.infer<typeof PhraseBody>

export const Phrase = PhraseBody.extend({
  id: z.number(),
  /** Syllables of situation and title, then those of the text, each separated by blanks: `huan ying`. */
  pinyin: z.object({ name: z.string(), text: z.string() }),
  /** How often one has sent it oneself in the last 30 days. */
  uses: z.number(),
}).meta({ id: 'Phrase' })
export type Phrase = z.infer<typeof Phrase>

/** How much a phrase is used by everybody together. */
export const PhraseUse = z
  .object({
    id: z.number(),
    /** Messages of the last 30 days that were sent with it. */
    uses: z.number(),
    /** The last day it was used, in the shop's calendar, `2026-11-11`; null for never. */
    lastOn: z.string().nullable(),
    /** Nobody has used it for 90 days, or since it was made, if that is longer ago. */
    unused: z.boolean(),
  })
  .meta({ id: 'PhraseUse' })
export type PhraseUse = z.infer<typeof PhraseUse>

/** The words for the phase that is on; the plain ones where there are none for it. */
export const wordingFor = (
  { text, variants }: Pick<Phrase, 'text' | 'variants'>,
  phase: string | null,
): string => Object.entries(variants).find(([code]) => code === phase)?.[1] ?? text

/** A piece must be that long to say that it comes from a phrase, characters. */
const TELLING = 6

/**
 * Whether a message was sent with a phrase that was put into it: at least half of the phrase is still there. Who inserts
 * one and writes something else has not used it.
 */
export const stillIn = (sent: string, inserted: string): boolean => {
  const parts = inserted.match(new RegExp(`[\\s\\S]{1,${TELLING}}`, 'gu')) ?? []
  const there = parts.filter((part) => sent.includes(part)).length
  return parts.length > 0 && there * 2 >= parts.length
}
