import type { Hub } from '../../../platform/events/hub.ts'
import { append, lockShop } from '../../../platform/events/log.ts'
import { storable } from '../../../shared/text.ts'
import type { Reply, Report } from './domain/outcome.ts'
import { asksToStop } from './domain/stop-words.ts'
import { contentHash, numberOf } from './numbers.ts'
import { type SmsDeps, stateOf } from './send.ts'
import * as store from './store.ts'

export interface CallbackDeps extends SmsDeps {
  hub: Hub
}

/** Characters of a reply that are kept. */
const REPLY = 1000

/** Taken in one transaction: the shop's messages wait meanwhile. A callback of the largest size holds thousands. */
const PIECE = 100

const inPieces = async <T>(
  all: readonly T[],
  take: (piece: readonly T[]) => Promise<number>,
): Promise<number> => {
  let fresh = 0
  for (let from = 0; from < all.length; from += PIECE) fresh += await take(all.slice(from, from + PIECE))
  return fresh
}

/** Takes delivery reports (SMS-20): each once, whoever repeats it, and those of messages nobody knows of are kept until one is. */
export const takeReports = (
  deps: CallbackDeps,
  shopId: number,
  reports: readonly Report[],
): Promise<number> => inPieces(reports, (piece) => takePiece(deps, shopId, piece))

const takePiece = async (
  { db, clock, hub, ports = {} }: CallbackDeps,
  shopId: number,
  reports: readonly Report[],
): Promise<number> => {
  const now = clock.now()
  const { fresh, logged } = await db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    let fresh = 0
    for (const report of reports) {
      if (!(await store.addReport(tx, shopId, report, now))) continue
      fresh++
      const to = stateOf(report)
      const once = await store.applyReport(tx, shopId, report, to, now)
      if (once !== null) await ports.reported?.(tx, shopId, { once, remoteId: report.remoteId, ...to }, now)
    }
    return {
      fresh,
      logged: fresh > 0 ? await append(tx, shopId, [{ kind: 'sms', data: { shopId } }], now) : [],
    }
  })
  hub.publish(logged)
  return fresh
}

/**
 * Takes replies (SMS-22 … SMS-26): one that asks for no more is an opt-out for ever, in the transaction that stores it; another
 * goes to the conversation of that buyer as a note, where one is known, and else stays in the list.
 */
export const takeReplies = (deps: CallbackDeps, shopId: number, replies: readonly Reply[]): Promise<number> =>
  inPieces(replies, (piece) => takeSome(deps, shopId, piece))

const takeSome = async (
  { db, clock, hub, ports = {} }: CallbackDeps,
  shopId: number,
  replies: readonly Reply[],
): Promise<number> => {
  const now = clock.now()
  const { notes, fresh, logged } = await db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const { settings } = await store.loadSms(tx, shopId)
    const notes: { conversationId: number; once: string; text: string }[] = []
    let fresh = 0
    for (const reply of replies) {
      const number = await numberOf(tx, shopId, reply.phone)
      if (!number) continue
      const { who, masked } = number
      const text = storable(reply.text).slice(0, REPLY)
      const at = reply.at ?? now
      // A reply without an id is the same if the same number says the same at the same moment.
      const once =
        reply.id === null
          ? `h:${contentHash(JSON.stringify([who, reply.at, text]))}`
          : `p:${reply.id.slice(0, 100)}`
      const stop = asksToStop(text, settings.stopWords)
      const added = await store.addReply(tx, shopId, { once, who, masked, text, stop, at }, now)
      let { conversationId } = added
      if (added.fresh) {
        fresh++
        const latest = await store.latestTo(tx, shopId, who)
        const about = { who, once: latest, text, at, stop, masked, word: text.slice(0, 40) }
        conversationId = (await ports.replied?.(tx, shopId, about, now))?.conversationId ?? null
        if (conversationId !== null) await store.placeReply(tx, shopId, added.id, conversationId)
      }
      // Also of one that was there before: the desk may have stopped between storing it and the note, which is stored once.
      if (conversationId !== null) notes.push({ conversationId, once: `sms-reply:${added.id}`, text })
    }
    return {
      notes,
      fresh,
      logged: fresh > 0 ? await append(tx, shopId, [{ kind: 'sms', data: { shopId } }], now) : [],
    }
  })
  hub.publish(logged)
  for (const note of notes) await ports.noted?.(shopId, note)
  return fresh
}
