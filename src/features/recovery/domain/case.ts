import { z } from 'zod'
import { Reason, SendingChannel } from './plan.ts'

/** Why something was not sent, or why a case ended. Kept with each (D2): nothing is left out without a reason. */
export const whys = [
  'control',
  'paid',
  'ordered',
  'cancelled',
  'refunding',
  'complaint',
  /** A person of the shop is talking with the buyer. */
  'talking',
  'opted-out',
  /** Already as many as a buyer may get in a day, or in some days, from all plans together. */
  'cap-day',
  'cap-days',
  /** The platform forbids it, or the buyer has not replied to as many messages as it allows. */
  'platform',
  'unanswered',
  /** No way to reach them by this channel. */
  'no-contact',
  'budget',
  'out-of-stock',
  'reason',
  /** Held until it would have come too late: the order's life, the coupon or the plan was over. */
  'expired',
  'guard',
  'paused',
  'no-wording',
] as const
export const Why = z.enum(whys)
export type Why = z.infer<typeof Why>

/** Somebody a plan is about. One for each order, question or wish (`subject`) and plan. */
export const Case = z
  .object({
    planId: z.number(),
    /** `order:123`, `asked:45` (conversation), `wish:6`, `concession:7`. */
    subject: z.string(),
    buyerKey: z.string(),
    buyerId: z.number().nullable(),
    buyerName: z.string(),
    orderId: z.string().nullable(),
    products: z.array(z.string()),
    fen: z.number().nullable(),
    arm: z.string().nullable(),
    control: z.boolean(),
    reason: Reason,
    /** How sure the desk is of the reason, 0–1; 1 where a person said so. */
    confidence: z.number(),
    beganAt: z.number(),
    /** When the order is cancelled, the coupon or the balance ends; null: not known. */
    endsAt: z.number().nullable(),
    /** Index of the step that comes next, and when it is looked at. */
    step: z.number(),
    nextAt: z.number().nullable(),
    state: z.enum(['waiting', 'done', 'stopped']),
    why: Why.nullable(),
    /** What became of it, whoever reminded: when and how much was paid within the plan's window. */
    paidAt: z.number().nullable(),
    paidFen: z.number().nullable(),
  })
  .meta({ id: 'RecoveryCase' })
export type Case = z.infer<typeof Case>

/** One step of a case, decided: sent by a channel or not, and why not. One for each step of a case: never two. */
export const Sending = z
  .object({
    id: z.number(),
    planId: z.number(),
    subject: z.string(),
    step: z.string(),
    channel: SendingChannel,
    buyerKey: z.string(),
    buyerName: z.string(),
    orderId: z.string().nullable(),
    arm: z.string().nullable(),
    reason: Reason,
    dueAt: z.number(),
    decidedAt: z.number(),
    /** `queued`: decided, on its way; `uncertain`: whether it left is not known (a crash), and it is not tried again. */
    state: z.enum(['queued', 'sent', 'delivered', 'failed', 'uncertain', 'suppressed']),
    why: Why.nullable(),
    text: z.string(),
    /** Thousandths of a yuan. */
    costLi: z.number(),
    error: z.string().nullable(),
  })
  .meta({ id: 'RecoverySending' })
export type Sending = z.infer<typeof Sending>
