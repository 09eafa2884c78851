import { all, type Db, sql } from '../../platform/db/db.ts'
import type { Surroundings } from '../assistant/domain.ts'

/** How often the figures of shops in use are counted anew, ms. "Busy" may be late by this much. */
const EVERY = 1000
/** Figures of a shop that had no traffic for this long are counted before they are used, ms. */
const STALE = 3 * EVERY

const count = (db: Db, shops: number[]): Promise<Map<number, Surroundings>> =>
  db.tx({ shops }, async (tx) => {
    const rows = await all(
      tx,
      sql<{ shop_id: number; on_duty: number; waiting: number }>`
        select s.shop_id,
          (select count(*)::int from membership m
            where m.shop_id = s.shop_id and m.state = 'online' and m.role <> 'viewer') as on_duty,
          (select count(*)::int from conversation c
            where c.shop_id = s.shop_id and c.status <> 'closed' and c.waiting_since is not null) as waiting
        from unnest(${`{${shops}}`}::int[]) as s(shop_id)`,
    )
    return new Map(rows.map((row) => [row.shop_id, { onDuty: row.on_duty, waiting: row.waiting }]))
  })

/** Keeps count of the people on duty and the buyers waiting in the shops that had traffic lately. */
export const follow = (db: Db, log: (message: string, error: unknown) => void) => {
  const known = new Map<number, { figures: Surroundings; at: number }>()
  const touched = new Set<number>()
  let counting = false
  const timer = setInterval(async () => {
    if (counting || touched.size === 0) return
    counting = true
    const shops = [...touched]
    touched.clear()
    try {
      const at = performance.now()
      for (const [shopId, figures] of await count(db, shops)) known.set(shopId, { figures, at })
    } catch (error) {
      log('counting people and waiting buyers failed', error)
    } finally {
      counting = false
    }
  }, EVERY)
  timer.unref()
  return {
    /** The figures of shops that are about to decide something; stale ones are counted first, all at once. */
    async of(shops: readonly number[]): Promise<ReadonlyMap<number, Surroundings>> {
      const at = performance.now()
      const stale = shops.filter((shopId) => at - (known.get(shopId)?.at ?? Number.NEGATIVE_INFINITY) > STALE)
      if (stale.length > 0)
        for (const [shopId, figures] of await count(db, stale)) known.set(shopId, { figures, at })
      const found = new Map<number, Surroundings>()
      for (const shopId of shops) {
        touched.add(shopId)
        found.set(shopId, known.get(shopId)?.figures ?? { onDuty: 0, waiting: 0 })
      }
      return found
    },
    close: () => clearInterval(timer),
  }
}
