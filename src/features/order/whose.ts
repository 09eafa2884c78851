import { all, one, type RawBuilder, sql, type Tx } from '../../platform/db/db.ts'

/** The keys under which orders are a buyer's (ORD-12; `order_keys` in the database): of a row `b` of `buyer`, with `h` its
 * channel and `s` its shop. The first is the platform's own; none where nothing vouches for who it is. */
export const keysOfBuyer = sql<string[]>`order_keys(s.platform, h.kind, b.external_id, b.name, b.verified)`

/** The key a buyer is written down under: their id in the channel where nothing vouches for them. */
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

/** Every key of whoever orders under each of some, itself among them. */
export const keysBeside = async (
  tx: Tx,
  shopId: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> =>
  new Map(
    (keys.length === 0
      ? []
      : await all(
          tx,
          sql<{ key: string; beside: string[] }>`select k as key, keys_beside(${shopId}, k) as beside
            from unnest(${[...new Set(keys)]}::text[]) k`,
        )
    ).map(({ key, beside }) => [key, beside]),
  )

/** The talk with whoever orders under a key, or is somebody among `said` (rows of `buyer_id`): what is open, else the latest;
 * null where there is none. A scalar, in a query of one shop. */
export const talkWith = (shopId: number, key: RawBuilder<unknown>, said: RawBuilder<unknown>) => sql<
  number | null
>`(select c.conversation_id
  from (select buyer_id from buyers_of(${shopId}, ${key}) union ${said}) w
  join conversation c on c.shop_id = ${shopId} and c.buyer_id = w.buyer_id
  order by (c.status <> 'closed') desc, c.last_at desc, c.conversation_id desc limit 1)`

/** The conversation with the buyer of an order: by the key of the order, or where somebody has said whose it is. */
export const talkOfOrder = async (tx: Tx, shopId: number, orderId: string): Promise<number | null> =>
  (
    await one(
      tx,
      sql<{ id: number | null }>`select ${talkWith(
        shopId,
        sql`o.buyer_key`,
        sql`select l.buyer_id from order_buyer l where l.shop_id = ${shopId} and l.order_id = o.order_id`,
      )} as id from shop_order o where o.shop_id = ${shopId} and o.order_id = ${orderId}`,
    )
  )?.id ?? null
