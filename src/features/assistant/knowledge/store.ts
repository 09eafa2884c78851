import { numbers, texts } from '../../../platform/db/arrays.ts'
import { all, moment, one, type RawBuilder, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import { type FaqBody, type FaqEntry, oneLine } from '../domain/faq.ts'

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

/** Who writes, and when. */
export interface Writer {
  personId: number | null
  at: Instant
}

/** Bodies as rows. Sets of them are written in one statement: an import must not hold the shop's turn for seconds. */
const given = (bodies: readonly object[]): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(bodies)}::jsonb) as g(n int, id int, code text, enabled boolean,
    question text, wordings jsonb, answer text, pictures jsonb, category text, items jsonb, phases jsonb,
    "validFrom" float8, "validTo" float8, "ownerId" int)`
const list = (column: string): RawBuilder<unknown> =>
  sql`array(select jsonb_array_elements_text(${sql.ref(column)}))`
const when = (column: string): RawBuilder<unknown> => sql`to_timestamp(${sql.ref(column)} / 1000)`

/**
 * Stores new entries. One without a code gets one from its number; where a file has used that one before, it is made
 * longer.
 */
export const insertEntries = (
  tx: Tx,
  shopId: number,
  fresh: readonly { code: string | null; body: FaqBody }[],
  by: Writer,
): Promise<Entry[]> => {
  const at = moment(by.at)
  return all(
    tx,
    sql<Entry>`with fresh as (
        select nextval(pg_get_serial_sequence('faq', 'faq_id'))::int as number, g.*
        from ${given(fresh.map(({ code, body }, n) => ({ ...body, n, code })))} order by g.n)
      insert into faq (shop_id, faq_id, code, enabled, question, wordings, answer, pictures, category, items, phases,
        valid_from, valid_to, owner_id, created_by, created_at, updated_by, updated_at)
      select ${shopId}, number,
        coalesce(code, 'kb-' || number || case when exists (
            select from faq f where f.shop_id = ${shopId} and f.code = 'kb-' || fresh.number)
          then '-' || left(gen_random_uuid()::text, 8) else '' end),
        enabled, question, ${list('wordings')}, answer, ${list('pictures')}, category, ${list('items')},
        ${list('phases')}, ${when('validFrom')}, ${when('validTo')}, "ownerId", ${by.personId}, ${at}, ${by.personId}, ${at}
      from fresh order by n returning ${columns}`,
  )
}

export const insertEntry = async (
  tx: Tx,
  shopId: number,
  body: FaqBody,
  by: Writer & { code?: string },
): Promise<Entry> => {
  const [entry] = await insertEntries(tx, shopId, [{ code: by.code ?? null, body }], by)
  if (!entry) throw new Error('an entry was not stored')
  return entry
}

/** Replaces the bodies of entries that are there. */
export const saveEntries = (
  tx: Tx,
  shopId: number,
  entries: readonly { id: number; body: FaqBody }[],
  by: Writer,
): Promise<Entry[]> =>
  all(
    tx,
    sql<Entry>`update faq set enabled = g.enabled, question = g.question, wordings = ${list('g.wordings')},
        answer = g.answer, pictures = ${list('g.pictures')}, category = g.category, items = ${list('g.items')},
        phases = ${list('g.phases')}, valid_from = ${when('g.validFrom')}, valid_to = ${when('g.validTo')},
        owner_id = g."ownerId", updated_by = ${by.personId}, updated_at = ${moment(by.at)}
      from ${given(entries.map(({ id, body }) => ({ ...body, id })))}
      where faq.shop_id = ${shopId} and faq.faq_id = g.id
      returning faq_id as id, faq.code, faq.enabled, faq.question, faq.wordings, faq.answer, faq.pictures,
        faq.category, faq.items, faq.phases, valid_from as "validFrom", valid_to as "validTo",
        owner_id as "ownerId", updated_at as "updatedAt"`,
  )

export const saveEntry = async (
  tx: Tx,
  shopId: number,
  id: number,
  body: FaqBody,
  by: Writer,
): Promise<Entry> => {
  const [entry] = await saveEntries(tx, shopId, [{ id, body }], by)
  if (!entry) throw new Error('an entry that was there is gone')
  return entry
}

/** Changes whenever an entry is added, changed or removed. */
export const stampOf = async (tx: Tx, shopId: number): Promise<string> =>
  (
    await one(
      tx,
      sql<{ stamp: string }>`select concat_ws(' ', count(*), sum(faq_id), max(updated_at)) as stamp from faq
        where shop_id = ${shopId}`,
    )
  )?.stamp ?? ''

/** Removes entries; returns the codes of those that were there. */
export const deleteEntries = async (tx: Tx, shopId: number, ids: readonly number[]): Promise<string[]> => {
  const rows = await all(
    tx,
    sql<{ code: string }>`delete from faq where shop_id = ${shopId} and faq_id = any(${numbers(ids)}::int[])
      returning code`,
  )
  return rows.map(({ code }) => code).toSorted()
}

/** Sets what many entries have in common; returns the codes of those that were otherwise before. */
export const changeEntries = async (
  tx: Tx,
  shopId: number,
  ids: readonly number[],
  to: { enabled?: boolean | undefined; category?: string | undefined },
  by: Writer,
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
  by: Writer,
): Promise<boolean> => {
  const { rows } = await sql`update faq set updated_by = ${by.personId}, updated_at = ${moment(by.at)},
      wordings = wordings || array(select distinct w from unnest(${texts(wordings.map(oneLine))}::text[]) w
        where w <> all(wordings) and w <> question)
    where shop_id = ${shopId} and faq_id = ${id} returning faq_id`.execute(tx)
  return rows.length > 0
}

/** Entries that the desk itself writes into a new shop. */
export const beginFaq = (
  tx: Tx,
  shopId: number,
  entries: readonly FaqBody[],
  at: Instant,
): Promise<Entry[]> =>
  insertEntries(
    tx,
    shopId,
    entries.map((body) => ({ code: null, body })),
    { personId: null, at },
  )
