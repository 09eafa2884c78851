import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { ShopPath } from '../../shop/contract.ts'
import { Advice, AdviceAsked } from '../domain/adviser/advice.ts'

export const adviserContract = endpoints({
  advise: {
    method: 'post',
    path: '/api/shops/{shopId}/recovery/advice',
    params: ShopPath,
    body: AdviceAsked,
    gives: Advice,
    needs: 'recovery.read',
    says: 'How to remind with so much money and time: the channels compared, and plans to begin with. Changes nothing.',
  },
  orderLife: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/order-life',
    params: ShopPath,
    gives: z.object({ minutes: z.number().nullable() }),
    needs: 'recovery.read',
    says: 'How long buyers have to pay, by the latest orders; null where none tells.',
  },
})
