import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import { inEveryShop, type Job } from '../../../platform/jobs/index.ts'
import { DAY } from '../../../shared/time.ts'
import { forgetSms } from './store.ts'

/** How long messages, reports and replies are kept, ms: results of a plan are read within it. Opt-outs stay for ever. */
const KEPT = 180 * DAY

/** Deletes text messages and replies that are old. */
export const forgettingSms = ({ db, clock }: { db: Db; clock: Clock }): Record<string, Job> => ({
  forget_sms: {
    cron: '23 4 * * *',
    run: () =>
      inEveryShop(db, (shopId) =>
        db.tx({ shops: [shopId] }, (tx) => forgetSms(tx, shopId, clock.now() - KEPT)),
      ),
  },
})
