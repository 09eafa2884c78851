import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Waiting } from '../domain/wish.ts'
import type { Wish, Wished, WishState } from './contract.ts'

const COLUMNS = sql`w.wish_id as id, w.product_id as product, w.sku, w.buyer_id as "buyerId",
  coalesce(b.name, w.buyer_key) as "buyerName", w.conversation_id as "conversationId",
  (extract(epoch from w.asked_at) * 1000)::float8 as "askedAt", w.quantity, w.state,
  (extract(epoch from w.told_at) * 1000)::float8 as "toldAt"`
const FROM = sql`stock_wish w left join buyer b on b.shop_id = w.shop_id and b.buyer_id = w.buyer_id`

/** Wishes of a product or a buyer, in the order in which they were made. */
export const wishes = (
  tx: Tx,
  shopId: number,
  {
    product,
    buyer,
    state,
  }: { product?: string | undefined; buyer?: number | undefined; state?: WishState | undefined },
  limit: number,
): Promise<Wish[]> =>
  all(
    tx,
    sql<Wish>`select ${COLUMNS} from ${FROM} where w.shop_id = ${shopId}
      ${product === undefined ? sql`` : sql`and w.product_id = ${product}`}
      ${buyer === undefined ? sql`` : sql`and w.buyer_id = ${buyer}`}
      ${state === undefined ? sql`` : sql`and w.state = ${state}`}
      order by w.asked_at, w.wish_id limit ${limit}`,
  )

/** Products somebody asked for, the most waited for first. */
export const wished = (tx: Tx, shopId: number, limit: number): Promise<Wished[]> =>
  all(
    tx,
    sql<Wished>`select w.*, coalesce(p.title, w.product) as title, coalesce(p.stock, 0) as stock,
        (extract(epoch from p.restock_at) * 1000)::float8 as "restockAt"
      from (select product_id as product,
          count(*) filter (where state = 'waiting')::int as waiting,
          coalesce(sum(quantity) filter (where state = 'waiting'), 0)::int as pieces,
          count(*) filter (where state = 'told')::int as told,
          count(*) filter (where state = 'bought')::int as bought,
          (extract(epoch from min(asked_at)) * 1000)::float8 as since
        from stock_wish where shop_id = ${shopId} and state <> 'withdrawn' group by product_id) w
      left join product p on p.shop_id = ${shopId} and p.product_id = w.product
      order by w.waiting desc, w.since, w.product limit ${limit}`,
  )

export interface NewWish {
  product: string
  sku: string | null
  buyerKey: string
  buyerId: number | null
  conversationId: number | null
  askedAt: Instant
  quantity: number
}

/** Notes wishes down; who waits for the same already keeps their place. Gives how many are new. */
export const addWishes = async (tx: Tx, shopId: number, all: readonly NewWish[]): Promise<number> => {
  if (all.length === 0) return 0
  const { numAffectedRows } = await sql`insert into stock_wish
      (shop_id, product_id, sku, buyer_key, buyer_id, conversation_id, asked_at, quantity)
    select ${shopId}, product, sku, "buyerKey", "buyerId", "conversationId", to_timestamp("askedAt" / 1000), quantity
    from json_to_recordset(${JSON.stringify(all)}::json) as v(product text, sku text, "buyerKey" text, "buyerId" int,
      "conversationId" int, "askedAt" float8, quantity int)
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** The wish by which somebody waits for something. */
export const waitingOf = (
  tx: Tx,
  shopId: number,
  { product, sku, buyerKey }: Pick<NewWish, 'product' | 'sku' | 'buyerKey'>,
): Promise<Wish | undefined> =>
  one(
    tx,
    sql<Wish>`select ${COLUMNS} from ${FROM} where w.shop_id = ${shopId} and w.product_id = ${product}
      and coalesce(w.sku, '') = ${sku ?? ''} and w.buyer_key = ${buyerKey} and w.state = 'waiting'`,
  )

export const wishById = (tx: Tx, shopId: number, id: number): Promise<Wish | undefined> =>
  one(tx, sql<Wish>`select ${COLUMNS} from ${FROM} where w.shop_id = ${shopId} and w.wish_id = ${id}`)

export const setQuantity = async (tx: Tx, shopId: number, id: number, quantity: number): Promise<void> => {
  await sql`update stock_wish set quantity = ${quantity} where shop_id = ${shopId} and wish_id = ${id}`.execute(
    tx,
  )
}

/** `told`: when, of those who are told now. Gives false where somebody waits for the same by another wish. */
export const setState = async (
  tx: Tx,
  shopId: number,
  ids: readonly number[],
  state: WishState,
  told: Instant | null,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`update stock_wish w set state = ${state},
      told_at = ${told === null ? sql`told_at` : moment(told)}
    where shop_id = ${shopId} and wish_id = any(${[...ids]}::int[])
      and (${state} <> 'waiting' or not exists (select 1 from stock_wish o where o.shop_id = w.shop_id
        and o.product_id = w.product_id and coalesce(o.sku, '') = coalesce(w.sku, '')
        and o.buyer_key = w.buyer_key and o.state = 'waiting' and o.wish_id <> w.wish_id))`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

export interface WaitingRow extends Waiting {
  product: string
  buyerId: number | null
  buyerName: string
  conversationId: number | null
}

/** Who waits for something that there is again, in the order in which they asked. */
export const waitingForStocked = (
  tx: Tx,
  shopId: number,
  since: Instant,
  limit: number,
): Promise<WaitingRow[]> =>
  all(
    tx,
    sql<WaitingRow>`select w.wish_id as id, w.product_id as product, w.sku, w.buyer_key as "buyerKey",
        w.buyer_id as "buyerId", coalesce(b.name, '') as "buyerName", w.conversation_id as "conversationId",
        (extract(epoch from w.asked_at) * 1000)::float8 as "askedAt", w.quantity
      from stock_wish w join product p on p.shop_id = w.shop_id and p.product_id = w.product_id and p.stock > 0
      left join buyer b on b.shop_id = w.shop_id and b.buyer_id = w.buyer_id
      where w.shop_id = ${shopId} and w.state = 'waiting' and w.asked_at >= ${moment(since)}
      order by w.product_id, w.asked_at, w.wish_id limit ${limit}`,
  )

/** Pieces held for who was told and has not bought. */
export const heldPieces = (
  tx: Tx,
  shopId: number,
  products: readonly string[],
  since: Instant,
): Promise<{ product: string; sku: string | null; pieces: number }[]> =>
  all(
    tx,
    sql<{ product: string; sku: string | null; pieces: number }>`select product_id as product, sku,
        sum(quantity)::int as pieces
      from stock_wish where shop_id = ${shopId} and product_id = any(${[...products]}::text[]) and state = 'told'
        and told_at > ${moment(since)} group by product_id, sku`,
  )

/** What somebody asked for and has ordered now is no wish any more. */
export const boughtBy = async (
  tx: Tx,
  shopId: number,
  pairs: readonly { buyerKey: string; product: string; at: Instant }[],
): Promise<void> => {
  if (pairs.length === 0) return
  await sql`update stock_wish w set state = 'bought'
    from (select v.product, v.at, key
        from json_to_recordset(${JSON.stringify(pairs)}::json) as v("buyerKey" text, product text, at float8)
        cross join lateral unnest(keys_beside(${shopId}, v."buyerKey")) key offset 0) v
    where w.shop_id = ${shopId} and w.product_id = v.product and w.buyer_key = v.key
      and w.state in ('waiting', 'told') and w.asked_at <= to_timestamp(v.at / 1000)`.execute(tx)
}

export const runningPlans = (tx: Tx, shopId: number): Promise<{ id: number; products: string[] }[]> =>
  all(
    tx,
    sql<{ id: number; products: string[] }>`select plan_id as id,
        array(select json_array_elements_text(body->'audience'->'products')) as products
      from recovery_plan where shop_id = ${shopId} and state = 'running' and body->>'trigger' = 'back-in-stock'
        and coalesce((body->>'until')::float8, 'infinity') > extract(epoch from now()) * 1000
      order by plan_id`,
  )

/** Puts telling them on the list of who works it by hand. */
export const addErrands = async (
  tx: Tx,
  shopId: number,
  errands: readonly { subject: string; buyerKey: string; buyerName: string; words: string; fen: number }[],
  now: Instant,
): Promise<void> => {
  if (errands.length === 0) return
  await sql`insert into recovery_errand (shop_id, subject, channel, buyer_key, buyer_name, fen, reason, words, made_at)
    select ${shopId}, subject, 'chat', "buyerKey", "buyerName", fen, 'out-of-stock', words, ${moment(now)}
    from json_to_recordset(${JSON.stringify(errands)}::json) as v(subject text, "buyerKey" text, "buyerName" text,
      words text, fen int)
    on conflict do nothing`.execute(tx)
}

/** Wishes older than they are kept. */
export const endOldWishes = async (tx: Tx, shopId: number, before: Instant): Promise<void> => {
  await sql`update stock_wish set state = 'withdrawn' where shop_id = ${shopId} and state = 'waiting'
    and asked_at < ${moment(before)}`.execute(tx)
}
