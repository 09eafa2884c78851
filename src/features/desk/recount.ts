import { all, type Db, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Job } from '../../platform/jobs/index.ts'
import { lockShops } from '../shop/index.ts'

/** What open conversations really take of their owners' limits. */
const TAKEN = sql`select shop_id, assignee as person_id, sum(coalesce((route ->> 'slots')::int, 1))::int as load
  from conversation where status = 'open' and assignee is not null group by shop_id, assignee`

/** People whose count of slots is not what they have, with the shops it comes from. Read without a lock: those under
 * way may look wrong and are right. */
const suspects = (tx: Tx): Promise<{ personId: number; shops: number[] }[]> =>
  all(
    tx,
    sql<{ personId: number; shops: number[] }>`with taken as (${TAKEN}), places as (
        select coalesce(m.shop_id, t.shop_id) as shop_id, coalesce(m.person_id, t.person_id) as person_id,
          m.load as counted, coalesce(t.load, 0) as load
        from membership m full join taken t on t.shop_id = m.shop_id and t.person_id = m.person_id)
      select p.person_id as "personId", array_agg(p.shop_id) as shops
      from places p left join seat s using (person_id) group by p.person_id, s.load
      having bool_or(p.counted <> p.load) or sum(p.load) <> s.load`,
  )

export interface Recounted {
  personId: number
  /** Slots over all shops, as counted and as they are. */
  was: number
  is: number
}

/** Counts a person's slots anew under the turns of all their shops; null where all was right. */
const recount = async (tx: Tx, personId: number): Promise<Recounted | null> => {
  await lockShops(tx)
  const seat = await one(
    tx,
    sql<{ was: number }>`select load as was from seat where person_id = ${personId} for update`,
  )
  const wrong = await all(
    tx,
    sql`update membership m set load = coalesce(t.load, 0)
      from membership same left join (${TAKEN}) t using (shop_id, person_id)
      where same.person_id = ${personId} and m.shop_id = same.shop_id and m.person_id = same.person_id
        and m.load <> coalesce(t.load, 0) returning m.shop_id`,
  )
  const total = await one(
    tx,
    sql<{
      is: number
    }>`select coalesce(sum(load), 0)::int as is from (${TAKEN}) t where person_id = ${personId}`,
  )
  if (!seat || !total || (wrong.length === 0 && seat.was === total.is)) return null
  await sql`update seat set load = ${total.is} where person_id = ${personId}`.execute(tx)
  return { personId, was: seat.was, is: total.is }
}

/**
 * Counts what everybody has anew, once an hour. The count is kept with every change, so this finds something only where
 * a fault or somebody's own SQL has moved it; `told` is called for each it had to correct.
 */
export const recounting = (db: Db, told: (correction: Recounted) => void): Record<string, Job> => ({
  recount_slots: {
    cron: '41 * * * *',
    async run() {
      for (const { personId, shops } of await db.tx(await db.everyShop(), suspects)) {
        const correction = await db.tx({ shops }, (tx) => recount(tx, personId))
        if (correction) told(correction)
      }
    },
  },
})
