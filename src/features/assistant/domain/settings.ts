import { z } from 'zod'
import { Hours } from '../../../shared/hours.ts'
import { folded, variables } from '../../../shared/text.ts'

export const VARIABLES = ['buyer', 'shop', 'hours'] as const

/** Words the assistant says: variables in braces are filled in when it says them. */
export const Answer = z
  .string()
  .trim()
  .max(2000)
  .superRefine((text, context) => {
    for (const name of variables(text))
      if (!(VARIABLES as readonly string[]).includes(name))
        context.addIssue({
          code: 'custom',
          message: `unknown variable {${name}}; there are ${VARIABLES.map((v) => `{${v}}`).join(' ')}`,
        })
  })

const Word = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((k) => folded(k) !== '', 'only punctuation')

export const KeywordRule = z.object({
  id: z.string().min(1).max(40),
  enabled: z.boolean(),
  /** Found in the message after folding (case, width, blanks and punctuation do not matter). */
  keywords: z.array(Word).min(1).max(50),
  /** Whether one of the keywords is enough. */
  match: z.enum(['any', 'all']),
  answer: Answer.min(1),
})
export type KeywordRule = z.infer<typeof KeywordRule>

/**
 * Who answers a buyer first. `assistant-first`: it answers whenever it knows. `person-first`: it answers only where
 * nobody can take the buyer now (nobody on duty, or all are full). `assist-only`: it never answers by itself; what it
 * would say is offered to the person beside the composer.
 */
export const Mode = z.enum(['assistant-first', 'person-first', 'assist-only'])
export type Mode = z.infer<typeof Mode>

export const AssistantSettings = z
  .object({
    enabled: z.boolean(),
    /** First words of a conversation; empty for none. */
    greeting: Answer,
    rules: z.array(KeywordRule).max(500),
    hours: z.array(Hours).max(21),
    outOfHours: Answer,
    busy: Answer,
    /** Waiting conversations of the shop above which a new question is told at once that we are busy. */
    busyAbove: z.number().int().min(0).max(100_000),
    /** Seconds a question may wait for a person before it is told that we are busy. */
    holdAfter: z.number().int().min(1).max(3600),
    /** Minutes after closing within which the buyer's next message opens the same conversation again. */
    reopenWithin: z
      .number()
      .int()
      .min(0)
      .max(7 * 24 * 60),
    /** Minutes after its last message when an answered conversation is closed by itself; 0 for never. */
    closeAfter: z
      .number()
      .int()
      .min(0)
      .max(30 * 24 * 60)
      .default(1440),
    mode: Mode,
    /** Times at which another mode holds; the first that fits. */
    schedule: z.array(z.object({ hours: Hours, mode: Mode })).max(21),
    /** With more than `above` conversations waiting, this mode holds whatever the schedule says; null for never. */
    rush: z.object({ above: z.number().int().min(0).max(100_000), mode: Mode }).nullable(),
    /** Words after which only a person answers: complaint, regulator, lawyer, media. Folded like keywords. */
    intercepts: z.array(Word).max(500),
    /**
     * How sure it must be. `wrongTarget`: the share of its own answers (0–1) that may be wrong; the thresholds follow
     * from the curve measured on the shop's own wordings. `answer`, `choose`: thresholds set by hand instead; null for
     * those of the curve.
     */
    confidence: z.object({
      wrongTarget: z.number().min(0.001).max(0.5),
      answer: z.number().min(0).max(1).nullable(),
      choose: z.number().min(0).max(1).nullable(),
    }),
    /** Says before the choices it offers, where it is not sure which of them is meant. */
    chooseWords: Answer,
    /** Says when it hands over, to the buyer who is displeased or asks again; empty for nothing. */
    handOverWords: Answer,
  })
  .meta({ id: 'AssistantSettings' })
export type AssistantSettings = z.infer<typeof AssistantSettings>
