import { numbers } from '../../platform/db/arrays.ts'
import { all, moment, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'

/**
 * The shops of the scope in which somebody waits and somebody has room. Hops from shop to shop along the index of the
 * queue: it costs as many steps as shops have one, however long.
 */
export const shopsToServe = async (tx: Tx): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`with recursive queue (id) as (
          (select shop_id from conversation where queued_at is not null order by shop_id limit 1)
          union all
          select (select c.shop_id from conversation c where c.queued_at is not null and c.shop_id > queue.id
            order by c.shop_id limit 1) from queue where queue.id is not null)
        select id from queue where id is not null and exists (
          select from membership m join seat s using (person_id) join presence h using (person_id)
          where m.shop_id = queue.id and m.role <> 'viewer' and m.state in ('online', 'break') and h.here
            and s.load < s.slots and (m.slots is null or m.load < m.slots))`,
    )
  ).map(({ id }) => id)

/** People who have something and have not been heard of since a moment. */
export const absent = async (tx: Tx, since: Instant): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`select s.person_id as id from seat s left join presence h using (person_id)
        where s.load > 0 and (h.person_id is null or not h.here and h.seen_at < ${moment(since)})`,
    )
  ).map(({ id }) => id)

/** The shops of the scope in which a buyer may be waiting for one of these people. */
export const shopsOfWaiting = async (tx: Tx, people: readonly number[]): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`select distinct m.shop_id as id
        from unnest(${numbers(people)}::int[]) as away (person_id) join membership m using (person_id)
        where m.load > 0 and exists (
          select from conversation c where c.shop_id = m.shop_id and c.assignee = m.person_id and c.status = 'open'
            and (c.waiting_since is not null or c.clock is not null))`,
    )
  ).map(({ id }) => id)

/** The shops in which somebody has something who is no member any more. Looks at every open conversation. */
export const shopsOfDeparted = async (tx: Tx): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`select distinct c.shop_id as id from conversation c
        where c.status = 'open' and c.assignee is not null and not exists (
          select from membership m where m.shop_id = c.shop_id and m.person_id = c.assignee and m.role <> 'viewer')`,
    )
  ).map(({ id }) => id)
