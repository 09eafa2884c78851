import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Hub } from '../../platform/events/hub.ts'
import { append, lockShop } from '../../platform/events/log.ts'
import { inEveryShop, type Job } from '../../platform/jobs/index.ts'
import { caughtUp } from './domain/due.ts'
import { newsOf } from './making.ts'
import { readPromises } from './reading.ts'
import * as store from './store.ts'

/** Tasks of a shop that are looked at in one transaction: its messages wait meanwhile. */
const PIECE = 100

interface Deps {
  db: Db
  hub: Hub
  clock: Clock
}

/** Writes down whose time is nearly over and whose is over, by their own times (TSK-12). Gives how many there were. */
export const lookAtClocks = async ({ db, hub, clock }: Deps, shopId: number): Promise<number> => {
  let looked = 0
  for (;;) {
    const now = clock.now()
    // Mostly there is nothing: then nobody's turn is taken.
    const due = await db.tx({ shops: [shopId] }, (tx) => store.isAnyDue(tx, shopId, now))
    if (!due) return looked
    const { logged, count } = await db.tx({ shops: [shopId] }, async (tx) => {
      await lockShop(tx, shopId)
      const news = []
      const found = await store.lockDue(tx, shopId, now, PIECE)
      for (const before of found) {
        const { task, steps } = caughtUp(before, now)
        const told = steps.map((step) => ({ ...step, personId: null, detail: {} }))
        await store.saveTask(tx, shopId, task, now)
        await store.addSteps(tx, shopId, task.id, told)
        news.push(...told.map((step) => newsOf(shopId, task, step)))
      }
      return { logged: news.length > 0 ? await append(tx, shopId, news, now) : [], count: found.length }
    })
    hub.publish(logged)
    looked += count
    if (count < PIECE) return looked
  }
}

export const taskJobs = (deps: Deps): Record<string, Job> => ({
  watch_tasks: {
    cron: '* * * * *',
    run: () =>
      inEveryShop(deps.db, async (shopId) => {
        // Mostly read already when it was sent; this is for what a process that died left unread.
        await readPromises(deps, shopId)
        await lookAtClocks(deps, shopId)
      }),
  },
})
