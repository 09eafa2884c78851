import type { Tx } from '../../platform/db/db.ts'
import type { Actor } from '../../shared/access.ts'
import { DAY, type Instant, localTime } from '../../shared/time.ts'
import { type SettingsDeps, shopFacts } from '../shop/index.ts'
import type { PhraseUse } from './domain/phrase.ts'
import { teamsSeen } from './seen.ts'
import * as store from './store.ts'

/** Uses count for so many days; a phrase nobody used for so many is unused; and then nothing more is known of it. */
export const RECENT = 30
const STALE = 90
const KEPT = 400

/** The shop's calendar: today, and the day so many days ago. */
export const daysOf = async (
  tx: Tx,
  shopId: number,
  now: Instant,
): Promise<{ today: string; since(days: number): string }> => {
  const zone = (await shopFacts(tx, shopId))?.timeZone ?? 'UTC'
  return {
    today: localTime(now, zone).date,
    since: (days) => localTime(now - days * DAY, zone).date,
  }
}

/**
 * Counts a message that was sent with phrases; told of it again, nothing more. Takes no turn of the shop's: it is no
 * setting, and messages must not wait for it.
 */
export const usedPhrases = (
  deps: SettingsDeps,
  actor: Actor,
  shopId: number,
  { clientId, ids }: { clientId: string; ids: readonly number[] },
): Promise<Record<string, never>> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const now = deps.clock.now()
    if (!(await store.countOnce(tx, shopId, clientId, now))) return {}
    const { today } = await daysOf(tx, shopId, now)
    const teams = await teamsSeen(tx, actor, shopId)
    await store.addUses(tx, shopId, actor.personId, teams, ids, today)
    return {}
  })

export const phraseUses = (deps: SettingsDeps, actor: Actor, shopId: number): Promise<PhraseUse[]> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { since } = await daysOf(tx, shopId, deps.clock.now())
    const teams = await teamsSeen(tx, actor, shopId)
    const days = { recent: since(RECENT), stale: since(STALE) }
    return store.usesSeenBy(tx, shopId, actor.personId, teams, days)
  })

/** A message is reported within seconds; a browser that was away for a day reports on what it sent when it is back. */
const COUNTED = 2 * DAY
const PIECE = 5000

/** The feature's cleaning; each piece is its own short transaction. */
export const forgetting = ({ db, clock }: Pick<SettingsDeps, 'db' | 'clock'>) => ({
  forget_phrase_uses: {
    cron: '41 * * * *',
    async run() {
      const now = clock.now()
      const day = localTime(now - KEPT * DAY, 'UTC').date
      for (const shopId of (await db.everyShop()).shops) {
        const piece = () =>
          db.tx({ shops: [shopId] }, (tx) => store.forget(tx, shopId, now - COUNTED, day, PIECE))
        while (await piece());
      }
    },
  },
})
