import { numbers } from '../../platform/db/arrays.ts'
import { all, sql, type Tx } from '../../platform/db/db.ts'

/** A shop that may need a look, and what about it decides that, in words to be compared: while they stay the same, a
 * look finds what the last one found, but for what time alone changes. */
export interface Sought {
  id: number
  signs: string
}

/**
 * The shops of the scope in which somebody waits and somebody has room; the signs are who has how much. Hops from shop to
 * shop along the index of the queue: it costs as many steps as shops have one, however long.
 */
export const shopsToServe = (tx: Tx): Promise<Sought[]> =>
  all(
    tx,
    sql<Sought>`with recursive queue (id) as (
        (select shop_id from conversation where queued_at is not null order by shop_id limit 1)
        union all
        select (select c.shop_id from conversation c where c.queued_at is not null and c.shop_id > queue.id
          order by c.shop_id limit 1) from queue where queue.id is not null)
      select id, room.signs from queue, lateral (
        select string_agg(concat_ws(':', m.person_id, m.state, s.slots - s.load, m.slots - m.load), ' '
          order by m.person_id) as signs
        from membership m join seat s using (person_id) join presence h using (person_id)
        where m.shop_id = queue.id and m.role <> 'viewer' and m.state in ('online', 'break') and h.here
          and s.load < s.slots and (m.slots is null or m.load < m.slots)) room
      where id is not null and room.signs is not null`,
  )

/** People who have something and whose browsers have not been heard of. */
export const absent = async (tx: Tx): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`select s.person_id as id from seat s left join presence h using (person_id)
        where s.load > 0 and h.here is not true`,
    )
  ).map(({ id }) => id)

/**
 * The shops of the scope in which a buyer may be waiting for one of these people; the signs are since when they are away
 * and what is the latest in which of those conversations. What was answered keeps its clock for what it remembers, and
 * waits for nobody: at night that is nearly all. Those who wait are found first, in one way through the index: sought
 * person by person, each search would go through all shops of the scope (0.1 ms each).
 */
export const shopsOfWaiting = (tx: Tx, people: readonly number[]): Promise<Sought[]> =>
  all(
    tx,
    sql<Sought>`with waiting as materialized (
        select shop_id, conversation_id, assignee as person_id, last_message_id from conversation
        where status = 'open' and assignee is not null
          and (waiting_since is not null or clock ->> 'person' is not null or clock ->> 'assist' is not null))
      select w.shop_id as id, string_agg(concat_ws(':', w.person_id, h.seen_at, m.state_at, w.conversation_id,
          w.last_message_id), ' ' order by w.conversation_id) as signs
      from waiting w join unnest(${numbers(people)}::int[]) as away (person_id) using (person_id)
        join membership m using (shop_id, person_id) left join presence h using (person_id)
      group by w.shop_id`,
  )

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
