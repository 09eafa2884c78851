import { one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Door } from '../domain.ts'

/** Outside any scope: a public door must find its shop first. */
export const channelByKey = (tx: Tx, key: string) =>
  one<Door & { settings: { sites?: string[] }; disabledAt: number | null }>(
    tx,
    sql`select shop_id as "shopId", channel_id as "channelId", kind, name, key, secret, settings,
               disabled_at as "disabledAt"
        from channel_by_key(${key})`,
  )

export const shopFace = (tx: Tx, shopId: number) =>
  one<{ name: string; locale: string }>(tx, sql`select name, locale from shop where shop_id = ${shopId}`)

/** The name under which buyers know an agent. Also of those who have left: what they said stays theirs. */
export const publicName = async (tx: Tx, personId: number) =>
  (await one<{ name: string }>(tx, sql`select name from person where person_id = ${personId}`))?.name
