import { z } from 'zod'

/** A number with the bounds that hold it with 95 % confidence. */
export const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type Estimate = z.infer<typeof Estimate>

/** People of one group: assigned, whatever happened to them afterwards (intention to treat). */
export const Group = z.object({
  people: z.number(),
  paid: z.number(),
  paidFen: z.number(),
  /** Share that paid, with Wilson's interval; null without people. */
  share: Estimate.nullable(),
})
export type Group = z.infer<typeof Group>

/** `not-enough`: too few people, or the time in which a payment counts is not over for enough of them. `unclear`: enough
 * for the difference it was planned to see, and none was seen. */
export const Verdict = z.enum(['not-enough', 'unclear', 'better', 'worse'])
export type Verdict = z.infer<typeof Verdict>

export const Compared = z.object({
  treated: Group,
  control: Group,
  /** Difference of the shares (Newcombe's method 10), z and two-sided p of the pooled test; null without people in both. */
  uplift: Estimate.nullable(),
  z: z.number().nullable(),
  p: z.number().nullable(),
  /** Orders and money that would not have come by themselves. */
  orders: Estimate.nullable(),
  fen: Estimate.nullable(),
  verdict: Verdict,
  /** People in all that it would take to see the difference seen; null where there is no need, or none can be reckoned. */
  more: z.number().nullable(),
  /** The smallest difference that could be seen with these people, as a share. */
  detectable: z.number().nullable(),
})
export type Compared = z.infer<typeof Compared>

export const PlanResults = z
  .object({
    /** Cases whose window is over count as final; the others still move. */
    final: z.number(),
    moving: z.number(),
    all: Compared,
    costFen: z.number(),
    /** Margin on incremental money less cost, and by cost; null without cost. */
    netFen: Estimate.nullable(),
    roi: Estimate.nullable(),
    /** By arm and by reason: groups that chance made alike, so they are compared with the control group. */
    arms: z.array(z.object({ arm: z.string(), name: z.string(), compared: Compared })),
    reasons: z.array(z.object({ reason: z.string(), compared: Compared })),
    /** By step and channel: what was sent and who paid after it. Not chance: who is reminded late had not paid before. */
    steps: z.array(
      z.object({
        step: z.string(),
        channel: z.string(),
        sent: z.number(),
        suppressed: z.number(),
        paidAfter: z.number(),
        costFen: z.number(),
      }),
    ),
    delays: z.array(z.object({ minutes: z.number(), sent: z.number(), paidAfter: z.number() })),
    /** Paid share by hours since the case began, for the plot. */
    curve: z.array(z.object({ hours: z.number(), treated: z.number(), control: z.number() })),
    suppressed: z.array(z.object({ why: z.string(), count: z.number() })),
  })
  .meta({ id: 'PlanResults' })
export type PlanResults = z.infer<typeof PlanResults>
