import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import { refuse } from '../../../shared/refusal.ts'
import { type Instant, SECOND } from '../../../shared/time.ts'
import { channelByKey } from '../store.ts'
import { shopFace } from './store.ts'
import { type DoorKeys, doorKeys } from './token.ts'

/** An open web-chat channel. */
export interface ShopDoor {
  shopId: number
  channelId: number
  keys: DoorKeys
  shop: { name: string; locale: string }
  /** Origins that may carry the widget; empty: any. */
  sites: readonly string[]
}

/** How long a change of a channel (disabled, new secret) may take to reach its door. */
const FRESH = 5 * SECOND
const MOST = 1000

/** Finds the channel of a key. Throws 'unknown-channel' or 'channel-disabled'. */
export const createDoors = ({ db, clock }: { db: Db; clock: Clock }) => {
  const known = new Map<string, { until: Instant; door: Promise<ShopDoor> }>()

  const find = async (key: string): Promise<ShopDoor> => {
    const channel = await db.tx({ shops: [] }, (tx) => channelByKey(tx, key))
    if (channel?.kind !== 'web-chat') throw refuse('unknown-channel')
    if (channel.disabledAt !== null) throw refuse('channel-disabled')
    const { shopId, channelId } = channel
    const shop = await db.tx({ shops: [shopId] }, (tx) => shopFace(tx, shopId))
    if (!shop) throw refuse('unknown-channel')
    return { shopId, channelId, keys: doorKeys(channel.secret), shop, sites: channel.settings.sites ?? [] }
  }

  return (key: string): Promise<ShopDoor> => {
    const now = clock.now()
    const held = known.get(key)
    if (held && held.until > now) return held.door
    if (known.size >= MOST) known.clear()
    const door = find(key)
    known.set(key, { until: now + FRESH, door })
    // Guesses are not kept, and neither is a moment without database.
    door.catch(() => known.delete(key))
    return door
  }
}

/** Whether a page of this origin may use the door. `host` is the desk's own, whose demo page always may. */
export const admits = (door: Pick<ShopDoor, 'sites'>, origin: string, host: string | undefined): boolean =>
  door.sites.length === 0 ||
  door.sites.includes(origin) ||
  origin === `https://${host}` ||
  origin === `http://${host}`
