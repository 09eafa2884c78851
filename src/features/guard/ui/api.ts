import { useQuery } from '@tanstack/react-query'
import { client } from '../../../web/api.ts'
import { queries } from '../../../web/query.ts'
import { guardContract } from '../contract.ts'
import { leadContract } from '../lead/contract.ts'

export const guardApi = client(guardContract)
export const leadApi = client(leadContract)

const KEPT = 5 * 60_000

/** Platform and settings of a shop's guard. A `settings` event renews them. */
export const useShopGuard = (shopId: number) =>
  useQuery({
    queryKey: ['guard', shopId],
    queryFn: () => guardApi.guard({ params: { shopId } }),
    staleTime: KEPT,
  })

/** The shipped rules of a shop's platform. */
export const useGuardRules = (shopId: number) =>
  useQuery({
    queryKey: ['guard', shopId, 'rules'],
    queryFn: async () => (await guardApi.guardRules({ params: { shopId } })).rules,
    staleTime: KEPT,
  })

/** Asks again for what depends on a shop's guard settings. */
export const askGuardAnew = (shopId: number) => queries.invalidateQueries({ queryKey: ['guard', shopId] })
/** Asks again for contacts that buyers gave. */
export const askLeadsAnew = (shopId: number) => queries.invalidateQueries({ queryKey: ['leads', shopId] })
