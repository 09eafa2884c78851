import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { conversationStore } from '../conversation/index.ts'
import type { Pipeline } from './pipeline.ts'

/** How often conversations that have become due are looked for, ms. */
const EVERY = 200
/** How often the list of shops is read anew, ms. */
const SHOPS = 5000
const AT_ONCE = 500

/**
 * Brings every conversation whose moment has come before the step function. Several processes may find the same one:
 * the step looks again at what is due and the second finds nothing to do.
 */
export const startTicker = (
  deps: { db: Db; clock: Clock; pipeline: Pipeline; log(message: string, error: unknown): void },
  every = EVERY,
): { close(): Promise<void> } => {
  let shops: readonly number[] = []
  let shopsAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null

  const round = async () => {
    const now = deps.clock.now()
    if (performance.now() - shopsAt > SHOPS) {
      shops = (await deps.db.everyShop()).shops
      shopsAt = performance.now()
    }
    if (shops.length === 0) return
    const due = await deps.db.tx({ shops }, (tx) => conversationStore.dueConversations(tx, now, AT_ONCE))
    await Promise.all(
      due.map((row) =>
        deps.pipeline.submit({
          shopId: row.shop_id,
          inputs: [{ what: 'due', conversationId: row.conversation_id }],
        }),
      ),
    )
  }
  const timer = setInterval(() => {
    running ??= round()
      .catch((error) => deps.log('looking for due conversations failed', error))
      .finally(() => {
        running = null
      })
  }, every)
  return {
    async close() {
      clearInterval(timer)
      await running
    },
  }
}
