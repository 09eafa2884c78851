import type { Tx } from '../../../platform/db/db.ts'
import type { ChatEvent } from '../domain/chat.ts'
import { breather } from './breathe.ts'
import { chatEvents, type Said } from './chat-events.ts'
import type { Day } from './day.ts'
import * as store from './store.ts'

/** Events that are counted at once. More would hold up other work while they are put in order. */
const PIECE = 2_000

const byTime = (a: Said, b: Said): number => a.at - b.at || a.id - b.id

/**
 * Everything that decides what began on a day: all that was said in the conversations of whoever was in touch on it,
 * also before and after. In pieces of whole buyers, each in order of time. `margin`, ms: how far apart things can be
 * that belong together (a limit, a return to the same session).
 */
export const eventsOfDay = async (
  tx: Tx,
  shopId: number,
  day: Day,
  margin: number,
): Promise<ChatEvent[][]> => {
  const breath = breather()
  const saidByTalk = new Map<number, Said[]>()
  const hear = async (portions: AsyncGenerator<Said[]>) => {
    for await (const portion of portions)
      for (const one of portion) {
        const talk = saidByTalk.get(one.conversationId)
        if (talk) talk.push(one)
        else saidByTalk.set(one.conversationId, [one])
      }
  }
  await hear(store.saidOn(tx, shopId, day))
  const around = { from: day.from - margin, to: day.to + margin }
  const talks = await store.conversationsAround(tx, shopId, [...saidByTalk.keys()], day, around)
  const beyond = talks.filter((talk) => talk.beyond).map((talk) => talk.conversationId)
  if (beyond.length > 0) await hear(store.saidAround(tx, shopId, beyond, day))

  const pieces: ChatEvent[][] = []
  let piece: ChatEvent[] = []
  const finish = () => {
    if (piece.length > 0) pieces.push(piece.sort((a, b) => a.at - b.at))
    piece = []
  }
  for (const ofBuyer of Map.groupBy(talks, ({ buyerId }) => buyerId).values()) {
    for (const talk of ofBuyer)
      piece.push(...chatEvents((saidByTalk.get(talk.conversationId) ?? []).sort(byTime), talk))
    if (piece.length >= PIECE) finish()
    if (breath.tired()) await breath.rest()
  }
  finish()
  return pieces
}
