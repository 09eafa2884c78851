import { setTimeout as rest } from 'node:timers/promises'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Job } from '../../../platform/jobs/index.ts'
import { DAY, SECOND } from '../../../shared/time.ts'
import type { Reader } from './reader.ts'
import { forget as forgetOld, lockCursor, moveCursor } from './store.ts'

/** Longest turn of reading, ms: other background tasks wait for it. What is left is read a minute later. */
const TURN = 20 * SECOND
/** The share of the time it reads: the same processor and database answer buyers. */
const SHARE = 0.2
/** Questions kept of a shop: half a year of one that is asked 250 a day. */
const QUESTIONS = 50_000
/** How long single uses are kept, to open the conversations behind a figure; the daily sums stay. */
const USES_KEPT = 180 * DAY

/** Reading what was said, and forgetting what is old. `busy`: buyers' messages stand in line; learning can wait for a
 * calmer minute. */
export const learningJobs = (deps: {
  db: Db
  clock: Clock
  reader: Reader
  busy(): boolean
}): Record<string, Job> => ({
  learn: {
    cron: '* * * * *',
    async run() {
      const until = performance.now() + TURN
      let shops = [...(await deps.db.everyShop()).shops]
      // Shops in turn, a piece each, so that a long import of one does not keep the others waiting.
      while (shops.length > 0 && performance.now() < until) {
        const left: number[] = []
        for (const shopId of shops) {
          if (performance.now() >= until || deps.busy()) return
          const started = performance.now()
          const { read, more } = await deps.reader.readOnce(shopId)
          if (more) left.push(shopId)
          if (read > 0) await rest((performance.now() - started) * (1 / SHARE - 1))
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
