import { all, type Db, sql } from '../../platform/db/db.ts'
import type { PersonState } from '../../shared/access.ts'
import type { AboutShop } from './batch.ts'

/** How often the figures of shops in use are counted anew, ms. "Busy" may be late by this much. */
const EVERY = 1000
/** Figures of a shop that had no traffic for this long are counted before they are used, ms. */
const STALE = 3 * EVERY

type Near = Pick<AboutShop, 'around' | 'members'>

interface Person {
  id: number
  state: PersonState
  here: boolean
}

const count = (db: Db, shops: number[]): Promise<Map<number, Near>> =>
  db.tx({ shops }, async (tx) => {
    const rows = await all(
      tx,
      sql<{ shop_id: number; people: Person[] | null; waiting: number }>`
        select s.shop_id,
          (select json_agg(json_build_object('id', m.person_id, 'state', m.state, 'here', coalesce(p.here, false)))
            from membership m left join presence p using (person_id)
            where m.shop_id = s.shop_id and m.role <> 'viewer') as people,
          (select count(*)::int from conversation c
            where c.shop_id = s.shop_id and c.status <> 'closed' and c.waiting_since is not null) as waiting
        from unnest(${`{${shops}}`}::int[]) as s(shop_id)`,
    )
    return new Map(
      rows.map(({ shop_id, people, waiting }) => {
        const all = people ?? []
        const onDuty = all.filter(({ state, here }) => state === 'online' && here).length
        return [shop_id, { around: { onDuty, waiting }, members: new Map(all.map((p) => [p.id, p])) }]
      }),
    )
  })

/** Keeps count of the people on duty and the buyers waiting in the shops that had traffic lately. */
export const follow = (db: Db, log: (message: string, error: unknown) => void) => {
  const known = new Map<number, { near: Near; at: number }>()
  const touched = new Set<number>()
  let counting = false
  const timer = setInterval(async () => {
    if (counting || touched.size === 0) return
    counting = true
    const shops = [...touched]
    touched.clear()
    try {
      const at = performance.now()
      for (const [shopId, near] of await count(db, shops)) known.set(shopId, { near, at })
    } catch (error) {
      log('counting people and waiting buyers failed', error)
    } finally {
      counting = false
    }
  }, EVERY)
  timer.unref()
  return {
    /** The figures of shops that are about to decide something; stale ones are counted first, all at once. */
    async of(shops: readonly number[]): Promise<ReadonlyMap<number, Near>> {
      const at = performance.now()
      const stale = shops.filter((shopId) => at - (known.get(shopId)?.at ?? Number.NEGATIVE_INFINITY) > STALE)
      if (stale.length > 0)
        for (const [shopId, near] of await count(db, stale)) known.set(shopId, { near, at })
      const found = new Map<number, Near>()
      for (const shopId of shops) {
        touched.add(shopId)
        const near = known.get(shopId)?.near
        if (near) found.set(shopId, near)
      }
      return found
    },
    /** Somebody came, went or changed: what is known of the shop is old. */
    forget(shopId: number) {
      known.delete(shopId)
    },
    close: () => clearInterval(timer),
  }
}
