import type { BuyerMessage } from './wire.ts'

/** Messages as people read them: by time, then in the order of arrival. */
const inReadingOrder = (a: BuyerMessage, b: BuyerMessage) => a.at - b.at || a.id - b.id

/** Both together, each once; what came later replaces what is known under the same id. */
export const merged = (known: readonly BuyerMessage[], news: readonly BuyerMessage[]): BuyerMessage[] => {
  const byId = new Map(known.map((message) => [message.id, message]))
  for (const message of news) byId.set(message.id, message)
  return [...byId.values()].sort(inReadingOrder)
}

/** Where the stream goes on. */
export const lastId = (messages: readonly BuyerMessage[]): number =>
  messages.reduce((last, { id }) => Math.max(last, id), 0)

export const unreadCount = (messages: readonly BuyerMessage[], readId: number): number =>
  messages.filter(({ id, from }) => from !== 'buyer' && id > readId).length

/** Minutes of silence after which a message shows its time again. */
const PAUSE = 5 * 60_000

const sameDay = (a: number, b: number) => new Date(a).toDateString() === new Date(b).toDateString()

export interface Place {
  /** First of a day: a separator stands above. */
  day: boolean
  /** First after a pause: its time is shown. */
  time: boolean
  /** First of a speaker: the name is shown. */
  speaker: boolean
}

/** How a message stands to the one above it. Days are the buyer's own. */
export const placeOf = (
  message: Pick<BuyerMessage, 'at' | 'from' | 'name'>,
  above: Pick<BuyerMessage, 'at' | 'from' | 'name'> | undefined,
): Place => {
  if (!above) return { day: true, time: true, speaker: true }
  const day = !sameDay(above.at, message.at)
  const time = day || message.at - above.at > PAUSE
  return { day, time, speaker: time || above.from !== message.from || above.name !== message.name }
}

/** 'today', 'yesterday', or the day itself. */
export const dayOf = (at: number, now: number): 'today' | 'yesterday' | 'earlier' => {
  if (sameDay(at, now)) return 'today'
  const before = new Date(now)
  before.setDate(before.getDate() - 1)
  return sameDay(at, before.getTime()) ? 'yesterday' : 'earlier'
}
