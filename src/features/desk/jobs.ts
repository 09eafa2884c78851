import type { Clock } from '../../platform/clock.ts'
import { type Db, moment, sql } from '../../platform/db/db.ts'
import { pruneLog } from '../../platform/events/log.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import { defaultAssistantSettings } from '../assistant/index.ts'
import { conversationStore } from '../conversation/index.ts'
import type { Pipeline } from './pipeline.ts'

/** How long events are kept: a screen that was away for longer starts anew. */
const LOG_KEPT = 7 * DAY
/** How long delivery ids are kept: twice the tolerance of the bridge's signatures, after which a repeat is refused
 * for its age. */
const DELIVERIES_KEPT = 11 * MINUTE
const PIECE = 5000
/** Quiet conversations of a shop closed at once; the rest five minutes later. */
const QUIET = 500

/** The desk's cleaning. Each piece is its own short transaction, so that nothing waits for it. */
export const cleaning = ({
  db,
  clock,
  pipeline,
}: {
  db: Db
  clock: Clock
  pipeline: Pick<Pipeline, 'submit'>
}): Record<string, Job> => ({
  close_quiet: {
    cron: '*/5 * * * *',
    async run() {
      const now = clock.now()
      for (const shopId of (await db.everyShop()).shops) {
        const quiet = await db.tx({ shops: [shopId] }, (tx) =>
          conversationStore.quietConversations(
            tx,
            shopId,
            now,
            defaultAssistantSettings('en').closeAfter,
            QUIET,
          ),
        )
        // Whether each is closed is decided like everything else, by the step.
        const inputs = quiet.map((c) => ({ what: 'due' as const, conversationId: c.conversation_id }))
        if (inputs.length > 0) await pipeline.submit({ shopId, inputs })
      }
    },
  },
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
      for (const shopId of (await db.everyShop()).shops)
        await db.tx({ shops: [shopId] }, (tx) =>
          sql`delete from bridge_delivery where shop_id = ${shopId} and at < ${before}`.execute(tx),
        )
    },
  },
})
