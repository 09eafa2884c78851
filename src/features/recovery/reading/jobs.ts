import { lockShop } from '../../../platform/events/log.ts'
import { inEveryShop, type Job } from '../../../platform/jobs/index.ts'
import { scanAsked } from '../asked/scan.ts'
import { hearNoMore } from '../opt-outs/hear.ts'
import { hearWishes } from '../wish/hear.ts'
import { type TellDeps, tellOf } from '../wish/tell.ts'

/** What follows from what buyers write, every minute; telling who waits for products, every five. */
export const readingJobs = (deps: TellDeps): Record<string, Job> => ({
  read_buyers: {
    cron: '* * * * *',
    run: () =>
      inEveryShop(deps.db, async (shopId) => {
        for (const hear of [hearNoMore, hearWishes])
          for (let more = true; more; )
            ({ more } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
              await lockShop(tx, shopId)
              return hear(tx, shopId, deps.clock.now())
            }))
        await scanAsked(deps, shopId, deps.begin)
      }),
  },
  tell_wishes: {
    cron: '*/5 * * * *',
    run: () => inEveryShop(deps.db, (shopId) => tellOf(deps, shopId)),
  },
})
