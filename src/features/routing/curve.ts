import type { Db } from '../../platform/db/db.ts'
import { type Instant, MINUTE, SECOND } from '../../shared/time.ts'
import { loadClocks } from '../clock/load.ts'
import { shopFacts } from '../shop/index.ts'
import * as store from './store.ts'

/** How old a curve may be before it is figured anew, ms. */
const KEPT = 10 * SECOND
const MINUTES = 60

export interface Minute {
  at: Instant
  asked: number
  answered: number
  waiting: number
}

const figure = (db: Db, shopId: number, now: Instant): Promise<Minute[]> => {
  const to = now - (now % MINUTE) + MINUTE
  const from = to - MINUTES * MINUTE
  return db.tx({ shops: [shopId] }, async (tx) => {
    const shop = await shopFacts(tx, shopId)
    const thanks = shop ? [...(await loadClocks(tx, shop)).thanks] : []
    const happened = new Map(
      (await store.happenedIn(tx, shopId, from, to, thanks)).map((each) => [each.minute, each]),
    )
    let waiting = (await store.waitingBefore(tx, shopId, from)) + (happened.get(-1)?.began ?? 0)
    return Array.from({ length: MINUTES }, (_, minute) => {
      const { asked = 0, answered = 0, began = 0, ended = 0 } = happened.get(minute) ?? {}
      waiting += began - ended
      return { at: from + minute * MINUTE, asked, answered, waiting }
    })
  })
}

/** The last hour of shops, minute by minute. Asked for often, it is figured every ten seconds: nobody but the first waits
 * for that (30,000 messages an hour take some 150 ms). */
export const createCurves = (db: Db) => {
  const known = new Map<number, { at: Instant; minutes: Minute[] }>()
  const under = new Map<number, Promise<Minute[]>>()
  return (shopId: number, now: Instant): Promise<Minute[]> => {
    const old = known.get(shopId)
    if (old && now - old.at < KEPT) return Promise.resolve(old.minutes)
    let figuring = under.get(shopId)
    if (!figuring) {
      figuring = figure(db, shopId, now)
        .then((minutes) => {
          known.set(shopId, { at: now, minutes })
          return minutes
        })
        .finally(() => under.delete(shopId))
      under.set(shopId, figuring)
    }
    // Older than a minute it would show another hour: then it is waited for.
    if (!old || now - old.at > MINUTE) return figuring
    figuring.catch(() => {})
    return Promise.resolve(old.minutes)
  }
}
