import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import { DAY, type Instant } from '../../../shared/time.ts'
import type { Band } from '../domain/adviser/advice.ts'
import type { PlanBody, SendingChannel } from '../domain/plan.ts'

/** The latest orders tell enough: their documents are read, 5 µs each. */
const LATEST = 20_000
/** An order is one that somebody could be reminded of when it was not paid at once. */
const AT_ONCE = '10 minutes'

/** The latest orders that were not paid at once. */
const unpaid = (shopId: number, since: Instant) => sql`
  with latest as materialized (
    select o.order_id, o.created_at, o.buyer_key, o.payable_fen as fen, o.pay_by,
      to_timestamp((o.doc -> 'order' ->> 'paidAt')::float8 / 1000) as paid_at, o.status,
      regexp_replace(coalesce(o.doc -> 'order' -> 'address' ->> 'phone', ''), '[^0-9]', '', 'g') as phone
    from shop_order o where o.shop_id = ${shopId} and o.created_at >= ${moment(since)}
    order by o.created_at desc limit ${LATEST}),
  unpaid as materialized (
    select * from latest where paid_at > created_at + interval '${sql.raw(AT_ONCE)}'
      or (paid_at is null and status in ('unpaid', 'closed')))`

export interface UnpaidOrders {
  orders: number
  /** Days between the first and the last order looked at, at least one. */
  days: number
  /** Of those that are old enough to tell: how many, and how many were paid after all. */
  settled: number
  paid: number
  lifeMinutes: number | null
  /** Buyers the desk knows, and with a number that can be sent to. */
  known: number
  withPhone: number
}

export const unpaidOrders = async (
  tx: Tx,
  shopId: number,
  { since, settledBefore }: { since: Instant; settledBefore: Instant },
): Promise<UnpaidOrders> => {
  const row = await one(
    tx,
    sql<UnpaidOrders>`${unpaid(shopId, since)}
      select count(*)::int as orders,
        (select greatest(1, extract(epoch from max(created_at) - min(created_at)) / 86400)::float8 from latest) as days,
        (count(*) filter (where created_at <= ${moment(settledBefore)}))::int as settled,
        (count(*) filter (where created_at <= ${moment(settledBefore)} and paid_at is not null))::int as paid,
        (percentile_cont(0.5) within group (order by extract(epoch from pay_by - created_at) / 60))::float8 as "lifeMinutes",
        (count(*) filter (where exists (select from buyers_of(${shopId}, u.buyer_key) b
          join channel c on c.shop_id = b.shop_id and c.channel_id = b.channel_id
          where c.kind <> 'import' and c.disabled_at is null)))::int as known,
        (count(*) filter (where phone ~ '^(86)?1[3-9][0-9]{9}$'))::int as "withPhone"
      from unpaid u`,
  )
  return row ?? { orders: 0, days: 1, settled: 0, paid: 0, lifeMinutes: null, known: 0, withPhone: 0 }
}

/** Minutes buyers have to pay, the median of the latest 500 orders of three months that say until when (of one with a deposit
 * that is the balance's end); null where none does. */
export const orderLife = async (tx: Tx, shopId: number, now: Instant): Promise<number | null> =>
  (
    await one(
      tx,
      sql<{ minutes: number | null }>`
        select round(percentile_cont(0.5) within group (order by extract(epoch from pay_by - created_at) / 60))::int as minutes
        from (select pay_by, created_at from shop_order where shop_id = ${shopId} and pay_by is not null
            and created_at >= ${moment(now - 90 * DAY)} and doc -> 'order' ->> 'depositFen' is null
          order by created_at desc limit 500) o`,
    )
  )?.minutes ?? null

/** Unpaid orders by what they come to: tenths, and the dearest tenth once more in parts; from whole yuan. */
export const bands = (tx: Tx, shopId: number, since: Instant, days: number): Promise<Band[]> =>
  all(
    tx,
    sql<Band>`${unpaid(shopId, since)},
      placed as (select fen, percent_rank() over (order by fen) as place from unpaid where fen is not null),
      banded as (select fen, case when place < 0.9 then floor(place * 10) when place < 0.95 then 9
        when place < 0.99 then 10 else 11 end as band from placed),
      edged as (select fen, (min(fen) over (partition by band) / 100) * 100 as edge from banded)
      select case when edge = min(edge) over () then 0 else edge end as "fromFen",
        (count(*) / ${days}::float8) as "perDay", avg(fen)::float8 as "averageFen"
      from edged group by edge order by edge`,
  )

/** A shop's way to write to a buyer who never wrote: its bridge, where it has one only. */
export const writesFirst = async (tx: Tx, shopId: number): Promise<boolean> =>
  (
    await one(
      tx,
      sql<{ n: number }>`select count(*)::int as n from channel
      where shop_id = ${shopId} and kind = 'bridge' and disabled_at is null`,
    )
  )?.n === 1

/** How many of the latest sendings of each channel reached somebody, and how many could not. */
export const reached = (
  tx: Tx,
  shopId: number,
  since: Instant,
): Promise<{ channel: SendingChannel; reached: number; not: number }[]> =>
  all(
    tx,
    sql`select channel, (count(*) filter (where state in ('sent', 'delivered')))::int as reached,
        (count(*) filter (where state = 'failed' or why in ('no-contact', 'opted-out', 'platform', 'unanswered')))::int as not
      from (select channel, state, why from recovery_sending
        where shop_id = ${shopId} and decided_at >= ${moment(since)} order by decided_at desc limit ${LATEST}) s
      group by channel`,
  )

/** The latest plans about unpaid orders that had a control group. */
export const comparedPlans = (
  tx: Tx,
  shopId: number,
  limit: number,
): Promise<{ id: number; body: PlanBody }[]> =>
  all(
    tx,
    sql<{ id: number; body: PlanBody }>`select plan_id as id, body from recovery_plan
      where shop_id = ${shopId} and state <> 'draft' and body ->> 'trigger' = 'unpaid'
        and (body ->> 'control')::float8 > 0
      order by plan_id desc limit ${limit}`,
  )
