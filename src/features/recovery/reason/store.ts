import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import { keyOfBuyer, vouching } from '../../order/index.ts'
import type { Reason } from '../domain/plan.ts'

/** Whose orders under some keys are: of each the buyer who came last, on any of the shop's channels. */
export const buyersOfKeys = (
  tx: Tx,
  shopId: number,
  keys: readonly string[],
): Promise<{ key: string; buyerId: number }[]> =>
  all(
    tx,
    sql<{ key: string; buyerId: number }>`select k.key, max(b.buyer_id) as "buyerId"
      from unnest(${[...keys]}::text[]) as k(key) cross join lateral buyers_of(${shopId}, k.key) b group by k.key`,
  )

/** Buyers that a person said orders are of. */
export const buyersOfOrders = (
  tx: Tx,
  shopId: number,
  orderIds: readonly string[],
): Promise<{ orderId: string; buyerId: number }[]> =>
  all(
    tx,
    sql<{
      orderId: string
      buyerId: number
    }>`select order_id as "orderId", buyer_id as "buyerId" from order_buyer
      where shop_id = ${shopId} and order_id = any(${[...orderIds]}::text[])`,
  )

export interface Said {
  buyerId: number
  id: number
  buyer: boolean
  text: string
  at: Instant
}

/** Conversations of a buyer, and messages of each, that are read: who wrote more said it all before. */
const TALKS = 2
const EACH = 60

/** What was said of late with each of some buyers, in order. */
export const lastSaid = (
  tx: Tx,
  shopId: number,
  buyerIds: readonly number[],
  since: Instant,
): Promise<Said[]> =>
  all(
    tx,
    sql<Said>`select w.buyer_id as "buyerId", m.id, m.buyer, m.text, m.at
      from unnest(${[...buyerIds]}::int[]) as w(buyer_id)
      cross join lateral (select conversation_id from conversation
        where shop_id = ${shopId} and buyer_id = w.buyer_id order by conversation_id desc limit ${TALKS}) c
      cross join lateral (select message_id::float8 as id, author = 'buyer' as buyer, left(text, 500) as text,
          (extract(epoch from sent_at) * 1000)::float8 as at from message
        where shop_id = ${shopId} and conversation_id = c.conversation_id and kind = 'text'
        order by message_id desc limit ${EACH}) m
      where m.at >= ${since} order by w.buyer_id, m.at, m.id`,
  )

export interface Stocked {
  id: string
  title: string
  stock: number
  restockAt: Instant | null
  priceFen: number
  skus: { id: string; options: Record<string, string>; stock: number; restockAt: Instant | null }[]
}

/** How many pieces there are of products, by what they go by: a conversation knows some by their titles only. */
export const stockOf = (tx: Tx, shopId: number, named: readonly string[]): Promise<Stocked[]> =>
  all(
    tx,
    sql<Stocked>`select product_id as id, title, stock, price_fen as "priceFen",
        (extract(epoch from restock_at) * 1000)::float8 as "restockAt",
        coalesce((select json_agg(json_build_object('id', s->>'id', 'options', s->'options', 'stock', (s->>'stock')::int,
          'restockAt', (s->>'restockAt')::float8)) from json_array_elements(card->'skus') s), '[]') as skus
      from product where shop_id = ${shopId}
        and (product_id = any(${[...named]}::text[]) or title = any(${[...named]}::text[]))`,
  )

export const orderMoments = (
  tx: Tx,
  shopId: number,
  ids: readonly string[],
): Promise<
  { id: string; createdAt: Instant; payBy: Instant | null; products: string[]; buyerKey: string | null }[]
> =>
  all(
    tx,
    sql<{
      id: string
      createdAt: Instant
      payBy: Instant | null
      products: string[]
      buyerKey: string | null
    }>`select order_id as id,
        (extract(epoch from created_at) * 1000)::float8 as "createdAt",
        (extract(epoch from pay_by) * 1000)::float8 as "payBy", coalesce(products, '{}') as products,
        buyer_key as "buyerKey"
      from shop_order where shop_id = ${shopId} and order_id = any(${[...ids]}::text[])`,
  )

/** The title of an order's first line, for words about it. */
export const orderTitle = async (tx: Tx, shopId: number, id: string): Promise<string | null> =>
  (
    await one(
      tx,
      sql<{ title: string | null }>`select doc #>> '{order,lines,0,title}' as title from shop_order
        where shop_id = ${shopId} and order_id = ${id}`,
    )
  )?.title ?? null

export interface Corrected {
  subject: string
  reason: Reason
  personId: number
  at: Instant
}

export const correctedOf = (tx: Tx, shopId: number, subjects: readonly string[]): Promise<Corrected[]> =>
  all(
    tx,
    sql<Corrected>`select subject, reason, person_id as "personId",
        (extract(epoch from at) * 1000)::float8 as at
      from recovery_reason where shop_id = ${shopId} and subject = any(${[...subjects]}::text[])`,
  )

export const keepReason = async (
  tx: Tx,
  shopId: number,
  { subject, reason, personId, at }: Corrected,
): Promise<void> => {
  await sql`insert into recovery_reason (shop_id, subject, reason, person_id, at)
    values (${shopId}, ${subject}, ${reason}, ${personId}, ${moment(at)})
    on conflict (shop_id, subject) do update set reason = excluded.reason, person_id = excluded.person_id,
      at = excluded.at`.execute(tx)
}

/** The buyer and the products of a conversation. */
export const talkFacts = (
  tx: Tx,
  shopId: number,
  id: number,
): Promise<{ buyerId: number; buyerKey: string; goods: string[] } | undefined> =>
  one(
    tx,
    sql<{ buyerId: number; buyerKey: string; goods: string[] }>`select c.buyer_id as "buyerId",
        ${keyOfBuyer} as "buyerKey",
        array(select json_array_elements_text(coalesce(c.assistant->'goods', '[]'))) as goods
      from conversation c join buyer b on b.shop_id = c.shop_id and b.buyer_id = c.buyer_id ${vouching}
      where c.shop_id = ${shopId} and c.conversation_id = ${id}`,
  )
