import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { inAddress, Moment } from '../../shared/ids.ts'
import { ShopPath } from '../shop/contract.ts'
import { Case, Sending } from './domain/case.ts'
import { Plan, PlanBody, Reason } from './domain/plan.ts'
import { RecoverySettings } from './domain/settings.ts'

const PlanPath = ShopPath.extend({ planId: inAddress.id })

/** What a plan would have done on past orders: nothing is sent. */
export const Preview = z
  .object({
    /** Past orders it was played over: the first ones, where there were `more`. */
    orders: z.number(),
    more: z.boolean(),
    cases: z.number(),
    control: z.number(),
    /** What would have been sent, by step; what not, by reason. */
    steps: z.array(z.object({ step: z.string(), channel: z.string(), sent: z.number(), costLi: z.number() })),
    suppressed: z.array(z.object({ why: z.string(), count: z.number() })),
    /** Some of them, as they would have been. */
    sample: z.array(Sending),
    /** By hour of the period, ms: how many would have left. */
    hours: z.array(z.object({ at: z.number(), sent: z.number() })),
    costLi: z.number(),
    /** How many cases of such a length it would begin, and the smallest effect that could be seen with them. */
    detectable: z.number().nullable(),
  })
  .meta({ id: 'RecoveryPreview' })
export type Preview = z.infer<typeof Preview>

export const PlanCounters = z
  .object({
    planId: z.number(),
    cases: z.number(),
    control: z.number(),
    waiting: z.number(),
    sent: z.number(),
    suppressed: z.number(),
    paid: z.number(),
    paidFen: z.number(),
    costLi: z.number(),
    nextAt: z.number().nullable(),
  })
  .meta({ id: 'RecoveryCounters' })
export type PlanCounters = z.infer<typeof PlanCounters>

export const recoveryContract = endpoints({
  recoverySettings: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/settings',
    params: ShopPath,
    gives: RecoverySettings,
    needs: 'recovery.read',
    says: 'Good and quiet hours, caps, costs and what platforms allow.',
  },
  setRecoverySettings: {
    method: 'put',
    path: '/api/shops/{shopId}/recovery/settings',
    params: ShopPath,
    body: RecoverySettings,
    gives: RecoverySettings,
    needs: 'recovery.edit',
    says: 'Changes them.',
  },
  plans: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/plans',
    params: ShopPath,
    gives: z.object({ plans: z.array(Plan), counters: z.array(PlanCounters) }),
    needs: 'recovery.read',
    says: 'The plans, and how each stands now.',
  },
  addPlan: {
    method: 'post',
    path: '/api/shops/{shopId}/recovery/plans',
    params: ShopPath,
    body: PlanBody,
    gives: Plan,
    needs: 'recovery.edit',
    says: 'Makes a plan, as a draft.',
  },
  setPlan: {
    method: 'put',
    path: '/api/shops/{shopId}/recovery/plans/{planId}',
    params: PlanPath,
    body: PlanBody,
    gives: Plan,
    needs: 'recovery.edit',
    says: 'Changes a draft; of a plan that has run, its name, end and budget.',
  },
  movePlan: {
    method: 'post',
    path: '/api/shops/{shopId}/recovery/plans/{planId}/state',
    params: PlanPath,
    body: z.object({ do: z.enum(['start', 'pause', 'resume', 'end', 'remove']) }),
    gives: z.object({ plan: Plan.nullable() }),
    needs: 'recovery.edit',
    says: 'Starts a plan, holds it, goes on, ends it; removes a draft.',
  },
  previewPlan: {
    method: 'post',
    path: '/api/shops/{shopId}/recovery/preview',
    params: ShopPath,
    body: z.object({ plan: PlanBody, from: Moment, to: Moment }),
    gives: Preview,
    needs: 'recovery.edit',
    says: 'What a plan would have sent on the orders of a past time. Nothing is sent.',
  },
  sendings: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/sendings',
    params: ShopPath,
    query: z.object({
      planId: inAddress.id.optional(),
      state: Sending.shape.state.optional(),
      from: inAddress.moment.optional(),
      to: inAddress.moment.optional(),
      before: inAddress.longId.optional(),
    }),
    gives: z.object({ sendings: z.array(Sending), more: z.boolean() }),
    needs: 'recovery.read',
    says: 'What was sent and what not, with the reason, the latest first, a hundred at a time.',
  },
  sendingDays: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/calendar',
    params: ShopPath,
    /** A week before and after now where left out. */
    query: z.object({ from: inAddress.moment.optional(), to: inAddress.moment.optional() }),
    gives: z.object({
      /** By hour, ms: what left, what did not, and what is due. */
      hours: z.array(
        z.object({
          at: z.number(),
          planId: z.number(),
          sent: z.number(),
          suppressed: z.number(),
          due: z.number(),
        }),
      ),
    }),
    needs: 'recovery.read',
    says: 'Sendings by hour: past and coming.',
  },
  cases: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/plans/{planId}/cases',
    params: PlanPath,
    query: z.object({
      reason: Reason.optional(),
      state: Case.shape.state.optional(),
      after: z.string().max(120).optional(),
    }),
    gives: z.object({ cases: z.array(Case), more: z.boolean() }),
    needs: 'recovery.read',
    says: 'Whom a plan is about.',
  },
  correctReason: {
    method: 'post',
    path: '/api/shops/{shopId}/recovery/reason',
    params: ShopPath,
    body: z.object({ subject: z.string().max(120), reason: Reason }),
    gives: z.object({ cases: z.number() }),
    needs: 'conversation.reply',
    says: 'Says why somebody has not ordered or paid: the desk’s guess was another.',
  },
})
