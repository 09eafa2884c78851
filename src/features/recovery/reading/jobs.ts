import { lockShop } from '../../../platform/events/log.ts'
import { inEveryShop, inShops, type Job } from '../../../platform/jobs/index.ts'
import { scanAsked } from '../asked/scan.ts'
import { hearNoMore, NO_MORE } from '../opt-outs/hear.ts'
import { hearWishes, WISHES } from '../wish/hear.ts'
import { type TellDeps, tellOf } from '../wish/tell.ts'
import { shopsToRead } from './store.ts'

/** What follows from what buyers write, every minute; telling who waits for products, every five. */
export const readingJobs = (deps: TellDeps): Record<string, Job> => ({
  read_buyers: {
    cron: '* * * * *',
    run: async () => {
      const every = await deps.db.everyShop()
      const shops = await deps.db.tx(every, (tx) => shopsToRead(tx, [NO_MORE, WISHES]))
      await inShops(shops, async (shopId) => {
        for (const hear of [hearNoMore, hearWishes])
          for (let more = true; more; )
            ({ more } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
              await lockShop(tx, shopId)
              return hear(tx, shopId, deps.clock.now())
            }))
        await scanAsked(deps, shopId, deps.begin)
      })
    },
  },
  tell_wishes: {
    cron: '*/5 * * * *',
    run: () => inEveryShop(deps.db, (shopId) => tellOf(deps, shopId)),
  },
})
