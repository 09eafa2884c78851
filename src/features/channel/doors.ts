import type { Db } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Door } from './domain.ts'
import { channelByKey, oldestOf } from './store.ts'

/** Finds channels by the key in their address. Refuses 'unknown-channel', also for one of another kind, and
 * 'channel-disabled'. */
export const doorsOf =
  (db: Db, kind: Door['kind']) =>
  async (key: string): Promise<Door> => {
    const channel = await db.tx({ shops: [] }, (tx) => channelByKey(tx, key))
    if (channel?.kind !== kind) throw refuse('unknown-channel')
    if (channel.disabledAt !== null) throw refuse('channel-disabled')
    const { shopId, channelId, name, secret } = channel
    return { shopId, channelId, kind, name, key, secret }
  }

/** The oldest channel of a kind in any shop, for whoever runs the desk on this machine. */
export const firstDoor = async (db: Db, kind: Door['kind']): Promise<Door | null> =>
  (await db.tx(await db.everyShop(), (tx) => oldestOf(tx, kind))) ?? null
