import { texts } from '../../platform/db/arrays.ts'
import { all, moment, one, type RawBuilder, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { PhraseBody, PhraseUse } from './domain/phrase.ts'

/** A phrase as it is kept. Whose: a person's, a team's, or with neither everybody's. */
export interface Stored extends Omit<PhraseBody, 'scope'> {
  id: number
  personId: number | null
}
export type Fresh = Omit<Stored, 'id'>

const columns = sql`phrase_id as id, person_id as "personId", team, code, situation, title, text, variants, pictures`

/** Which phrases a person sees: everybody's, their own, and those of some teams or (null) of all. */
const seenBy = (personId: number, teams: readonly string[] | null): RawBuilder<unknown> =>
  sql`(person_id = ${personId} or (person_id is null
    and (team is null or ${teams === null} or team = any(${texts(teams ?? [])}::text[]))))`

export const phrasesFor = (
  tx: Tx,
  shopId: number,
  personId: number,
  teams: readonly string[] | null,
): Promise<Stored[]> =>
  all(
    tx,
    sql<Stored>`select ${columns} from phrase
      where shop_id = ${shopId} and ${seenBy(personId, teams)} order by code, phrase_id`,
  )

export const phraseById = (tx: Tx, shopId: number, id: number): Promise<Stored | undefined> =>
  one(tx, sql<Stored>`select ${columns} from phrase where shop_id = ${shopId} and phrase_id = ${id}`)

/** Another phrase of the same owner with this code, whatever its case. */
export const namesake = async (
  tx: Tx,
  shopId: number,
  id: number | null,
  { personId, team, code }: Pick<Stored, 'personId' | 'team' | 'code'>,
): Promise<boolean> =>
  (await one(
    tx,
    sql`select 1 from phrase where shop_id = ${shopId} and lower(code) = lower(${code})
      and person_id is not distinct from ${personId}::int and team is not distinct from ${team}::text
      and phrase_id is distinct from ${id}::int limit 1`,
  )) !== undefined

/** Many at once, in one statement: an import must not keep the shop's messages waiting. Gives the ids in order. */
export const insertPhrases = async (
  tx: Tx,
  shopId: number,
  fresh: readonly Fresh[],
  at: Instant,
): Promise<number[]> => {
  const rows = await all(
    tx,
    sql<{ id: number }>`insert into phrase
        (shop_id, person_id, team, code, situation, title, text, variants, pictures, created_at)
      select ${shopId}, "personId", team, code, situation, title, text, variants,
        array(select jsonb_array_elements_text(pictures)), ${moment(at)}
      from rows from (jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as ("personId" int, team text, code text,
        situation text, title text, text text, variants jsonb, pictures jsonb)) with ordinality
      order by ordinality
      returning phrase_id as id`,
  )
  return rows.map(({ id }) => id)
}

export const savePhrases = async (tx: Tx, shopId: number, phrases: readonly Stored[]): Promise<void> => {
  await sql`update phrase o set person_id = p."personId", team = p.team, code = p.code, situation = p.situation,
      title = p.title, text = p.text, variants = p.variants,
      pictures = array(select jsonb_array_elements_text(p.pictures))
    from jsonb_to_recordset(${JSON.stringify(phrases)}::jsonb) as p(id int, "personId" int, team text, code text,
      situation text, title text, text text, variants jsonb, pictures jsonb)
    where o.shop_id = ${shopId} and o.phrase_id = p.id`.execute(tx)
}

export const deletePhrase = async (tx: Tx, shopId: number, id: number): Promise<void> => {
  await sql`delete from phrase_use where shop_id = ${shopId} and phrase_id = ${id}`.execute(tx)
  await sql`delete from phrase where shop_id = ${shopId} and phrase_id = ${id}`.execute(tx)
}

/** False where this message has been counted already. */
export const countOnce = async (tx: Tx, shopId: number, clientId: string, at: Instant): Promise<boolean> =>
  (await one(
    tx,
    sql`insert into phrase_counted (shop_id, client_id, at) values (${shopId}, ${clientId}, ${moment(at)})
      on conflict do nothing returning 1`,
  )) !== undefined

/** Counts a message for those of the phrases that are there and that the person may have used. */
export const addUses = async (
  tx: Tx,
  shopId: number,
  personId: number,
  teams: readonly string[] | null,
  ids: readonly number[],
  day: string,
): Promise<void> => {
  await sql`insert into phrase_use as u (shop_id, person_id, phrase_id, used_on, times)
    select shop_id, ${personId}, phrase_id, ${day}::date, 1 from phrase
      where shop_id = ${shopId} and phrase_id = any(${`{${ids}}`}::int[]) and ${seenBy(personId, teams)}
      order by phrase_id
    on conflict (shop_id, person_id, phrase_id, used_on) do update set times = u.times + 1`.execute(tx)
}

/** How often a person has used which phrase since a day. */
export const usesOf = async (
  tx: Tx,
  shopId: number,
  personId: number,
  since: string,
): Promise<Map<number, number>> => {
  const rows = await all(
    tx,
    sql<{ id: number; uses: number }>`select phrase_id as id, sum(times)::int as uses from phrase_use
      where shop_id = ${shopId} and person_id = ${personId} and used_on >= ${since}::date group by 1`,
  )
  return new Map(rows.map(({ id, uses }) => [id, uses]))
}

/** The use of every phrase the person sees; `recent` and `stale` are the days since which it is counted or unused. */
export const usesSeenBy = (
  tx: Tx,
  shopId: number,
  personId: number,
  teams: readonly string[] | null,
  { recent, stale }: { recent: string; stale: string },
): Promise<PhraseUse[]> =>
  all(
    tx,
    sql<PhraseUse>`select p.phrase_id as id, coalesce(u.uses, 0) as uses, u.last_on::text as "lastOn",
        coalesce(u.last_on, p.created_at::date) < ${stale}::date as unused
      from (select * from phrase where shop_id = ${shopId} and ${seenBy(personId, teams)}) p
      left join (select phrase_id, max(used_on) as last_on,
          (sum(times) filter (where used_on >= ${recent}::date))::int as uses
        from phrase_use where shop_id = ${shopId} group by 1) u using (phrase_id)
      order by p.phrase_id`,
  )

/** Forgets which messages were counted before a moment, and uses before a day. Returns whether there may be more. */
export const forget = async (
  tx: Tx,
  shopId: number,
  countedBefore: Instant,
  usedBefore: string,
  piece: number,
): Promise<boolean> => {
  const counted = await all(
    tx,
    sql`delete from phrase_counted where shop_id = ${shopId} and client_id in (select client_id from phrase_counted
      where shop_id = ${shopId} and at < ${moment(countedBefore)} order by at limit ${piece}) returning 1`,
  )
  await sql`delete from phrase_use where shop_id = ${shopId} and used_on < ${usedBefore}::date`.execute(tx)
  return counted.length === piece
}
