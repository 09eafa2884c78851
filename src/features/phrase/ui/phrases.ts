import { useQuery } from '@tanstack/react-query'
import { client } from '../../../web/api.ts'
import { queries } from '../../../web/query.ts'
import { phraseContract } from '../contract.ts'
import type { Phrase } from '../domain/phrase.ts'

export const phraseApi = client(phraseContract)

const key = (shopId: number) => ['phrases', shopId]

/** The phrases a person may use in a shop. */
export const usePhrases = (shopId: number) =>
  useQuery({
    queryKey: key(shopId),
    queryFn: async () => (await phraseApi.phrases({ params: { shopId } })).phrases,
    staleTime: 5 * 60_000,
  })

/**
 * Tells the desk with which phrases a message was sent that it has, and ranks them by it from now on. Nobody asked for
 * it: should it fail, one use goes uncounted.
 */
export const reportUses = (shopId: number, clientId: string, ids: readonly number[]): void => {
  phraseApi.usedPhrases({ params: { shopId }, body: { clientId, ids: [...ids] } }).catch(() => {})
  queries.setQueryData<Phrase[]>(key(shopId), (all) =>
    all?.map((phrase) => (ids.includes(phrase.id) ? { ...phrase, uses: phrase.uses + 1 } : phrase)),
  )
}
