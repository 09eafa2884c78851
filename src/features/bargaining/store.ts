import { all, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Said } from '../../shared/said.ts'
import type { Instant } from '../../shared/time.ts'
import type { Concession } from './contract.ts'

const columns = (now: Instant) => sql`c.concession_id as id, c.conversation_id as "conversationId",
  coalesce(b.name, '') as "buyerName", c.person_id as "personId", c.fen, c.gift, c.worth_fen as "worthFen",
  c.basket_fen as "basketFen", c.phase, (extract(epoch from c.given_at) * 1000)::float8 as "givenAt",
  (extract(epoch from c.until) * 1000)::float8 as until,
  case when c.state = 'open' and c.until <= ${new Date(now)} then 'lapsed' else c.state end as state`

const joined = sql`concession c left join conversation v
  on v.shop_id = c.shop_id and v.conversation_id = c.conversation_id
  left join buyer b on b.shop_id = v.shop_id and b.buyer_id = v.buyer_id`

/** What was given since a moment: paid, and still held for buyers who may pay. */
export const given = async (
  tx: Tx,
  shopId: number,
  since: Instant,
  now: Instant,
): Promise<{ spentFen: number; heldFen: number }> => {
  const row = await one(
    tx,
    sql<{ spent: number; held: number }>`select
        coalesce(sum(worth_fen) filter (where state = 'paid'), 0)::int as spent,
        coalesce(sum(worth_fen) filter (where state = 'open' and until > ${new Date(now)}), 0)::int as held
      from concession where shop_id = ${shopId} and given_at >= ${new Date(since)}`,
  )
  return { spentFen: row?.spent ?? 0, heldFen: row?.held ?? 0 }
}

export const addConcession = async (
  tx: Tx,
  shopId: number,
  c: Pick<
    Concession,
    'conversationId' | 'personId' | 'fen' | 'worthFen' | 'basketFen' | 'phase' | 'givenAt' | 'until'
  > & { gift: Said | null },
): Promise<number> => {
  const row = await one(
    tx,
    sql<{
      id: number
    }>`insert into concession (shop_id, conversation_id, person_id, fen, gift, worth_fen, basket_fen,
        phase, given_at, until)
      values (${shopId}, ${c.conversationId}, ${c.personId}, ${c.fen}, ${c.gift === null ? null : JSON.stringify(c.gift)}::jsonb,
        ${c.worthFen}, ${c.basketFen}, ${c.phase}, ${new Date(c.givenAt)}, ${new Date(c.until)})
      returning concession_id as id`,
  )
  if (!row) throw new Error('a concession was not stored')
  return row.id
}

export const concessionById = (
  tx: Tx,
  shopId: number,
  id: number,
  now: Instant,
): Promise<Concession | undefined> =>
  one(
    tx,
    sql<Concession>`select ${columns(now)} from ${joined} where c.shop_id = ${shopId} and c.concession_id = ${id}`,
  )

export const concessionsBefore = (
  tx: Tx,
  shopId: number,
  before: Instant | null,
  limit: number,
  now: Instant,
): Promise<Concession[]> =>
  all(
    tx,
    sql<Concession>`select ${columns(now)} from ${joined}
      where c.shop_id = ${shopId} and (${before === null ? null : new Date(before)}::timestamptz is null
        or c.given_at < ${before === null ? null : new Date(before)})
      order by c.given_at desc, c.concession_id desc limit ${limit}`,
  )

/** Whether something was given in a conversation and not taken back: once is enough. */
export const givenIn = async (tx: Tx, shopId: number, conversationId: number): Promise<boolean> =>
  (await one(
    tx,
    sql`select 1 from concession where shop_id = ${shopId} and conversation_id = ${conversationId}
      and state <> 'withdrawn' limit 1`,
  )) !== undefined

export const settle = async (
  tx: Tx,
  shopId: number,
  id: number,
  state: 'paid' | 'withdrawn',
  now: Instant,
): Promise<void> => {
  await sql`update concession set state = ${state}, settled_at = ${new Date(now)}
    where shop_id = ${shopId} and concession_id = ${id}`.execute(tx)
}

/** Marks as paid what was given in conversations with these buyers and was good when they paid. Gives what it marked. */
export const settlePaid = (
  tx: Tx,
  shopId: number,
  paid: readonly { key: string; at: Instant }[],
  now: Instant,
): Promise<{ id: number; worthFen: number }[]> =>
  all(
    tx,
    sql<{
      id: number
      worthFen: number
    }>`update concession c set state = 'paid', settled_at = ${new Date(now)}
      from (select b.buyer_id, p.at from json_to_recordset(${JSON.stringify(paid)}::json) as p(key text, at float8)
          cross join lateral buyers_of(${shopId}, p.key) b offset 0) p, conversation v
      where c.shop_id = ${shopId} and c.state = 'open'
        and v.shop_id = c.shop_id and v.conversation_id = c.conversation_id
        and v.buyer_id = p.buyer_id
        and to_timestamp(p.at / 1000) between c.given_at and c.until
      returning c.concession_id as id, c.worth_fen as "worthFen"`,
  )
