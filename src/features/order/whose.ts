import { all, one, sql, type Tx } from '../../platform/db/db.ts'

/** The keys under which orders are a buyer's (ORD-12; `order_keys` in the database): of a row `b` of `buyer`, with `h` its
 * channel and `s` its shop. The first is the platform's own; none where nothing vouches for who it is. */
export const keysOfBuyer = sql<string[]>`order_keys(s.platform, h.kind, b.external_id, b.name, b.verified)`

/** Under which a buyer who may never order is known, where there must be one. */
export const keyOfBuyer = sql<string>`coalesce((${keysOfBuyer})[1], b.external_id)`

/** Joins to a row `b` of `buyer` what the above need. A channel that is gone vouches for nobody. */
export const vouching = sql`left join channel h on h.shop_id = b.shop_id and h.channel_id = b.channel_id
  join shop s on s.shop_id = b.shop_id`

/** The keys of a buyer's orders. */
export const orderKeys = async (tx: Tx, shopId: number, buyerId: number): Promise<string[]> =>
  (
    await one(
      tx,
      sql<{ keys: string[] }>`select ${keysOfBuyer} as keys from buyer b ${vouching}
        where b.shop_id = ${shopId} and b.buyer_id = ${buyerId}`,
    )
  )?.keys ?? []

/** The conversation with the buyer of each of some orders, the current or latest one: by the key of the order, or where somebody
 * has said whose it is. */
export const talksOfOrders = (
  tx: Tx,
  shopId: number,
  orders: readonly string[],
): Promise<{ orderId: string; conversationId: number }[]> =>
  all(
    tx,
    sql<{ orderId: string; conversationId: number }>`
      select o.order_id as "orderId", max(b.conversation_id) as "conversationId"
      from shop_order o cross join lateral (
        select conversation_id from buyers_of(${shopId}, o.buyer_key)
        union all
        select k.conversation_id from order_buyer l join buyer k on k.shop_id = l.shop_id and k.buyer_id = l.buyer_id
        where l.shop_id = ${shopId} and l.order_id = o.order_id) b
      where o.shop_id = ${shopId} and o.order_id = any(${[...orders]}::text[]) and b.conversation_id is not null
      group by o.order_id`,
  )
