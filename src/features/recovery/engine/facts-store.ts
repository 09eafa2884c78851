import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Order } from '../../order/domain/order.ts'
import { keysOfBuyer, vouching } from '../../order/index.ts'

/** Orders as they are now, kept from changing until the transaction ends: what is paid was paid before, or will be after. In
 * the order of their ids, as every other that locks them. */
export const holdOrders = async (
  tx: Tx,
  shopId: number,
  ids: readonly string[],
): Promise<Map<string, Order>> => {
  if (ids.length === 0) return new Map()
  const rows = await all(
    tx,
    sql<{ doc: { order: Order } }>`select doc from shop_order where shop_id = ${shopId}
      and order_id = any(${[...ids]}::text[]) order by order_id collate "C" for share`,
  )
  return new Map(rows.map(({ doc }) => [doc.order.id, doc.order]))
}

/** When buyers were reminded, by any plan, since a moment: what did not leave does not count. */
export const remindersOf = async (
  tx: Tx,
  shopId: number,
  keys: readonly string[],
  since: Instant,
): Promise<Map<string, Instant[]>> => {
  const rows = await all(
    tx,
    sql<{ key: string; at: Instant[] }>`select buyer_key as key,
        array_agg((extract(epoch from decided_at) * 1000)::float8) as at
      from recovery_sending where shop_id = ${shopId} and buyer_key = any(${[...keys]}::text[])
        and decided_at >= ${moment(since)} and state <> 'suppressed' and state <> 'failed' group by buyer_key`,
  )
  return new Map(rows.map(({ key, at }) => [key, at]))
}

/** When buyers were reminded in their own conversations: whoever an order is linked to is not known by the order's key there. */
export const remindedInChat = async (
  tx: Tx,
  shopId: number,
  buyers: readonly number[],
  since: Instant,
): Promise<Map<number, Instant[]>> => {
  const rows = await all(
    tx,
    sql<{
      id: number
      at: Instant[]
    }>`select c.buyer_id as id, array_agg((extract(epoch from m.sent_at) * 1000)::float8) as at
      from conversation c join message m on m.shop_id = c.shop_id and m.conversation_id = c.conversation_id
      where c.shop_id = ${shopId} and c.buyer_id = any(${`{${buyers}}`}::int[]) and m.outbound
        and m.sent_at >= ${moment(since)} and m.external_id like 'recovery:%' group by c.buyer_id`,
  )
  return new Map(rows.map(({ id, at }) => [id, at]))
}

/** Somebody the desk knows a buyer as, in one of its channels, with their latest conversation. */
export interface Talk {
  key: string
  buyerId: number
  name: string
  channelId: number
  externalId: string
  /** Under which orders are theirs (ORD-12). */
  keys: string[]
  conversationId: number | null
  open: boolean
  assigned: boolean
  waiting: boolean
  intent: string | null
  lastAt: Instant | null
}

/** Whom buyers are known as in channels that take messages: by the key of their orders, and by what a person has said of an
 * order or a case knows. */
export const talksOf = (
  tx: Tx,
  shopId: number,
  buyers: readonly { key: string; buyerId: number | null; orderId: string | null }[],
): Promise<Talk[]> =>
  all(
    tx,
    sql<Talk>`with k as materialized (
        select distinct v.key, coalesce(o.buyer_id, v."buyerId") as buyer_id
        from json_to_recordset(${JSON.stringify(buyers)}::json) as v(key text, "buyerId" int, "orderId" text)
        left join order_buyer o on o.shop_id = ${shopId} and o.order_id = v."orderId"),
      w as materialized (
        select k.key, b.buyer_id from k cross join lateral buyers_of(${shopId}, k.key) b
        union select key, buyer_id from k where buyer_id is not null)
      select w.key, b.buyer_id as "buyerId", b.name, b.channel_id as "channelId", b.external_id as "externalId",
        ${keysOfBuyer} as keys,
        c.conversation_id as "conversationId", coalesce(c.status <> 'closed', false) as open,
        c.assignee is not null as assigned, c.waiting_since is not null as waiting, c.route ->> 'intent' as intent,
        (extract(epoch from c.last_at) * 1000)::float8 as "lastAt"
      from w join buyer b on b.shop_id = ${shopId} and b.buyer_id = w.buyer_id
      ${vouching}
      left join conversation c on c.shop_id = b.shop_id and c.conversation_id = b.conversation_id
      where h.kind <> 'import' and h.disabled_at is null`,
  )

/** The channel in which a buyer who never wrote can be written to: the shop's bridge, where it has one only. */
export const soleBridge = async (tx: Tx, shopId: number): Promise<number | null> => {
  const rows = await all(
    tx,
    sql<{ id: number }>`select channel_id as id from channel
      where shop_id = ${shopId} and kind = 'bridge' and disabled_at is null limit 2`,
  )
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}

/** Messages of the shop since the buyer's last, by conversation. */
export const unansweredIn = async (
  tx: Tx,
  shopId: number,
  conversations: readonly number[],
): Promise<Map<number, number>> => {
  const rows = await all(
    tx,
    sql<{ id: number; count: number }>`select k.id, (select count(*)::int from message m
        where m.shop_id = ${shopId} and m.conversation_id = k.id and m.outbound and m.message_id > coalesce((
          select max(q.message_id) from message q
          where q.shop_id = ${shopId} and q.conversation_id = k.id and q.author = 'buyer'), 0)) as count
      from unnest(${`{${conversations}}`}::int[]) as k(id)`,
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** Cases whose buyer has ordered since, under any of their keys: anything, where the case is about no order; the same products
 * and paid, where it is about one. Gives their places in the list. */
export const orderedSince = async (
  tx: Tx,
  shopId: number,
  cases: readonly {
    keys: readonly string[]
    orderId: string | null
    beganAt: Instant
    products: readonly string[]
  }[],
): Promise<Set<number>> => {
  const asked = cases.map(({ keys, orderId, beganAt, products }, n) => ({
    ...{ n, keys, orderId, beganAt, products },
  }))
  const rows = await all(
    tx,
    sql<{ n: number }>`select k.n from json_to_recordset(${JSON.stringify(asked)}::json)
        as k(n int, keys text[], "orderId" text, "beganAt" float8, products text[])
      where exists (select from shop_order o where o.shop_id = ${shopId} and o.buyer_key = any(k.keys)
        and o.created_at >= to_timestamp(k."beganAt" / 1000) and o.order_id is distinct from k."orderId"
        and case when k."orderId" is null then o.status not in ('closed', 'unknown')
          else o.status in ('paid', 'part-shipped', 'shipped', 'finished') and o.products && k.products end)`,
  )
  return new Set(rows.map(({ n }) => n))
}

/** Orders and buyers with a complaint that somebody sees to. */
export const complaintsOf = async (
  tx: Tx,
  shopId: number,
  orders: readonly string[],
  buyers: readonly number[],
): Promise<{ orders: Set<string>; buyers: Set<number> }> => {
  const rows = await all(
    tx,
    sql<{ order_id: string | null; buyer_id: number | null }>`select order_id, buyer_id from task
      where shop_id = ${shopId} and state in ('open', 'asking') and kind in ('dispute', 'damaged', 'missing')
        and (order_id = any(${[...orders]}::text[]) or buyer_id = any(${`{${buyers}}`}::int[]))`,
  )
  return {
    orders: new Set(rows.flatMap(({ order_id }) => order_id ?? [])),
    buyers: new Set(rows.flatMap(({ buyer_id }) => buyer_id ?? [])),
  }
}

/** Where concessions and wishes stand, by their numbers. */
export const concessionStates = async (tx: Tx, shopId: number, ids: readonly number[]) =>
  statesOf(
    await all(
      tx,
      sql<State>`select concession_id as id, state from concession
        where shop_id = ${shopId} and concession_id = any(${`{${ids}}`}::int[])`,
    ),
  )
export const wishStates = async (tx: Tx, shopId: number, ids: readonly number[]) =>
  statesOf(
    await all(
      tx,
      sql<State>`select wish_id as id, state from stock_wish
        where shop_id = ${shopId} and wish_id = any(${`{${ids}}`}::int[])`,
    ),
  )
interface State {
  id: number
  state: string
}
const statesOf = (rows: readonly State[]): Map<number, string> =>
  new Map(rows.map(({ id, state }) => [id, state]))

/** Of which version a shop's settings are. */
export const settingsVersion = async (tx: Tx, shopId: number): Promise<number> =>
  (await one(tx, sql<{ v: number }>`select config_version as v from shop_log where shop_id = ${shopId}`))
    ?.v ?? 0
