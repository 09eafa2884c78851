import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Pattern, PatternBody } from '../domain/pattern.ts'

const columns = sql`pattern_id as id, enabled, name, pattern, answer, updated_at as "updatedAt"`

/** In the order in which they are tried. */
export const patterns = (tx: Tx, shopId: number): Promise<Pattern[]> =>
  all(
    tx,
    sql<Pattern>`select ${columns} from faq_pattern where shop_id = ${shopId} order by place, pattern_id`,
  )

export const patternById = (tx: Tx, shopId: number, id: number): Promise<Pattern | undefined> =>
  one(tx, sql<Pattern>`select ${columns} from faq_pattern where shop_id = ${shopId} and pattern_id = ${id}`)

interface By {
  personId: number | null
  at: Instant
}

/** The new one is tried last. */
export const insertPattern = async (tx: Tx, shopId: number, body: PatternBody, by: By): Promise<Pattern> => {
  const row = await one(
    tx,
    sql<Pattern>`insert into faq_pattern (shop_id, place, enabled, name, pattern, answer, updated_by, updated_at)
      select ${shopId}, coalesce(max(place), 0) + 1, ${body.enabled}, ${body.name}, ${body.pattern}, ${body.answer},
        ${by.personId}, ${moment(by.at)}
      from faq_pattern where shop_id = ${shopId} returning ${columns}`,
  )
  if (!row) throw new Error('a pattern was not stored')
  return row
}

export const savePattern = async (
  tx: Tx,
  shopId: number,
  id: number,
  body: PatternBody,
  by: By,
): Promise<Pattern> => {
  const row = await one(
    tx,
    sql<Pattern>`update faq_pattern set enabled = ${body.enabled}, name = ${body.name}, pattern = ${body.pattern},
        answer = ${body.answer}, updated_by = ${by.personId}, updated_at = ${moment(by.at)}
      where shop_id = ${shopId} and pattern_id = ${id} returning ${columns}`,
  )
  if (!row) throw new Error('a pattern that was there is gone')
  return row
}

export const deletePattern = async (tx: Tx, shopId: number, id: number): Promise<void> => {
  await sql`delete from faq_pattern where shop_id = ${shopId} and pattern_id = ${id}`.execute(tx)
}
