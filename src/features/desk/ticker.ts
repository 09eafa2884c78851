import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { conversationStore } from '../conversation/index.ts'
import type { Pipeline } from './pipeline.ts'

/** How often conversations that have become due are looked for, ms. */
const EVERY = 200
/** How often the list of shops is read anew, ms. */
const SHOPS = 5000
/** Most that one look takes up, and most that may be on their way into the pipeline: beyond, it is behind, and more would
 * only stand in line there. */
const AT_ONCE = 500
const UNDER_WAY = 2000

/**
 * Brings every conversation whose moment has come before the step function. Several processes may find the same one:
 * the step looks again at what is due and the second finds nothing to do.
 *
 * A look does not wait for what the one before found: where a flush takes a second, because thousands of messages stand
 * before it, what falls due meanwhile would wait for that one to end and then for its own.
 */
export const startTicker = (
  deps: { db: Db; clock: Clock; pipeline: Pipeline; log(message: string, error: unknown): void },
  every = EVERY,
): { close(): Promise<void> } => {
  let shops: readonly number[] = []
  let shopsAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | null = null
  const underWay = new Map<string, Promise<unknown>>()

  const round = async () => {
    const now = deps.clock.now()
    if (performance.now() - shopsAt > SHOPS) {
      shops = (await deps.db.everyShop()).shops
      shopsAt = performance.now()
    }
    const most = Math.min(AT_ONCE, UNDER_WAY - underWay.size)
    if (shops.length === 0 || most <= 0) return
    // What is under way stands first: it has been due the longest.
    const limit = underWay.size + most
    const due = await deps.db.tx({ shops }, (tx) => conversationStore.dueConversations(tx, now, limit))
    const found = due.flatMap(({ shop_id: shopId, conversation_id: conversationId }) => {
      const key = `${shopId}/${conversationId}`
      if (underWay.has(key)) return []
      const done = deps.pipeline
        .submit({ shopId, inputs: [{ what: 'due', conversationId }] })
        .finally(() => underWay.delete(key))
      underWay.set(key, done)
      return [done]
    })
    // What could not be stored is due again; said once for all that a look found.
    Promise.all(found).catch((error) => deps.log('what was due could not be done', error))
  }
  const timer = setInterval(() => {
    looking ??= round()
      .catch((error) => deps.log('looking for due conversations failed', error))
      .finally(() => {
        looking = null
      })
  }, every)
  return {
    async close() {
      clearInterval(timer)
      await looking
      await Promise.allSettled(underWay.values())
    },
  }
}
