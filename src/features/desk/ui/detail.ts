import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { queries } from '../../../web/query.ts'
import type { Message } from '../../conversation/domain.ts'
import { desk, deskApi } from './live/feed.ts'
import { applyAnswer, fillStream, type Key, openStream, partsOf } from './live/state.ts'

/** Fetches a conversation: its messages join the live state, the rest is the answer. */
const fetchDetail = async (key: Key) => {
  desk.update((state) => openStream(state, key))
  const asked = desk.get()
  const { messages, ...rest } = await deskApi.conversation({ params: partsOf(key) })
  desk.update((state) => fillStream(applyAnswer(state, asked, rest), key, messages))
  return { ...rest, hasEarlier: messages.length >= 500 }
}

export type Detail = Awaited<ReturnType<typeof fetchDetail>>

/** While a reply is on its way the delivery is asked for again after so long, ms; then every last one. */
const ASK_AGAIN = [1500, 3000, 6000, 12_000, 30_000]

/** Whether one of the desk's messages has not been taken by its channel yet. */
const onItsWay = (messages: readonly Message[], delivery: Detail['delivery']): boolean =>
  messages.some((m) => m.outbound && m.id > delivery.acked && !delivery.dead.includes(m.id))

/** Buyer, draft, earlier conversations and delivery of a conversation; its messages are in the live state. */
export const useDetail = (key: Key, messages: readonly Message[] = []) => {
  const waiting = useRef({ last: 0, since: 0 })
  return useQuery({
    queryKey: ['conversation', key],
    queryFn: () => fetchDetail(key),
    staleTime: 60_000,
    refetchInterval: (query) => {
      const delivery = query.state.data?.delivery
      if (!delivery || !onItsWay(messages, delivery)) return false
      const last = messages.at(-1)?.id ?? 0
      const { dataUpdateCount } = query.state
      if (waiting.current.last !== last) waiting.current = { last, since: dataUpdateCount }
      const times = dataUpdateCount - waiting.current.since
      return ASK_AGAIN[Math.min(times, ASK_AGAIN.length - 1)] ?? false
    },
  })
}

/** Messages before the first one known. Resolves to whether there may be still earlier ones. */
export const fetchEarlier = async (key: Key): Promise<boolean> => {
  const known = desk.get().streams.get(key)?.messages ?? []
  const before = known.reduce((least, m) => Math.min(least, m.id), Number.MAX_SAFE_INTEGER)
  const { messages } = await deskApi.earlierMessages({ params: partsOf(key), query: { before } })
  desk.update((state) => fillStream(state, key, messages))
  return messages.length >= 500
}

export const refreshDetail = (key: Key) => queries.invalidateQueries({ queryKey: ['conversation', key] })
