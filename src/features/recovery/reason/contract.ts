import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { Said } from '../../../shared/said.ts'
import { ShopPath } from '../../shop/contract.ts'
import { Reason } from '../domain/plan.ts'
import { ReasonRules } from '../domain/reason-words.ts'

/** `order:123` or `asked:45` (a conversation). */
const Subject = z.string().regex(/^(order|asked):.{1,100}$/, 'order:… or asked:…')

export const WhyNot = z
  .object({
    subject: z.string(),
    reason: Reason,
    /** 0–1; 1 where a person said so. */
    confidence: z.number(),
    because: Said,
    /** The buyer's message that tells it. */
    messageId: z.number().nullable(),
    /** Who said so, where the desk did not guess. */
    by: z.object({ personId: z.number(), at: z.number() }).nullable(),
    next: z.object({ does: Said, remind: z.boolean(), words: Said }),
  })
  .meta({ id: 'RecoveryWhyNot' })
export type WhyNot = z.infer<typeof WhyNot>

export const reasonContract = endpoints({
  whyNot: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/why/{subject}',
    params: ShopPath.extend({ subject: Subject }),
    gives: WhyNot,
    needs: 'recovery.read',
    says: 'Why an order is not paid, or why who asked has not ordered, which fact or message tells it, and what follows.',
  },
  reasonRules: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/reason-words',
    params: ShopPath,
    gives: ReasonRules,
    needs: 'recovery.read',
    says: 'The words by which a reason is recognised.',
  },
  setReasonRules: {
    method: 'put',
    path: '/api/shops/{shopId}/recovery/reason-words',
    params: ShopPath,
    body: ReasonRules,
    gives: ReasonRules,
    needs: 'recovery.edit',
    says: 'Changes them.',
  },
})
