import { z } from 'zod'
import { ClockRule } from './rule.ts'

/** What the desk does by itself while a question waits, at a share of the way to its tightest limit. */
export const SilenceStep = z.object({
  /** 0.5 is half-time. */
  at: z.number().gt(0).max(1),
  do: z.enum([
    /** Remind who has it. */
    'nudge',
    /** Colleagues of the team may claim it. */
    'offer',
    /** Put it back into the queue, for somebody else. */
    'move',
    /** Let the assistant say that somebody is coming: where such an answer counts, or where the buyer has heard nothing. */
    'hold',
    /** Tell the supervisor. */
    'supervisor',
  ]),
})
export type SilenceStep = z.infer<typeof SilenceStep>

const Text = z.string().trim().max(500)

export const ClockSettings = z
  .object({
    /** The shop's own versions of rules, beside those that come with the desk. */
    rules: z.array(ClockRule).max(300),
    /** When a running clock turns yellow (share of its limit) and red (seconds of waiting; Qianniu reminds at 100). */
    warn: z.object({ share: z.number().gt(0).max(1), seconds: z.number().int().min(1).max(86_400) }),
    steps: z.array(SilenceStep).max(10),
    /** What the assistant says to hold the line, in turn; no buyer hears one twice. */
    holding: z.array(Text.min(1)).max(10),
    /** Ending finished talk. */
    closing: z.object({
      /** Seconds after the shop's last word when an answered conversation is ended, so that its slot is free; 0 for the
       * assistant's `closeAfter` alone. */
      idle: z
        .number()
        .int()
        .min(0)
        .max(7 * 86_400),
      /** What a buyer says when all is well (exactly, after folding): needs no answer of substance. */
      thanks: z.array(Text.min(1)).max(200),
      /** The shop's last word where the buyer had it; empty for none. */
      words: Text,
    }),
    /** What a day is expected to earn, fen: exposure is shown beside it. Null where the shop has not said. */
    margin: z.number().int().min(0).nullable(),
  })
  .meta({ id: 'ClockSettings' })
export type ClockSettings = z.infer<typeof ClockSettings>
