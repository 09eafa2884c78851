import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Job } from '../../../platform/jobs/index.ts'
import { deleteExpired } from './store.ts'

/** Deletes contacts whose day has come. */
export const forgetting = ({ db, clock }: { db: Db; clock: Clock }): Record<string, Job> => ({
  forget_leads: {
    cron: '41 * * * *',
    async run() {
      for (const shopId of (await db.everyShop()).shops)
        await db.tx({ shops: [shopId] }, (tx) => deleteExpired(tx, shopId, clock.now()))
    },
  },
})
