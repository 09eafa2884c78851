import { useQuery } from '@tanstack/react-query'
import { client } from '../../../../web/api.ts'
import { adviserContract } from '../../adviser/contract.ts'
import { recoveryContract } from '../../contract.ts'
import { about } from '../api.ts'

export const adviserApi = client(adviserContract)
/** How long the shop's buyers mostly have to pay. */
export const useOrderLife = (shopId: number) =>
  useQuery({
    queryKey: [...about(shopId), 'life'],
    queryFn: () => adviserApi.orderLife({ params: { shopId } }),
    staleTime: 5 * 60_000,
  })
export const plansApi = client({ addPlan: recoveryContract.addPlan })
