import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { DbId, inAddress } from '../../shared/ids.ts'
import { ShopPath } from '../shop/contract.ts'

export const directingContract = endpoints({
  handOver: {
    method: 'post',
    path: '/api/shops/{shopId}/people/{personId}/hand-over',
    params: ShopPath.extend({ personId: inAddress.id }),
    body: z.object({ to: z.union([z.literal('queue'), DbId]) }),
    gives: z.object({
      moved: z.number(),
      /** Still theirs: the person they should go to has no room for them, or joined this very second. */
      kept: z.number(),
    }),
    needs: 'routing.direct',
    says: 'Takes all open conversations from somebody: into the queue, or to a colleague as far as they have room.',
  },
})
