import { z } from 'zod'
import { Estimate } from '../../../shared/statistics/estimate.ts'

export { Estimate }

/** People of one group: assigned, whatever happened to them afterwards (intention to treat). */
export const Group = z.object({
  people: z.number(),
  paid: z.number(),
  paidFen: z.number(),
  /** Share that paid, with Wilson's interval; null without people. */
  share: Estimate.nullable(),
})
export type Group = z.infer<typeof Group>

/** `not-enough`: too few people, or the time in which a payment counts is not over for enough of them. `unclear`: the number
 * planned is reached, and no difference was seen. */
export const Verdict = z.enum(['not-enough', 'unclear', 'better', 'worse'])
export type Verdict = z.infer<typeof Verdict>

export const Compared = z.object({
  treated: Group,
  control: Group,
  /** Difference of the shares (Newcombe's method 10), z and two-sided p of the pooled test; null without people in both. */
  uplift: Estimate.nullable(),
  z: z.number().nullable(),
  p: z.number().nullable(),
  /** p after what was looked at and how often: it decides the verdict, at 0.05 (RCV-53, RCV-54). */
  judged: z.number().nullable(),
  /** Orders and money that would not have come by themselves. */
  orders: Estimate.nullable(),
  fen: Estimate.nullable(),
  verdict: Verdict,
  /** How many more people it takes: to the number planned, or else to see the difference seen. Null where there is no need,
   * or none can be reckoned. */
  more: z.number().nullable(),
  /** The smallest difference that could be seen with these people, as a share. */
  detectable: z.number().nullable(),
})
export type Compared = z.infer<typeof Compared>

export const PlanResults = z
  .object({
    /** Of the plan: the share not reminded, and the hours in which a payment counts. */
    share: z.number(),
    window: z.number(),
    /** People whose window is over count as final; the others still move, and are left out of what is compared. */
    final: z.number(),
    moving: z.number(),
    /** Further cases of people who were in the plan before: each counts once, with the first (RCV-57). */
    repeats: z.number(),
    /** When the last that move will be final; null where none do. */
    finalAt: z.number().nullable(),
    /** The number of people it is judged by, fixed before its start; null: judged at any moment. */
    planned: z.number().nullable(),
    all: Compared,
    /** Money is compared after what the order's amount said beforehand was taken out (CUPED), which explains this share of
     * the variance; null: as it is (Welch), because not every case has an amount. */
    explained: z.number().nullable(),
    /** Of what was sent to those who are final. */
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
    /** Paid share by hours since the case began, with Wilson's intervals, for the plot. Null: a group without people. */
    curve: z.array(
      z.object({ hours: z.number(), treated: Estimate.nullable(), control: Estimate.nullable() }),
    ),
    suppressed: z.array(z.object({ why: z.string(), count: z.number() })),
  })
  .meta({ id: 'PlanResults' })
export type PlanResults = z.infer<typeof PlanResults>
