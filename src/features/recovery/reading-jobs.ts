import { lockShop } from '../../platform/events/log.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { scanAsked } from './asked/scan.ts'
import { hearNoMore } from './hear-no-more.ts'
import { hearWishes } from './wish/hear.ts'
import { type TellDeps, tellOf } from './wish/tell.ts'

/** What follows from what buyers write, every minute; telling who waits for products, every five. */
export const readingJobs = (deps: TellDeps): Record<string, Job> => ({
  read_buyers: {
    cron: '* * * * *',
    async run() {
      for (const shopId of (await deps.db.everyShop()).shops) {
        for (const hear of [hearNoMore, hearWishes])
          for (let more = true; more; )
            ({ more } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
              await lockShop(tx, shopId)
              return hear(tx, shopId, deps.clock.now())
            }))
        await scanAsked(deps, shopId, deps.begin)
      }
    },
  },
  tell_wishes: {
    cron: '*/5 * * * *',
    async run() {
      for (const shopId of (await deps.db.everyShop()).shops) await tellOf(deps, shopId)
    },
  },
})
