import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client } from '../../../web/api.ts'
import { deskNow } from '../../../web/clock.ts'
import { about, campaignApi, useCampaigns } from '../../campaign/ui/api.ts'
import { catalogContract, type Product } from '../../catalog/contract.ts'
import { pricingContract, type Wanted } from '../contract.ts'
import { comingMoments } from './coming.ts'

export const pricingApi = client(pricingContract)
const catalogApi = client(catalogContract)

/** After so long without another change the desk is asked, ms: typing “12” is one question, not two. */
const PAUSE = 180
/** A price of now may change by itself, with a phase that begins. */
const ANEW = 30_000

/** A value once it has stood still. Values that are written alike are the same. */
export const usePaused = <T>(value: T, ms = PAUSE): T => {
  const written = JSON.stringify(value)
  const [paused, setPaused] = useState({ written, value })
  useEffect(() => {
    const timer = setTimeout(
      () => setPaused((before) => (before.written === written ? before : { written, value })),
      ms,
    )
    return () => clearTimeout(timer)
  }, [written, value, ms])
  return paused.written === written ? value : paused.value
}

/** The quote of a basket; the last one while the next is asked for. Nothing is asked for an empty basket. */
export const useQuote = (shopId: number, wanted: Wanted | null) =>
  useQuery({
    queryKey: ['pricing', shopId, 'quote', wanted],
    queryFn: () => (wanted === null ? null : pricingApi.quote({ params: { shopId }, body: wanted })),
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
    refetchInterval: wanted?.at === null ? ANEW : false,
  })

export const useWhatIf = (shopId: number, wanted: Wanted | null) =>
  useQuery({
    queryKey: ['pricing', shopId, 'what-if', wanted],
    queryFn: () => (wanted === null ? null : pricingApi.whatIf({ params: { shopId }, body: wanted })),
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
  })

export const useOffers = (shopId: number, campaignId?: number) =>
  useQuery({
    queryKey: ['pricing', shopId, 'offers', campaignId ?? null],
    queryFn: () =>
      pricingApi.offers({ params: { shopId }, query: campaignId === undefined ? {} : { campaignId } }),
  })

export const useRuleSets = (shopId: number) =>
  useQuery({
    queryKey: ['pricing', shopId, 'rule-sets'],
    queryFn: () => pricingApi.ruleSets({ params: { shopId } }),
  })

export const useFound = (shopId: number, q: string) =>
  useQuery({
    queryKey: ['products', shopId, q],
    queryFn: async () => (await catalogApi.products({ params: { shopId }, query: { q } })).products,
    placeholderData: keepPreviousData,
  })

/** The id of a product of which the id or the title is known; null while it is sought, and where there is none. */
export const useLooked = (shopId: number, about: string | null): string | null => {
  const q = (about ?? '').slice(0, 60)
  const found = useQuery({
    queryKey: ['products', shopId, q],
    queryFn: async () => (await catalogApi.products({ params: { shopId }, query: { q } })).products,
    enabled: about !== null,
  })
  return found.data?.find(({ id, title }) => id === about || title === about)?.id ?? null
}

export const useCategories = (shopId: number): readonly string[] =>
  useQuery({
    queryKey: ['pricing', shopId, 'categories'],
    queryFn: async () => (await catalogApi.products({ params: { shopId }, query: { limit: 1 } })).categories,
  }).data ?? []

/** The products with these ids, as far as they are known by now; null for one that is not in the catalog. */
export const useGoods = (shopId: number, ids: readonly string[]): ReadonlyMap<string, Product | null> =>
  useQueries({
    queries: [...new Set(ids)].map((productId) => ({
      queryKey: ['pricing', shopId, 'product', productId],
      queryFn: async () => (await catalogApi.product({ params: { shopId, productId } })).product,
      staleTime: 60_000,
    })),
    combine: (all) => {
      const known = new Map<string, Product | null>()
      ;[...new Set(ids)].forEach((id, i) => {
        const one = all[i]
        if (one?.data) known.set(id, one.data)
        else if (one?.isError) known.set(id, null)
      })
      return known
    },
  })

/** The activities of campaigns, as far as they are known by now. */
export const useActivities = (shopId: number, campaignIds: readonly number[]) =>
  useQueries({
    queries: campaignIds.map((campaignId) => ({
      queryKey: [...about(shopId), campaignId, 'activities'],
      queryFn: async () => (await campaignApi.activities({ params: { shopId, campaignId } })).activities,
    })),
    combine: (all) => all.flatMap(({ data }) => data ?? []),
  })

/** The beginnings of phases that are still to come. */
export const useComing = (shopId: number) => comingMoments(useCampaigns(shopId).data ?? [], deskNow())
