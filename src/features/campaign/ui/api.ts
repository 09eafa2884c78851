import { useQuery } from '@tanstack/react-query'
import { client } from '../../../web/api.ts'
import { shopApi } from '../../shop/ui/session.ts'
import { campaignContract } from '../contract.ts'

export const campaignApi = client(campaignContract)

const KEPT = 5 * 60_000

/** Whatever is asked of a shop's campaigns is kept below this; a saved change asks for all of it again. */
export const about = (shopId: number) => ['campaigns', shopId] as const

export const useCampaigns = (shopId: number | undefined) =>
  useQuery({
    queryKey: ['campaigns', shopId, 'all'],
    queryFn: async () => (await campaignApi.campaigns({ params: { shopId: shopId ?? 0 } })).campaigns,
    enabled: shopId !== undefined,
    staleTime: KEPT,
  })

export const useActivities = (shopId: number, campaignId: number) =>
  useQuery({
    queryKey: [...about(shopId), campaignId, 'activities'],
    queryFn: async () => (await campaignApi.activities({ params: { shopId, campaignId } })).activities,
  })

export const useFlags = (shopId: number, campaignId: number) =>
  useQuery({
    queryKey: [...about(shopId), campaignId, 'flags'],
    queryFn: async () => (await campaignApi.flags({ params: { shopId, campaignId } })).flags,
  })

export const useSignUps = (shopId: number, campaignId: number) =>
  useQuery({
    queryKey: [...about(shopId), campaignId, 'sign-ups'],
    queryFn: async () => (await campaignApi.signUps({ params: { shopId, campaignId } })).signUps,
  })

export const useWatch = (shopId: number) =>
  useQuery({
    queryKey: [...about(shopId), 'watch'],
    queryFn: async () => (await campaignApi.watch({ params: { shopId } })).findings,
  })

/** The people of a shop, who may own a wave or an activity. */
export const usePeople = (shopId: number) =>
  useQuery({
    queryKey: ['settings', 'people', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
  })
