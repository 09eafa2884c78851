import { performance } from 'node:perf_hooks'
import { setTimeout as timer } from 'node:timers/promises'
import type { Db, Scope } from '../../../platform/db/db.ts'
import type { Hub } from '../../../platform/events/hub.ts'
import * as store from './store.ts'
import { placeTokens, tokensOf } from './tokens.ts'

/**
 * Indexes the next messages of a shop, at most `limit`. `more` says whether there may be others; both are zero and false
 * while another process indexes the shop. Ids follow the order of commits, so none is passed over.
 */
export const indexOnce = (
  db: Pick<Db, 'tx'>,
  shopId: number,
  limit: number,
): Promise<{ indexed: number; more: boolean }> =>
  db.tx({ shops: [shopId] }, async (tx) => {
    const after = await store.lockCursor(tx, shopId)
    if (after === null) return { indexed: 0, more: false }
    const messages = await store.messagesAfter(tx, shopId, after, limit)
    const last = messages.at(-1)
    if (!last) return { indexed: 0, more: false }
    const rows = messages.flatMap(({ message_id, conversation_id, text }) => {
      const tokens = text === null ? [] : tokensOf(text)
      if (tokens.length === 0) return []
      const words = [...tokens, ...placeTokens(shopId, message_id)].join(' ')
      return [{ messageId: message_id, conversationId: conversation_id, words }]
    })
    if (rows.length > 0) await store.insertWords(tx, shopId, rows)
    await store.moveCursor(tx, shopId, last.message_id)
    return { indexed: messages.length, more: messages.length === limit }
  })

/** Messages indexed at once: their words take Node about 2 ms, for which nothing else runs. */
const BATCH = 200
/** How long news gather before they are indexed, ms. */
const GATHER = 200
/** Rest after a batch, in times of what it took: a sixth of the machine at most, a twentieth while it is busy. */
const REST = 5
const REST_BUSY = 19
/** Share of its time this process runs above which it counts as busy. */
const BUSY = 0.6
const PATIENCE = 2000

export interface Indexer {
  /** Resolves when all that was written before is indexed. */
  idle(): Promise<void>
  close(): Promise<void>
}

/**
 * Keeps the index behind the messages: follows the log, indexes in small batches on one connection at a time, and rests
 * between them, longer while the desk is busy. On a peak it falls behind rather than slow the answers; search says so.
 */
export const startIndexer = (deps: {
  db: Pick<Db, 'tx'>
  hub: Pick<Hub, 'watch'>
  everyShop(): Promise<Scope>
  onFault?(error: unknown): void
  /** Wait after a fault (the database is away), ms. */
  patience?: number
}): Indexer => {
  const dirty = new Set<number>()
  const stop = new AbortController()
  const idlers: (() => void)[] = []
  let wake: (() => void) | null = null
  let begun = false

  const rest = (ms: number) => timer(ms, undefined, { signal: stop.signal, ref: false }).catch(() => {})
  const mark = (shopId: number) => {
    dirty.add(shopId)
    wake?.()
  }
  const unwatch = deps.hub.watch({
    logged: (entries) => {
      for (const { shopId } of entries) mark(shopId)
    },
  })

  const pass = async () => {
    if (!begun) {
      for (const shopId of (await deps.everyShop()).shops) dirty.add(shopId)
      begun = true
    }
    // Shops in turn, a batch each, so that a long import of one does not hide the others.
    for (const shopId of [...dirty]) {
      if (stop.signal.aborted) return
      const before = performance.eventLoopUtilization()
      const start = performance.now()
      dirty.delete(shopId)
      try {
        const { more } = await indexOnce(deps.db, shopId, BATCH)
        if (more) dirty.add(shopId)
      } catch (error) {
        dirty.add(shopId)
        throw error
      }
      const busy = performance.eventLoopUtilization(before).utilization > BUSY
      await rest((performance.now() - start) * (busy ? REST_BUSY : REST))
    }
  }

  const run = async () => {
    while (!stop.signal.aborted) {
      try {
        await pass()
      } catch (error) {
        deps.onFault?.(error)
        await rest(deps.patience ?? PATIENCE)
        continue
      }
      if (dirty.size > 0 || !begun) continue
      for (const resolve of idlers.splice(0)) resolve()
      // A close that came during the pass has called `wake` already.
      if (dirty.size === 0 && !stop.signal.aborted)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      wake = null
      await rest(GATHER)
    }
    for (const resolve of idlers.splice(0)) resolve()
  }
  const running = run()

  return {
    idle: () =>
      new Promise((resolve) => {
        begun = false // look at every shop once more, whatever the log has told
        idlers.push(resolve)
        wake?.()
      }),
    async close() {
      unwatch()
      stop.abort()
      wake?.()
      await running
    },
  }
}
