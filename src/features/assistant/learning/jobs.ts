import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Job } from '../../../platform/jobs/index.ts'
import { DAY, SECOND } from '../../../shared/time.ts'
import type { Reader } from './reader.ts'
import { forget as forgetOld, lockCursor, moveCursor } from './store.ts'

/** Longest turn of reading, ms: other background tasks wait for it. What is left is read a minute later. */
const TURN = 20 * SECOND
/** Questions kept of a shop: half a year of one that is asked 250 a day. */
const QUESTIONS = 50_000
/** How long single uses are kept, to open the conversations behind a figure; the daily sums stay. */
const USES_KEPT = 180 * DAY

/** Reading what was said, and forgetting what is old. */
export const learningJobs = (deps: { db: Db; clock: Clock; reader: Reader }): Record<string, Job> => ({
  learn: {
    cron: '* * * * *',
    async run() {
      const until = performance.now() + TURN
      let shops = [...(await deps.db.everyShop()).shops]
      // Shops in turn, a piece each, so that a long import of one does not keep the others waiting.
      while (shops.length > 0 && performance.now() < until) {
        const left: number[] = []
        for (const shopId of shops) {
          if (performance.now() >= until) break
          if ((await deps.reader.readOnce(shopId)).more) left.push(shopId)
        }
        shops = left
      }
    },
  },
  forget_learnt: {
    cron: '41 19 * * *', // 3:41 in China
    async run() {
      const now = deps.clock.now()
      for (const shopId of (await deps.db.everyShop()).shops)
        await deps.db.tx({ shops: [shopId] }, async (tx) => {
          const cursor = await lockCursor(tx, shopId)
          if (!cursor) return
          const gone = await forgetOld(tx, shopId, QUESTIONS, now - USES_KEPT)
          if (gone > 0)
            await moveCursor(tx, shopId, { ...cursor, version: cursor.version + 1 }, cursor.readAt ?? now)
        })
    },
  },
})
