import { useQuery } from '@tanstack/react-query'
import { client } from '../../../web/api.ts'
import { phraseContract } from '../contract.ts'

export const phraseApi = client(phraseContract)

/** A shop's phrases and one's own. */
export const usePhrases = (shopId: number) =>
  useQuery({
    queryKey: ['phrases', shopId],
    queryFn: async () => (await phraseApi.phrases({ params: { shopId } })).phrases,
    staleTime: 5 * 60_000,
  })
