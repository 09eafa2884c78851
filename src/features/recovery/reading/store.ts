import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import { keyOfBuyer, keysOfBuyer, vouching } from '../../order/index.ts'

/** What a buyer wrote, with what their conversation is about. */
export interface Asked {
  id: number
  conversationId: number
  buyerId: number
  buyerKey: string
  /** Under which orders are theirs, and reminders about them (ORD-12). */
  keys: string[]
  buyerName: string
  text: string
  at: Instant
  goods: string[]
  /** What routing took it for. */
  intent: string | null
}

/** How far something has read buyers' messages; its turn is held to the end of the transaction. Null: it never has. */
export const readTo = async (tx: Tx, shopId: number, what: string): Promise<number | null> =>
  (
    await one(
      tx,
      sql<{ at: number }>`select read_to::float8 as at from recovery_read
        where shop_id = ${shopId} and what = ${what} for update`,
    )
  )?.at ?? null

export const keepReadTo = async (tx: Tx, shopId: number, what: string, to: number): Promise<void> => {
  await sql`insert into recovery_read (shop_id, what, read_to) values (${shopId}, ${what}, ${to})
    on conflict (shop_id, what) do update set read_to = excluded.read_to`.execute(tx)
}

/** Shops in which messages have come that something has not read: of many thousands those where somebody wrote in the last
 * minute. `whats`: what reads in every shop; besides, each plan about who asked and did not order does, when its first step
 * could be due: until then its shop is looked at every minute. */
export const shopsToRead = async (tx: Tx, whats: readonly string[]): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`select l.shop_id as id from shop_log l where l.message_id > 0 and exists (
          select from (
            select unnest(${[...whats]}::text[]) as what
            union all select 'asked:' || p.plan_id from recovery_plan p where p.shop_id = l.shop_id
              and p.state in ('running', 'paused') and p.body ->> 'trigger' = 'asked' and p.started_at is not null) w
          left join recovery_read r on r.shop_id = l.shop_id and r.what = w.what
          where coalesce(r.read_to, 0) < l.message_id)
        order by l.shop_id`,
    )
  ).map(({ id }) => id)

/** The last message there was at a moment, or 0. Messages are numbered in the order in which they came. */
export const lastMessageBefore = async (tx: Tx, shopId: number, at: Instant): Promise<number> =>
  (
    await one(
      tx,
      sql<{ id: number }>`select message_id::float8 as id from message
        where shop_id = ${shopId} and received_at < ${moment(at)} order by message_id desc limit 1`,
    )
  )?.id ?? 0

/** Messages of all kinds that are looked at in one piece. */
const PIECE = 5000

/**
 * The next piece of messages that came after one and until a moment, and what buyers wrote in it. `to`: how far it goes;
 * null where there is no more.
 */
export const readOn = async (
  tx: Tx,
  shopId: number,
  { after, until, since }: { after: number; until: Instant; since: Instant },
): Promise<{ to: number | null; asked: Asked[]; full: boolean }> => {
  const end = await one(
    tx,
    sql<{ to: number | null; count: number }>`select max(message_id)::float8 as to, count(*)::int as count
      from (select message_id from message where shop_id = ${shopId} and message_id > ${after}
        and received_at <= ${moment(until)} order by message_id limit ${PIECE}) m`,
  )
  const to = end?.to ?? null
  if (to === null) return { to, asked: [], full: false }
  const asked = await all(
    tx,
    sql<Asked>`select m.message_id::float8 as id, m.conversation_id as "conversationId", c.buyer_id as "buyerId",
        ${keyOfBuyer} as "buyerKey", ${keysOfBuyer} as keys, b.name as "buyerName", left(m.text, 500) as text,
        (extract(epoch from m.sent_at) * 1000)::float8 as at,
        array(select json_array_elements_text(coalesce(c.assistant->'goods', '[]'))) as goods,
        c.route->>'intent' as intent
      from message m
      join conversation c on c.shop_id = m.shop_id and c.conversation_id = m.conversation_id
      join buyer b on b.shop_id = c.shop_id and b.buyer_id = c.buyer_id ${vouching}
      where m.shop_id = ${shopId} and m.message_id > ${after} and m.message_id <= ${to} and m.author = 'buyer'
        and m.kind = 'text' and m.sent_at >= ${moment(since)}
      order by m.message_id`,
  )
  return { to, asked, full: end?.count === PIECE }
}
