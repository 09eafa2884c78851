import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { inAddress } from '../../../shared/ids.ts'
import { ShopPath } from '../../shop/contract.ts'

export const OptOutChannel = z.enum(['chat', 'sms', 'phone', 'all'])
export type OptOutChannel = z.infer<typeof OptOutChannel>

export const OptOut = z
  .object({
    id: z.number(),
    /** `buyer:<the platform's key>` or `phone:<hash>`. */
    who: z.string(),
    channel: OptOutChannel,
    /** A masked number or a buyer's name. */
    label: z.string(),
    at: z.number(),
    /** The words that were said, or why somebody of the shop wrote it down. */
    how: z.string(),
    personId: z.number().nullable(),
  })
  .meta({ id: 'OptOut' })
export type OptOut = z.infer<typeof OptOut>

const base = '/api/shops/{shopId}/recovery/opt-outs'

export const optOutContract = endpoints({
  optOuts: {
    method: 'get',
    path: base,
    params: ShopPath,
    query: z.object({
      /** A number (whole), or a part of a buyer's name. */
      q: z.string().trim().max(60).optional(),
      before: inAddress.id.optional(),
    }),
    gives: z.object({ optOuts: z.array(OptOut), more: z.boolean() }),
    needs: 'recovery.read',
    says: 'Who wants no reminders, the latest first, a hundred at a time.',
  },
  addOptOut: {
    method: 'post',
    path: base,
    params: ShopPath,
    body: z.object({
      of: z.union([
        z.object({ phone: z.string().trim().min(1).max(40) }),
        z.object({ buyerKey: z.string().min(1).max(200), name: z.string().trim().max(100) }),
      ]),
      channel: OptOutChannel,
      how: z.string().trim().min(1).max(200),
    }),
    gives: OptOut,
    needs: 'conversation.reply',
    says: 'Writes down that somebody wants no reminders. A number is kept as a hash.',
  },
  removeOptOut: {
    method: 'post',
    path: `${base}/{optOutId}/remove`,
    params: ShopPath.extend({ optOutId: inAddress.id }),
    body: z.object({ reason: z.string().trim().min(4).max(200) }),
    gives: z.object({}),
    needs: 'recovery.edit',
    says: 'Takes somebody off the list, for a reason that the audit keeps.',
  },
})
