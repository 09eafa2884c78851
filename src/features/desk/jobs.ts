import type { Clock } from '../../platform/clock.ts'
import { type Db, moment, sql } from '../../platform/db/db.ts'
import { pruneLog } from '../../platform/events/log.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { DAY, MINUTE } from '../../shared/time.ts'

/** How long events are kept: a screen that was away for longer starts anew. */
const LOG_KEPT = 7 * DAY
/** How long delivery ids are kept: twice the tolerance of the bridge's signatures, after which a repeat is refused
 * for its age. */
const DELIVERIES_KEPT = 11 * MINUTE
const PIECE = 5000

/** The desk's cleaning. Each piece is its own short transaction, so that nothing waits for it. */
export const cleaning = ({ db, clock }: { db: Db; clock: Clock }): Record<string, Job> => ({
  prune_event_log: {
    cron: '17 * * * *',
    async run() {
      const before = clock.now() - LOG_KEPT
      for (const shopId of (await db.everyShop()).shops) {
        const piece = () => db.tx({ shops: [shopId] }, (tx) => pruneLog(tx, shopId, before, PIECE))
        while ((await piece()) === PIECE);
      }
    },
  },
  forget_deliveries: {
    cron: '*/5 * * * *',
    async run() {
      const before = moment(clock.now() - DELIVERIES_KEPT)
      await db.tx(await db.everyShop(), (tx) =>
        sql`delete from bridge_delivery where at < ${before}`.execute(tx),
      )
    },
  },
})
