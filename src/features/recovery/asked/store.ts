import { all, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'

export interface AskedPlan {
  id: number
  /** Minutes after the question at which the first step is due: until then an order may follow. */
  waits: number
  startedAt: Instant
}

/** Plans about who asked and did not order. A paused one goes on taking people in, as plans about orders do. */
export const askedPlans = (tx: Tx, shopId: number): Promise<AskedPlan[]> =>
  all(
    tx,
    sql<AskedPlan>`select plan_id as id,
        coalesce((body #>> '{steps,0,when,minutes}')::int, (body #>> '{steps,0,when,after}')::int, 0) as waits,
        (extract(epoch from started_at) * 1000)::float8 as "startedAt"
      from recovery_plan where shop_id = ${shopId} and state in ('running', 'paused')
        and body->>'trigger' = 'asked' and started_at is not null order by plan_id`,
  )

/** Of conversations, those in which the buyer wrote nothing after a message. */
export const lastWordIn = async (
  tx: Tx,
  shopId: number,
  said: readonly { conversationId: number; id: number }[],
): Promise<Set<number>> => {
  const rows = await all(
    tx,
    sql<{ id: number }>`select v."conversationId" as id
      from json_to_recordset(${JSON.stringify(said)}::json) as v("conversationId" int, id bigint)
      where not exists (select 1 from message m where m.shop_id = ${shopId}
        and m.conversation_id = v."conversationId" and m.message_id > v.id and m.author = 'buyer')`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Of buyers who asked, those with an order made since, or of the same product some days before: they ask about that. */
export const whoOrdered = async (
  tx: Tx,
  shopId: number,
  asked: readonly {
    conversationId: number
    keys: readonly string[]
    buyerId: number
    product: string
    since: Instant
  }[],
  before: number,
): Promise<Set<number>> => {
  const orders = sql`o.status <> 'unknown' and (o.created_at >= to_timestamp(v.since / 1000)
    or (v.product = any(o.products) and o.created_at >= to_timestamp((v.since - ${before}::float8) / 1000)))`
  const rows = await all(
    tx,
    // Two questions: as one with an “or” it looks through all orders for each.
    sql<{ id: number }>`select v."conversationId" as id
      from json_to_recordset(${JSON.stringify(asked)}::json)
        as v("conversationId" int, keys text[], "buyerId" int, product text, since float8)
      where exists (select 1 from shop_order o where o.shop_id = ${shopId} and o.buyer_key = any(v.keys) and ${orders})
        or exists (select 1 from order_buyer l join shop_order o on o.shop_id = l.shop_id and o.order_id = l.order_id
          where l.shop_id = ${shopId} and l.buyer_id = v."buyerId" and ${orders})`,
  )
  return new Set(rows.map(({ id }) => id))
}
