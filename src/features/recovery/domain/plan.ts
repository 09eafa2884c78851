import { z } from 'zod'
import { Fen, Share } from '../../../shared/money.ts'
import { PhaseKind } from '../../campaign/domain/phase.ts'

const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes, 1–40')
/** A time of the shop's day, `09:00`. */
export const DayTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 09:00')

/** Why somebody has not ordered or not paid (D1). */
export const reasons = [
  'forgot',
  'doubt-product',
  'doubt-price',
  'doubt-delivery',
  'waiting-coupon',
  'out-of-stock',
  'wrong-item',
  'other',
] as const
export const Reason = z.enum(reasons)
export type Reason = z.infer<typeof Reason>

/** What begins a case: an order was made and not paid; somebody asked and did not order; what they asked for is back; a
 * deposit was paid and the balance can be; a coupon or concession is about to end. */
export const triggers = ['unpaid', 'asked', 'back-in-stock', 'balance', 'coupon-expiring'] as const
export const Trigger = z.enum(triggers)
export type Trigger = z.infer<typeof Trigger>

export const sendingChannels = ['chat', 'sms', 'phone'] as const
export const SendingChannel = z.enum(sendingChannels)
export type SendingChannel = z.infer<typeof SendingChannel>

/** When a step is due. Minutes count from when the case began; `hours`: the next of these times of the shop's day, at least
 * `after` minutes after it began (or after the step before); `before-end`: so many minutes before the order (coupon,
 * balance) ends. */
export const StepWhen = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delay'), minutes: z.number().int().min(0).max(43_200) }),
  z.object({
    kind: z.literal('hours'),
    hours: z.array(DayTime).min(1).max(12),
    after: z.number().int().min(0).max(43_200),
  }),
  z.object({ kind: z.literal('before-end'), minutes: z.number().int().min(1).max(10_080) }),
])
export type StepWhen = z.infer<typeof StepWhen>

/** A wording and for whom; null: for all. The most specific that fits is said: reason, then phase, then arm. */
export const Wording = z.object({
  reason: Reason.nullable(),
  phase: PhaseKind.nullable(),
  arm: Code.nullable(),
  /** With variables: {buyer} {product} {order} {amount} {left}. Of a text message: what the approved template says; of a
   * phone call: the script. */
  text: z.string().trim().min(1).max(500),
  /** Of a text message: the provider's code of the approved template. */
  template: z.string().trim().max(60).nullable(),
})
export type Wording = z.infer<typeof Wording>

export const PlanStep = z.object({
  code: Code,
  when: StepWhen,
  channel: SendingChannel,
  words: z.array(Wording).min(1).max(60),
})
export type PlanStep = z.infer<typeof PlanStep>

/** A way of doing it that is compared with the others: people are spread over them by weight. */
export const Arm = z.object({
  code: Code,
  name: z.string().trim().min(1).max(40),
  weight: z.number().int().min(1).max(100),
  /** Of steps by their code: another delay, where the arm has one (minutes of `delay`, `after` or `before-end`). */
  minutes: z.record(Code, z.number().int().min(0).max(43_200)),
})
export type Arm = z.infer<typeof Arm>

export const PlanBody = z
  .object({
    name: z.string().trim().min(1).max(60),
    trigger: Trigger,
    audience: z.object({
      leastFen: Fen.nullable(),
      mostFen: Fen.nullable(),
      /** Orders (questions) with any of these products; empty: all. */
      products: z.array(z.string().max(80)).max(500),
      /** Reasons for which nobody is reminded by it. */
      exceptReasons: z.array(Reason).max(8),
    }),
    steps: z.array(PlanStep).min(1).max(10),
    /** Empty: one way for all. */
    arms: z.array(Arm).max(6),
    /** Share of people who are never reminded, to measure by (D3). */
    control: Share.max(0.5),
    /** All it may cost, fen; null: no limit. */
    budgetFen: Fen.nullable(),
    /** How many people, both groups together, it is judged by: fixed before it starts, so that looking early does not
     * decide. Left out: it is judged at any moment, which takes more people (RCV-53). */
    planned: z.number().int().min(100).max(10_000_000).nullable().optional(),
    /** What the shop keeps of a yuan sold, for incremental money and return. */
    margin: Share,
    /** Hours after a case began in which a payment counts. */
    window: z.number().int().min(1).max(720),
    /** It takes on new cases in this time only; null: from its start, without end. */
    from: z.number().int().nullable(),
    until: z.number().int().nullable(),
  })
  .meta({ id: 'RecoveryPlanBody' })
export type PlanBody = z.infer<typeof PlanBody>

/** `draft` can be changed; once it has run, its steps, arms and control share stay, or nothing could be measured. */
export const PlanState = z.enum(['draft', 'running', 'paused', 'ended'])
export type PlanState = z.infer<typeof PlanState>

export const Plan = PlanBody.extend({
  id: z.number(),
  state: PlanState,
  /** What chance is drawn from: who is in the control group stays so on every server and channel. */
  salt: z.string(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
}).meta({ id: 'RecoveryPlan' })
export type Plan = z.infer<typeof Plan>
