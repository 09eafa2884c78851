import { z } from 'zod'
import { DbId } from '../../../../shared/ids.ts'
import { Fen, Share } from '../../../../shared/money.ts'
import { Said, Trust } from '../../../../shared/said.ts'
import { Estimate } from '../../../../shared/statistics/estimate.ts'
import { PlanBody, SendingChannel } from '../plan.ts'
import { Verdict } from '../results.ts'

/** What somebody has to give, and wants to know. */
export const AdviceAsked = z.object({
  /** A day. */
  budgetFen: Fen,
  staffMinutes: z.number().int().min(0).max(100_000),
  minutesPerCall: z.number().min(0.5).max(60).default(4),
  /** How long the plan is to run, and the rise it should be able to show. */
  days: z.number().int().min(1).max(90).default(14),
  effect: Share.min(0.005).max(0.5).default(0.03),
  margin: Share.default(0.3),
  /** The rise a channel is taken to bring where it was not measured here: two points, the order of the few public
   * experiments. What needs more to earn its cost is not advised. */
  believed: Share.max(0.5).default(0.02),
})
export type AdviceAsked = z.infer<typeof AdviceAsked>

/** Orders not paid at once, by what they come to. The dearest last. */
export const Band = z.object({ fromFen: z.number(), perDay: z.number(), averageFen: z.number() })
export type Band = z.infer<typeof Band>

/** An earlier plan that was compared with people not reminded. */
export const Measured = z.object({
  planId: DbId,
  name: z.string(),
  channels: z.array(SendingChannel),
  people: z.number(),
  uplift: Estimate,
  verdict: Verdict,
})
export type Measured = z.infer<typeof Measured>

/** What the desk knows of the shop. Null: not known. */
export interface ShopKnown {
  bands: readonly Band[]
  /** Share of them that was paid without anybody's doing, or with what was done so far. */
  base: number | null
  /** How long an order lives unpaid, minutes: the usual one of the platform's own ends. */
  lifeMinutes: number | null
  channels: Readonly<
    Record<
      SendingChannel,
      {
        /** Share of the buyers it reaches, and how that is known: from what was sent, or from what orders say. */
        reach: number | null
        reachFrom: 'sent' | 'orders' | null
        costLi: number
        /** Said by the rule that forbids it; null: allowed. */
        forbidden: Said | null
      }
    >
  >
  measured: readonly Measured[]
  goodHours: readonly string[]
  smsHours: { from: string; to: string }
  valuableFen: number
  /** The language of the shop's buyers. */
  language: 'zh' | 'en'
}

export const ChannelAdvice = z.object({
  channel: SendingChannel,
  use: z.boolean(),
  because: Said,
  reach: z.number().nullable(),
  reachFrom: z.enum(['sent', 'orders']).nullable(),
  costLi: z.number(),
  /** The rise from which on it pays: cost over margin of the orders it would go to. Null: nothing to reckon with. */
  breakEven: z.number().nullable(),
  /** Measured by plans that used this channel alone, put together; null: not measured. */
  effect: Estimate.nullable(),
  effectPlans: z.number(),
  perDay: z.number(),
  costFen: z.number(),
  minutes: z.number(),
  /** Margin on what it would add less its cost, a day; null where the effect is not measured. */
  netFen: Estimate.nullable(),
})
export type ChannelAdvice = z.infer<typeof ChannelAdvice>

export const Lore = z.object({ says: Said, source: z.string(), date: z.string(), trust: Trust })
export type Lore = z.infer<typeof Lore>

export const Advice = z
  .object({
    says: Said,
    known: z.object({
      perDay: z.number(),
      averageFen: z.number().nullable(),
      base: z.number().nullable(),
      lifeMinutes: z.number().nullable(),
    }),
    channels: z.array(ChannelAdvice),
    measured: z.array(Measured),
    /** What others say, where nothing was measured here: not to be believed, to be tested. */
    lore: z.array(Lore),
    plans: z.array(
      z.object({
        body: PlanBody,
        because: z.array(Said),
        people: z.number(),
        costFen: z.number(),
        minutes: z.number(),
        detectable: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'RecoveryAdvice' })
export type Advice = z.infer<typeof Advice>
