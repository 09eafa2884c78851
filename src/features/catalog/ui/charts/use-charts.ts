import { useQuery } from '@tanstack/react-query'
import { CHARTS, catalogApi } from '../api.ts'

/** The size charts of a shop. */
export const useCharts = (shopId: number) =>
  useQuery({
    queryKey: [CHARTS, shopId],
    queryFn: async () => (await catalogApi.sizeCharts({ params: { shopId } })).charts,
    staleTime: 60_000,
  })
