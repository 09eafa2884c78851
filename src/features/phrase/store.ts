import { all, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Phrase } from './contract.ts'

export type Stored = Omit<Phrase, 'initials'>
export type Wording = Pick<Phrase, 'code' | 'situation' | 'text'>

const columns = sql`phrase_id as id, person_id as "personId", code, situation, text`

/** The shop's phrases and the person's own, by code. */
export const phrasesFor = (tx: Tx, shopId: number, personId: number): Promise<Stored[]> =>
  all(
    tx,
    sql<Stored>`select ${columns} from phrase
      where shop_id = ${shopId} and (person_id is null or person_id = ${personId}) order by code, phrase_id`,
  )

export const phraseById = (tx: Tx, shopId: number, id: number): Promise<Stored | undefined> =>
  one(tx, sql<Stored>`select ${columns} from phrase where shop_id = ${shopId} and phrase_id = ${id}`)

export const insertPhrase = async (
  tx: Tx,
  shopId: number,
  personId: number | null,
  wording: Wording,
): Promise<Stored> => {
  const row = await one(
    tx,
    sql<Stored>`insert into phrase (shop_id, person_id, code, situation, text)
      values (${shopId}, ${personId}, ${wording.code}, ${wording.situation}, ${wording.text})
      returning ${columns}`,
  )
  if (!row) throw new Error('a phrase was not stored')
  return row
}

export const savePhrase = async (tx: Tx, shopId: number, id: number, wording: Wording): Promise<void> => {
  await sql`update phrase set code = ${wording.code}, situation = ${wording.situation}, text = ${wording.text}
    where shop_id = ${shopId} and phrase_id = ${id}`.execute(tx)
}

export const deletePhrase = async (tx: Tx, shopId: number, id: number): Promise<void> => {
  await sql`delete from phrase where shop_id = ${shopId} and phrase_id = ${id}`.execute(tx)
}
