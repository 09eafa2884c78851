import { record } from '../../platform/auth/audit.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Hub } from '../../platform/events/hub.ts'
import { append, lockShop } from '../../platform/events/log.ts'
import type { Caller } from '../../platform/http/serve.ts'
import { raiseConfigVersion } from './store.ts'

export interface SettingsDeps {
  db: Db
  hub: Hub
  clock: Clock
}

/** Who changes something, for the audit. Nobody: the desk itself, at its first start. */
export interface By {
  personId: number | null
  address: string | null
}

export const byOf = ({ actor, address }: Caller): By => ({ personId: actor.personId, address })

/** What screens read again when they see it in a `settings` event. */
export type SettingsArea =
  | 'shop'
  | 'members'
  | 'assistant'
  | 'knowledge'
  | 'phrases'
  | 'guard'
  | 'channels'
  | 'clock'
  | 'catalog'
  | 'campaign'
  | 'pricing'
  | 'bargaining'
  | 'routing'
  | 'order'
  | 'task'
  | 'recovery'
  | 'sms'

export interface Change<T> {
  gives: T
  /** What is told in the audit: the names and values that changed, never secrets. Null where nothing changed, or
   * nothing that concerns anybody else (one's own phrases): then neither version nor events follow. */
  audit: { what: string; detail: unknown } | null
  /** Events besides the `settings` one. */
  news?: { kind: string; data: unknown }[]
}

/**
 * One change of a shop's settings, in one transaction: the shop's turn, the work, a higher settings version (by which
 * whoever remembers settings knows that they are old), the audit entry and the events, which are published after the
 * commit.
 */
export const changeSettings = async <T>(
  deps: SettingsDeps,
  by: By,
  shopId: number,
  area: SettingsArea,
  work: (tx: Tx) => Promise<Change<T>>,
): Promise<T> => {
  const { gives, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const change = await work(tx)
    if (!change.audit) return { gives: change.gives, logged: [] }
    const now = deps.clock.now()
    await raiseConfigVersion(tx, shopId, area)
    await record(tx, { shopId, ...by, ...change.audit }, now)
    const news = [...(change.news ?? []), { kind: 'settings', data: { shopId, area } }]
    return { gives: change.gives, logged: await append(tx, shopId, news, now) }
  })
  deps.hub.publish(logged)
  return gives
}

/** The fields that differ, with their old and new values. */
export const differences = <T extends object>(
  before: T,
  after: T,
): Record<string, { from: unknown; to: unknown }> => {
  const found: Record<string, { from: unknown; to: unknown }> = {}
  for (const key of Object.keys(after) as (keyof T & string)[])
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      found[key] = { from: before[key], to: after[key] }
  return found
}
