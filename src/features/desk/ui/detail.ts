import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../web/query.ts'
import { desk, deskApi } from './live/feed.ts'
import { applyAnswer, fillStream, type Key, openStream, partsOf } from './live/state.ts'

/** Fetches a conversation: its messages join the live state, the rest is the answer. */
const fetchDetail = async (key: Key) => {
  desk.update((state) => openStream(state, key))
  const { messages, ...rest } = await deskApi.conversation({ params: partsOf(key) })
  desk.update((state) => fillStream(applyAnswer(state, rest), key, messages))
  return { ...rest, hasEarlier: messages.length >= 500 }
}

export type Detail = Awaited<ReturnType<typeof fetchDetail>>

/** Buyer, draft, earlier conversations and delivery of a conversation; its messages are in the live state. */
export const useDetail = (key: Key | null) =>
  useQuery({
    queryKey: ['conversation', key],
    queryFn: () => fetchDetail(key ?? ''),
    enabled: key !== null,
    staleTime: 60_000,
  })

/** Messages before the first one known. Resolves to whether there may be still earlier ones. */
export const fetchEarlier = async (key: Key): Promise<boolean> => {
  const known = desk.get().streams.get(key)?.messages ?? []
  const before = known.reduce((least, m) => Math.min(least, m.id), Number.MAX_SAFE_INTEGER)
  const { messages } = await deskApi.earlierMessages({ params: partsOf(key), query: { before } })
  desk.update((state) => fillStream(state, key, messages))
  return messages.length >= 500
}

export const refreshDetail = (key: Key) => queries.invalidateQueries({ queryKey: ['conversation', key] })
