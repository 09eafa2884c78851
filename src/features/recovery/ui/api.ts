import { useQuery } from '@tanstack/react-query'
import { client } from '../../../web/api.ts'
import { recoveryContract } from '../contract.ts'
import { reasonContract } from '../reason/contract.ts'
import { wishContract } from '../wish/contract.ts'

export const recoveryApi = client(recoveryContract)
export const reasonApi = client(reasonContract)
export const wishApi = client(wishContract)

/** Whatever is asked of a shop's recovery is kept below this; the desk's news asks for all of it again. */
export const about = (shopId: number) => ['recovery', shopId] as const

/** Counters move while reminders leave: besides the desk's news they are asked for every so often while the page is seen. */
const EVERY = 10_000

export const usePlans = (shopId: number) =>
  useQuery({
    queryKey: [...about(shopId), 'plans'],
    queryFn: () => recoveryApi.plans({ params: { shopId } }),
    refetchInterval: EVERY,
  })

export const useRecoverySettings = (shopId: number) =>
  useQuery({
    queryKey: [...about(shopId), 'settings'],
    queryFn: () => recoveryApi.recoverySettings({ params: { shopId } }),
    staleTime: 5 * 60_000,
  })
