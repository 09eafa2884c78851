import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { inAddress } from '../../../shared/ids.ts'
import { Share } from '../../../shared/money.ts'
import { ShopPath } from '../../shop/contract.ts'
import { PlanResults } from '../domain/results.ts'

export const PowerAsked = z.object({
  /** People the plan will be about, a day. */
  perDay: z.number().min(0).max(10_000_000),
  days: z.number().int().min(1).max(365),
  /** Share that pays without a reminder. */
  base: Share,
  control: Share.max(0.5),
  /** A rise one would like to see, as a share: how many people and days it takes. */
  effect: Share.min(0.001).optional(),
})
export type PowerAsked = z.infer<typeof PowerAsked>

export const Power = z
  .object({
    people: z.number(),
    /** The smallest rise that would be seen 8 times of 10 with all of them, if their number is the one planned; null: none. */
    detectable: z.number().nullable(),
    /** The same by days, for the plot. */
    byDay: z.array(z.object({ days: z.number(), people: z.number(), detectable: z.number().nullable() })),
    /** For the rise asked about: people and days it takes with their number planned before, and looking at any moment. */
    needs: z
      .object({
        people: z.number(),
        days: z.number().nullable(),
        lookingPeople: z.number(),
        lookingDays: z.number().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'RecoveryPower' })
export type Power = z.infer<typeof Power>

export const resultsContract = endpoints({
  planResults: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/plans/{planId}/results',
    params: ShopPath.extend({ planId: inAddress.id }),
    gives: PlanResults,
    needs: 'recovery.read',
    says: 'What a plan brought against its control group, with the bounds of each number; at most a minute old.',
  },
  planPower: {
    method: 'post',
    path: '/api/shops/{shopId}/recovery/power',
    params: ShopPath,
    body: PowerAsked,
    gives: Power,
    needs: 'recovery.read',
    says: 'Before a plan starts: the smallest effect it could show, and how many people a wanted one takes.',
  },
})
