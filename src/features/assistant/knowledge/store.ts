import { numbers, texts } from '../../../platform/db/arrays.ts'
import { all, moment, one, type RawBuilder, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { FaqBody, FaqEntry } from '../domain/faq.ts'

/** An entry with the name that files give it. */
export interface Entry extends FaqEntry {
  code: string
}

/** Which entries a list shows. */
export interface Filter {
  /** Occurs in question, wordings, answer or code, whatever its case. */
  text?: string | undefined
  category?: string | undefined
  state?: 'on' | 'off' | undefined
  /** Against `at`: holds, will hold, no longer holds. */
  validity?: 'now' | 'coming' | 'over' | undefined
  /** 0: nobody keeps it. */
  ownerId?: number | undefined
}

const columns = sql`faq_id as id, code, enabled, question, wordings, answer, pictures, category, items, phases,
  valid_from as "validFrom", valid_to as "validTo", owner_id as "ownerId", updated_at as "updatedAt"`

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const validity = (which: NonNullable<Filter['validity']>, at: Instant): RawBuilder<unknown> => {
  if (which === 'coming') return sql`and valid_from > ${moment(at)}`
  if (which === 'over') return sql`and valid_to <= ${moment(at)}`
  return sql`and (valid_from is null or valid_from <= ${moment(at)}) and (valid_to is null or valid_to > ${moment(at)})`
}

const owned = (ownerId: number): RawBuilder<unknown> =>
  ownerId === 0 ? sql`and owner_id is null` : sql`and owner_id = ${ownerId}`

const chosen = (shopId: number, filter: Filter, at: Instant): RawBuilder<unknown> => {
  const text = filter.text === undefined || filter.text === '' ? null : like(filter.text)
  return sql`from faq where shop_id = ${shopId}
    ${text === null ? sql`` : sql`and (question ilike ${text} or answer ilike ${text} or code ilike ${text} or exists (select from unnest(wordings) w where w ilike ${text}))`}
    ${filter.category === undefined ? sql`` : sql`and category = ${filter.category}`}
    ${filter.state === undefined ? sql`` : sql`and enabled = ${filter.state === 'on'}`}
    ${filter.validity === undefined ? sql`` : validity(filter.validity, at)}
    ${filter.ownerId === undefined ? sql`` : owned(filter.ownerId)}`
}

/** A page of the list, by category and then the newest change first; `total` counts all that are chosen. */
export const entriesPage = async (
  tx: Tx,
  shopId: number,
  filter: Filter,
  page: { offset: number; limit: number },
  at: Instant,
): Promise<{ entries: Entry[]; total: number }> => {
  const from = chosen(shopId, filter, at)
  const entries = await all(
    tx,
    sql<Entry>`select ${columns} ${from}
      order by category collate "zh-x-icu", updated_at desc, faq_id desc limit ${page.limit} offset ${page.offset}`,
  )
  const count = await one(tx, sql<{ total: number }>`select count(*)::int as total ${from}`)
  return { entries, total: count?.total ?? 0 }
}

/** Every category in use, with how many entries it has. */
export const categories = (tx: Tx, shopId: number): Promise<{ category: string; entries: number }[]> =>
  all(
    tx,
    sql<{ category: string; entries: number }>`select category, count(*)::int as entries from faq
      where shop_id = ${shopId} group by category order by category collate "zh-x-icu"`,
  )

/** Everything the shop has written down, oldest first, at most `limit`. */
export const everyEntry = (tx: Tx, shopId: number, limit: number): Promise<Entry[]> =>
  all(tx, sql<Entry>`select ${columns} from faq where shop_id = ${shopId} order by faq_id limit ${limit}`)

/** What the assistant may use: entries switched on, oldest first, at most `limit`. */
export const usableEntries = (tx: Tx, shopId: number, limit: number): Promise<Entry[]> =>
  all(
    tx,
    sql<Entry>`select ${columns} from faq where shop_id = ${shopId} and enabled order by faq_id limit ${limit}`,
  )

export const entryById = (tx: Tx, shopId: number, id: number): Promise<Entry | undefined> =>
  one(tx, sql<Entry>`select ${columns} from faq where shop_id = ${shopId} and faq_id = ${id}`)

export const countEntries = async (tx: Tx, shopId: number): Promise<number> =>
  (await one(tx, sql<{ n: number }>`select count(*)::int as n from faq where shop_id = ${shopId}`))?.n ?? 0

/**
 * Stores a new entry. Without a code of its own it gets one from its number; where a file has used that one before, the
 * number is made longer.
 */
export const insertEntry = async (
  tx: Tx,
  shopId: number,
  body: FaqBody,
  by: { personId: number | null; at: Instant; code?: string | undefined },
): Promise<Entry> => {
  const at = moment(by.at)
  const row = await one(
    tx,
    sql<Entry>`with fresh as (select nextval(pg_get_serial_sequence('faq', 'faq_id'))::int as id)
      insert into faq (shop_id, faq_id, code, enabled, question, wordings, answer, pictures, category, items, phases,
        valid_from, valid_to, owner_id, created_by, created_at, updated_by, updated_at)
      select ${shopId}, id,
        coalesce(${by.code ?? null}::text, 'kb-' || id ||
          case when exists (select from faq where shop_id = ${shopId} and code = 'kb-' || id)
            then '-' || left(gen_random_uuid()::text, 8) else '' end),
        ${body.enabled}, ${body.question}, ${texts(body.wordings)}::text[], ${body.answer},
        ${texts(body.pictures)}::text[], ${body.category}, ${texts(body.items)}::text[],
        ${texts(body.phases)}::text[], ${moment(body.validFrom)}, ${moment(body.validTo)}, ${body.ownerId},
        ${by.personId}, ${at}, ${by.personId}, ${at}
      from fresh returning ${columns}`,
  )
  if (!row) throw new Error('an entry was not stored')
  return row
}

export const saveEntry = async (
  tx: Tx,
  shopId: number,
  id: number,
  body: FaqBody,
  by: { personId: number | null; at: Instant },
): Promise<Entry> => {
  const row = await one(
    tx,
    sql<Entry>`update faq set enabled = ${body.enabled}, question = ${body.question},
        wordings = ${texts(body.wordings)}::text[], answer = ${body.answer},
        pictures = ${texts(body.pictures)}::text[], category = ${body.category},
        items = ${texts(body.items)}::text[], phases = ${texts(body.phases)}::text[],
        valid_from = ${moment(body.validFrom)}, valid_to = ${moment(body.validTo)}, owner_id = ${body.ownerId},
        updated_by = ${by.personId}, updated_at = ${moment(by.at)}
      where shop_id = ${shopId} and faq_id = ${id} returning ${columns}`,
  )
  if (!row) throw new Error('an entry that was there is gone')
  return row
}

export const deleteEntries = async (tx: Tx, shopId: number, ids: readonly number[]): Promise<void> => {
  await sql`delete from faq where shop_id = ${shopId} and faq_id = any(${numbers(ids)}::int[])`.execute(tx)
}

/** Sets what many entries have in common; returns the codes of those that were otherwise before. */
export const changeEntries = async (
  tx: Tx,
  shopId: number,
  ids: readonly number[],
  to: { enabled?: boolean | undefined; category?: string | undefined },
  by: { personId: number | null; at: Instant },
): Promise<string[]> => {
  const enabled = to.enabled ?? null
  const category = to.category ?? null
  const rows = await all(
    tx,
    sql<{ code: string }>`update faq set enabled = coalesce(${enabled}::boolean, enabled),
        category = coalesce(${category}::text, category), updated_by = ${by.personId}, updated_at = ${moment(by.at)}
      where shop_id = ${shopId} and faq_id = any(${numbers(ids)}::int[])
        and (enabled <> ${enabled}::boolean or category <> ${category}::text) returning code`,
  )
  return rows.map(({ code }) => code).toSorted()
}

/** Adds other ways of asking to an entry, those it has not yet; false where there is no such entry. */
export const addWordings = async (
  tx: Tx,
  shopId: number,
  id: number,
  wordings: readonly string[],
  by: { personId: number | null; at: Instant },
): Promise<boolean> => {
  const { rows } = await sql`update faq set updated_by = ${by.personId}, updated_at = ${moment(by.at)},
      wordings = wordings || array(select distinct w from unnest(${texts(wordings)}::text[]) w
        where w <> all(wordings) and w <> question)
    where shop_id = ${shopId} and faq_id = ${id} returning faq_id`.execute(tx)
  return rows.length > 0
}

/** How the shop calls its products. */
export const productTitles = async (tx: Tx, shopId: number, limit: number): Promise<string[]> =>
  (
    await all(
      tx,
      sql<{
        title: string
      }>`select title from product where shop_id = ${shopId} order by product_id limit ${limit}`,
    )
  ).map(({ title }) => title)
