import { setTimeout as sleep } from 'node:timers/promises'
import { record } from '../../../platform/auth/audit.ts'
import { type Clock, systemClock } from '../../../platform/clock.ts'
import { type Db, openDb, type Tx } from '../../../platform/db/db.ts'
import { append } from '../../../platform/events/log.ts'
import type { Refused } from '../../../platform/files/index.ts'
import { refuse } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import { createChannel } from '../../channel/index.ts'
import { shopFacts } from '../../shop/index.ts'
import { type Named, naming } from './identity.ts'
import { decidePiece, needsOf } from './piece.ts'
import * as store from './store.ts'
import type { ChatTurn } from './turn.ts'

/** Messages a transaction takes: it holds the shop's turn to write for about 20 ms. */
const PIECE = 500
/** Of the time, how much an import takes the database for itself; the rest belongs to those who answer buyers. */
const DUTY = 0.5

export interface ImportProgress {
  /** Turns read. */
  read: number
  stored: number
  /** Stored before. */
  duplicates: number
  refused: number
}

export interface ImportReport extends ImportProgress {
  channelId: number
  /** New ones, and those that became longer. */
  conversations: number
  grown: number
  buyers: number
  /** Broken off by the signal: run it again to go on. */
  interrupted: boolean
}

/** Marks conversations whose times are ours. */
const TIMES_ASSUMED = { 'zh-CN': '时间为推定', en: 'times assumed' } as const

/**
 * Stores recorded chats as closed conversations of an import channel of the shop, which is made when its name is new.
 * What is stored already is left as it is, so it can be run again, or go on after an interruption. Bulk work has one
 * connection of its own and rests half of the time. Rules: specs/import.md IMP-5 to IMP-8.
 */
export const importChats = async (
  db: Db,
  options: {
    shopId: number
    turns: AsyncIterable<ChatTurn | Refused>
    /** The channel's name. */
    source: string
    onProgress?(progress: ImportProgress): void
    onRefused?(refused: Refused): void
    signal?: AbortSignal
    clock?: Clock
  },
): Promise<ImportReport> => {
  const { shopId, turns, signal, clock = systemClock } = options
  const bulk = openDb(db.connection, { poolSize: 1 })
  try {
    const { channelId, tag } = await bulk.tx({ shops: [shopId] }, (tx) =>
      prepare(tx, shopId, options.source, clock.now()),
    )
    const report: ImportReport = {
      read: 0,
      stored: 0,
      duplicates: 0,
      refused: 0,
      channelId,
      conversations: 0,
      grown: 0,
      buyers: 0,
      interrupted: false,
    }
    const nameTurn = naming()
    const lastAt = new Map<string, Instant>()
    const counted = new Set<string>()
    let gathered: Named[] = []
    const flush = async () => {
      if (gathered.length === 0) return
      const began = performance.now()
      const piece = gathered
      gathered = []
      const written = await bulk.tx({ shops: [shopId] }, (tx) =>
        storePiece(tx, { shopId, channelId, tag, turns: piece, lastAt, now: clock.now() }),
      )
      for (const [session, at] of written.lastAt) lastAt.set(session, at)
      report.stored += written.stored
      report.duplicates += piece.length - written.stored
      // A session that lies over several pieces is counted once.
      for (const session of written.opened) counted.add(session)
      report.conversations += written.opened.length
      for (const session of written.grown) {
        if (counted.has(session)) continue
        counted.add(session)
        report.grown++
      }
      report.buyers += written.buyers
      options.onProgress?.(report)
      if (written.stored > 0) await sleep(((performance.now() - began) * (1 - DUTY)) / DUTY)
    }
    for await (const turn of turns) {
      if (signal?.aborted) {
        report.interrupted = true
        break
      }
      if ('why' in turn) {
        report.refused++
        options.onRefused?.(turn)
        continue
      }
      report.read++
      gathered.push(nameTurn(turn))
      if (gathered.length === PIECE) await flush()
    }
    if (!report.interrupted) await flush()
    await bulk.tx({ shops: [shopId] }, (tx) => {
      const { stored, duplicates, refused, conversations, grown, interrupted } = report
      const detail = { channelId, stored, duplicates, refused, conversations, grown, interrupted }
      return record(tx, { shopId, personId: null, what: 'import', detail, address: null }, clock.now())
    })
    return report
  } finally {
    await bulk.close()
  }
}

const prepare = async (tx: Tx, shopId: number, source: string, now: Instant) => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  await store.takeTurn(tx, shopId)
  const name = source.slice(0, 60)
  const channelId =
    (await store.importChannel(tx, shopId, name)) ??
    (await createChannel(tx, shopId, { kind: 'import', name }, now)).id
  return { channelId, tag: TIMES_ASSUMED[shop.locale] }
}

const storePiece = async (
  tx: Tx,
  piece: {
    shopId: number
    channelId: number
    tag: string
    turns: readonly Named[]
    lastAt: ReadonlyMap<string, Instant>
    now: Instant
  },
) => {
  const { shopId, channelId, tag, turns, lastAt, now } = piece
  await store.takeTurn(tx, shopId)
  const known = {
    messages: await store.storedMessages(
      tx,
      shopId,
      channelId,
      turns.map((t) => t.id),
    ),
    talks: await store.conversationsOfSessions(tx, shopId, channelId, [
      ...new Set(turns.map((t) => t.session)),
    ]),
    buyers: await store.buyersNamed(tx, shopId, channelId, [...new Set(turns.map((t) => t.turn.buyer))]),
  }
  const needs = needsOf(turns, known)
  // Nothing new: the shop's turn to write is not even asked for.
  const first =
    needs.messages === 0 ? { message: 0, conversation: 0, buyer: 0 } : await store.takeIds(tx, shopId, needs)
  const written = decidePiece(turns, known, first, lastAt, now)
  if (needs.messages > 0) {
    await store.openTalks(tx, shopId, channelId, written.opened, tag)
    await store.growTalks(tx, shopId, written.grown, tag)
    await store.saveBuyers(tx, shopId, channelId, written.buyers)
    await store.insertMessages(tx, shopId, channelId, written.messages, now)
    const data = {
      channelId,
      messages: { from: first.message, count: needs.messages },
      conversations: { from: first.conversation, count: needs.conversations },
      buyers: { from: first.buyer, count: needs.buyers },
      grown: written.grown.map((talk) => talk.conversation_id),
    }
    await append(tx, shopId, [{ kind: 'imported', data }], now)
  }
  return {
    stored: needs.messages,
    opened: written.opened.map((talk) => talk.session),
    grown: written.grown.map((talk) => talk.session),
    buyers: needs.buyers,
    lastAt: written.lastAt,
  }
}
