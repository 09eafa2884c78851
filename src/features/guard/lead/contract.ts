import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { inAddress, Moment } from '../../../shared/ids.ts'
import { ShopPath } from '../../shop/contract.ts'

/** What a contact may be used for. */
export const LeadPurpose = z.enum(['unknown', 'wholesale', 'order-change', 'after-sales', 'call-back'])
export type LeadPurpose = z.infer<typeof LeadPurpose>

/** A contact that a buyer gave without being asked. */
export const Lead = z
  .object({
    id: z.number(),
    conversationId: z.number(),
    messageId: z.number(),
    buyerId: z.number(),
    buyerName: z.string(),
    /** Who has the conversation. */
    assignee: z.number().nullable(),
    kind: z.enum(['phone', 'wechat', 'qq', 'email', 'alipay']),
    /** 138****5678. Whole only by `revealLead`. */
    masked: z.string(),
    purpose: LeadPurpose,
    note: z.string(),
    foundAt: z.number(),
    /** When it is deleted. */
    expiresAt: z.number(),
    done: z.object({ at: z.number(), by: z.number() }).nullable(),
    /** Whether who asks may see it whole and change it. */
    mayReveal: z.boolean(),
  })
  .meta({ id: 'Lead' })
export type Lead = z.infer<typeof Lead>

const LeadPath = ShopPath.extend({ leadId: inAddress.longId })

export const leadContract = endpoints({
  leads: {
    method: 'get',
    path: '/api/shops/{shopId}/leads',
    params: ShopPath,
    query: z.object({
      conversation: inAddress.id.optional(),
      purpose: LeadPurpose.optional(),
      /** `open`: still to be followed up. */
      state: z.enum(['open', 'done']).optional(),
      before: inAddress.longId.optional(),
    }),
    gives: z.object({ leads: z.array(Lead), more: z.boolean() }),
    needs: 'lead.read',
    says: 'Contacts that buyers volunteered, masked, newest first, 50 at a time.',
  },
  setLead: {
    method: 'put',
    path: '/api/shops/{shopId}/leads/{leadId}',
    params: LeadPath,
    body: z.object({
      purpose: LeadPurpose.optional(),
      expiresAt: Moment.optional(),
      note: z.string().trim().max(500).optional(),
      done: z.boolean().optional(),
    }),
    gives: Lead,
    needs: 'lead.reveal',
    says: 'Says what a contact is for, when it is deleted (a year from now at most), or that it was followed up. An agent may in conversations they have.',
  },
  revealLead: {
    method: 'post',
    path: '/api/shops/{shopId}/leads/{leadId}/reveal',
    params: LeadPath,
    gives: z.object({ value: z.string() }),
    needs: 'lead.reveal',
    says: 'One contact whole. The audit tells who looked. An agent may in conversations they have.',
  },
  forgetLead: {
    method: 'delete',
    path: '/api/shops/{shopId}/leads/{leadId}',
    params: LeadPath,
    gives: z.object({}),
    needs: 'lead.reveal',
    says: 'Deletes a contact before its day, as a buyer may ask for.',
  },
})
