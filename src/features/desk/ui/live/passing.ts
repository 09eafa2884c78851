import { cell } from '../../../../web/cell.ts'
import type { Live } from '../../contract.ts'
import { type Key, keyOf } from './state.ts'

/** Somebody types or looks at a conversation, until the moment given (ms by this computer). `personId` null: the buyer. */
export interface Presence {
  personId: number | null
  doing: 'typing' | 'viewing'
  until: number
}
export type Present = ReadonlyMap<Key, readonly Presence[]>

/** Typing is said every 3 s while it lasts, looking every 25 s: one message may be lost. */
const LASTS = { typing: 7_000, viewing: 55_000 }

export const noted = (present: Present, news: Live, now: number): Present => {
  const key = keyOf({ shopId: news.shopId, id: news.conversationId })
  const { doing } = news
  if (doing === 'left' && !present.has(key)) return present
  // Who types also looks: when typing is over, looking goes on. The two may come in any order.
  const others = (present.get(key) ?? []).filter(
    (p) => p.until > now && (p.personId !== news.personId || (doing !== 'left' && p.doing !== doing)),
  )
  const own = doing === 'left' ? [] : [{ personId: news.personId, doing, until: now + LASTS[doing] }]
  const next = new Map(present)
  if (others.length + own.length === 0) next.delete(key)
  else next.set(key, [...others, ...own])
  return next
}

/** What is to be said of it now: of who types not that they look. */
export const saidOf = (here: readonly Presence[], now: number): Presence[] => {
  const current = here.filter(({ until }) => until > now)
  const types = new Set(current.flatMap((p) => (p.doing === 'typing' ? [p.personId] : [])))
  return current.filter((p) => p.doing === 'typing' || !types.has(p.personId))
}

export const present = cell<Present>(new Map())
export const heardLive = (news: Live) => present.update((p) => noted(p, news, Date.now()))
