import { numbers } from '../../platform/db/arrays.ts'
import { all, moment, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'

/** Notes who was heard of. Returns those who were here already: the others have arrived. */
export const noteSeen = async (tx: Tx, people: readonly number[], at: Instant): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`update presence set seen_at = greatest(seen_at, ${moment(at)})
        where person_id = any(${numbers(people)}::int[]) and here returning person_id as id`,
    )
  ).map(({ id }) => id)

/** Returns false where they were here already. */
export const arrive = async (tx: Tx, personId: number, at: Instant): Promise<boolean> =>
  (
    await all(
      tx,
      sql`insert into presence as p (person_id, seen_at, here) values (${personId}, ${moment(at)}, true)
        on conflict (person_id) do update set seen_at = greatest(p.seen_at, excluded.seen_at), here = true
        where not p.here returning person_id`,
    )
  ).length > 0

/** Who is here but has not been heard of since a moment. */
export const unheardSince = async (tx: Tx, since: Instant): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`select person_id as id from presence where here and seen_at < ${moment(since)}`,
    )
  ).map(({ id }) => id)

/** Returns false where they were not here, or have been heard of after all. */
export const depart = async (tx: Tx, personId: number, unheardSince: Instant): Promise<boolean> =>
  (
    await all(
      tx,
      sql`update presence set here = false where person_id = ${personId} and here
        and seen_at <= ${moment(unheardSince)} returning person_id`,
    )
  ).length > 0

export const isHere = async (tx: Tx, personId: number): Promise<boolean> =>
  (await all(tx, sql`select from presence where person_id = ${personId} and here`)).length > 0

/** Who is finishing in some shop of the scope, and whether anything is left for them to finish. */
export const finishing = (tx: Tx): Promise<{ personId: number; done: boolean }[]> =>
  all(
    tx,
    sql<{ personId: number; done: boolean }>`select m.person_id as "personId",
        coalesce((select s.load from seat s where s.person_id = m.person_id), 0) = 0 as done
      from membership m where m.state = 'finishing' group by m.person_id`,
  )

/** Of these people, who has nothing left in any shop. */
export const doneOf = async (tx: Tx, people: readonly number[]): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{
        id: number
      }>`select person_id as id from seat where person_id = any(${numbers(people)}::int[]) and load = 0`,
    )
  ).map(({ id }) => id)

/** Lets somebody go who has finished. Returns the shops of the scope where they were finishing. */
export const finish = async (tx: Tx, personId: number, at: Instant): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`update membership m set state = 'offline', state_at = ${moment(at)}
        where m.person_id = ${personId} and m.state = 'finishing'
          and not exists (select from seat s where s.person_id = m.person_id and s.load > 0)
        returning m.shop_id as id`,
    )
  ).map(({ id }) => id)
