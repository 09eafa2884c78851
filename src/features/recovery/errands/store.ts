import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Order } from '../../order/domain/order.ts'
import { talkWith } from '../../order/index.ts'
import type { ErrandOutcome, Hand } from '../domain/errands.ts'
import type { Reason } from '../domain/plan.ts'
import type { ErrandChannel, ErrandFilter } from './contract.ts'

export interface ErrandRow {
  id: number
  planId: number | null
  subject: string
  channel: ErrandChannel
  buyerKey: string
  buyerName: string
  orderId: string | null
  fen: number | null
  reason: Reason
  owner: number | null
  words: string
  madeAt: Instant
  dueAt: Instant | null
  outcome: ErrandOutcome | null
  note: string
  doneAt: Instant | null
  order: Order | null
  conversationId: number | null
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)

/** The conversation with the buyer of an order: by its key, or where somebody said whose it is. */
const talk = (shopId: number) =>
  talkWith(
    shopId,
    sql`e.buyer_key`,
    sql`select l.buyer_id from order_buyer l where l.shop_id = ${shopId} and l.order_id = e.order_id`,
  )

const columns = (
  shopId: number,
) => sql`e.errand_id as id, e.plan_id as "planId", e.subject, e.channel, e.buyer_key as "buyerKey",
  e.buyer_name as "buyerName", e.order_id as "orderId", e.fen, e.reason, e.owner, e.words, ${ms('e.made_at')} as "madeAt",
  ${ms('e.due_at')} as "dueAt", e.outcome, e.note, ${ms('e.done_at')} as "doneAt",
  (select o.doc -> 'order' from shop_order o where o.shop_id = e.shop_id and o.order_id = e.order_id) as "order",
  ${talk(shopId)} as "conversationId"`

export interface Asked {
  owner: number | 'nobody' | null
  channel: ErrandChannel | null
  skip: number
}

const which = ({ owner, channel }: Asked) => sql`
  ${owner === null ? sql`` : owner === 'nobody' ? sql`and e.owner is null` : sql`and e.owner = ${owner}`}
  ${channel === null ? sql`` : sql`and e.channel = ${channel}`}`

/** What is due first comes first; without a moment, the dearest. `skip`: how many were shown already. */
export const openErrands = (tx: Tx, shopId: number, asked: Asked, limit: number): Promise<ErrandRow[]> =>
  all(
    tx,
    sql<ErrandRow>`select ${columns(shopId)} from recovery_errand e
      where e.shop_id = ${shopId} and e.outcome is null ${which(asked)}
      order by e.due_at nulls last, e.fen desc nulls last, e.errand_id
      limit ${limit} offset ${asked.skip}`,
  )

export const doneErrands = (tx: Tx, shopId: number, asked: Asked, limit: number): Promise<ErrandRow[]> =>
  all(
    tx,
    sql<ErrandRow>`select ${columns(shopId)} from recovery_errand e
      where e.shop_id = ${shopId} and e.outcome is not null ${which(asked)}
      order by e.done_at desc, e.errand_id desc limit ${limit} offset ${asked.skip}`,
  )

export const errandById = (tx: Tx, shopId: number, id: number): Promise<ErrandRow | undefined> =>
  one(
    tx,
    sql<ErrandRow>`select ${columns(shopId)} from recovery_errand e where e.shop_id = ${shopId} and e.errand_id = ${id}`,
  )

export const saveOwner = async (tx: Tx, shopId: number, id: number, owner: number | null): Promise<void> => {
  await sql`update recovery_errand set owner = ${owner} where shop_id = ${shopId} and errand_id = ${id}`.execute(
    tx,
  )
}

export const settle = async (
  tx: Tx,
  shopId: number,
  id: number,
  { outcome, note }: { outcome: ErrandOutcome; note: string },
  now: Instant,
): Promise<void> => {
  await sql`update recovery_errand set outcome = ${outcome}, note = ${note}, done_at = ${moment(now)}
    where shop_id = ${shopId} and errand_id = ${id} and outcome is null`.execute(tx)
}

/** Of orders that somebody is to be reminded of and that need it no more. Gives how many. */
export const settleOfOrders = async (
  tx: Tx,
  shopId: number,
  orders: readonly string[],
  outcome: 'paid' | 'dropped',
  now: Instant,
): Promise<number> => {
  const { numAffectedRows } =
    await sql`update recovery_errand set outcome = ${outcome}, done_at = ${moment(now)}
    where shop_id = ${shopId} and order_id = any(${[...orders]}::text[]) and outcome is null`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export const unownedErrands = (tx: Tx, shopId: number): Promise<number[]> =>
  all(
    tx,
    sql<{ id: number }>`select errand_id as id from recovery_errand
      where shop_id = ${shopId} and owner is null and outcome is null
      order by due_at nulls last, fen desc nulls last, errand_id limit 2000 for update`,
  ).then((rows) => rows.map(({ id }) => id))

export const giveErrands = async (
  tx: Tx,
  shopId: number,
  given: readonly { id: number; owner: number }[],
): Promise<void> => {
  await sql`update recovery_errand e set owner = v.owner
    from json_to_recordset(${JSON.stringify(given)}::json) as v(id int, owner int)
    where e.shop_id = ${shopId} and e.errand_id = v.id`.execute(tx)
}

/** People of a shop who may do errands: what they have, and whether they are at their desks. */
export const hands = (
  tx: Tx,
  shopId: number,
  since: Instant,
): Promise<(Hand & { onDuty: boolean; doneToday: number })[]> =>
  all(
    tx,
    sql`select m.person_id as "personId", count(e.errand_id) filter (where e.outcome is null)::int as open,
        coalesce(max(e.errand_id), 0)::int as "lastGiven",
        count(e.errand_id) filter (where e.done_at >= ${moment(since)} and e.outcome <> 'dropped')::int as "doneToday",
        (m.state = 'online' and coalesce((select p.here from presence p where p.person_id = m.person_id), false)) as "onDuty"
      from membership m left join recovery_errand e on e.shop_id = m.shop_id and e.owner = m.person_id
      where m.shop_id = ${shopId} and m.role <> 'viewer'
      group by m.person_id, m.state order by m.person_id`,
  )

export const unownedCount = async (tx: Tx, shopId: number): Promise<number> =>
  (
    await one(
      tx,
      sql<{ n: number }>`select count(*)::int as n from recovery_errand
        where shop_id = ${shopId} and owner is null and outcome is null`,
    )
  )?.n ?? 0

/** Unpaid orders that still live, the dearest first, and what is known of their buyers. */
export interface Unpaid {
  order: Order
  conversationId: number | null
  /** All of its buyer. */
  keys: string[]
  reason: Reason | null
  open: boolean
  control: boolean
  remindedToday: boolean
  reminders: number
}

export const unpaidOrders = (
  tx: Tx,
  shopId: number,
  filter: ErrandFilter,
  when: { now: Instant; today: Instant; capFrom: Instant },
  limit: number,
): Promise<Unpaid[]> =>
  all(
    tx,
    sql<Unpaid>`select e.doc -> 'order' as "order", ${talk(shopId)} as "conversationId", w.keys,
        (select c.reason from recovery_case c where c.shop_id = e.shop_id and c.order_id = e.order_id
          order by c.confidence desc limit 1) as reason,
        exists (select from recovery_errand x where x.shop_id = e.shop_id and x.outcome is null
          and (x.buyer_key = any(w.keys) or x.order_id = e.order_id)) as open,
        exists (select from recovery_case c where c.shop_id = e.shop_id and c.buyer_key = any(w.keys) and c.control
          and (c.order_id = e.order_id or c.state = 'waiting')) as control,
        exists (select from recovery_sending s where s.shop_id = e.shop_id and s.buyer_key = any(w.keys)
          and s.state <> 'suppressed' and s.decided_at >= ${moment(when.today)}) as "remindedToday",
        (select count(*)::int from recovery_sending s where s.shop_id = e.shop_id and s.buyer_key = any(w.keys)
          and s.state <> 'suppressed' and s.decided_at >= ${moment(when.capFrom)})
        + (select count(*)::int from recovery_errand x where x.shop_id = e.shop_id and x.buyer_key = any(w.keys)
          and x.plan_id is null and x.outcome is not null and x.outcome not in ('dropped', 'wrong-number')
          and x.made_at >= ${moment(when.capFrom)}) as reminders
      from shop_order e cross join lateral (select keys_beside(${shopId}, e.buyer_key) as keys offset 0) w
      where e.shop_id = ${shopId} and e.status = 'unpaid' and e.buyer_key is not null
        and (e.pay_by is null or e.pay_by > ${moment(when.now)})
        and e.created_at >= ${moment(filter.from)} and e.created_at < ${moment(filter.to)}
        and (${filter.leastFen}::int is null or e.payable_fen >= ${filter.leastFen}::int)
        and (${filter.mostFen}::int is null or e.payable_fen <= ${filter.mostFen}::int)
        and (${filter.products.length === 0} or e.products && ${[...filter.products]}::text[])
      order by e.payable_fen desc nulls last, e.order_id limit ${limit}`,
  )

export interface NewErrand {
  planId: number | null
  sendingId: number | null
  subject: string
  channel: ErrandChannel
  buyerKey: string
  buyerName: string
  orderId: string | null
  fen: number | null
  reason: Reason
  owner: number | null
  words: string
  dueAt: Instant | null
}

/** A subject has at most one open errand: others stay out. Gives how many went in. */
export const addErrands = async (
  tx: Tx,
  shopId: number,
  errands: readonly NewErrand[],
  now: Instant,
): Promise<number> => {
  if (errands.length === 0) return 0
  const { numAffectedRows } = await sql`insert into recovery_errand
      (shop_id, plan_id, sending_id, subject, channel, buyer_key, buyer_name, order_id, fen, reason, owner, words, made_at, due_at)
    select ${shopId}, "planId", "sendingId", subject, channel, "buyerKey", "buyerName", "orderId", fen, reason, owner, words,
      ${moment(now)}, to_timestamp("dueAt" / 1000)
    from json_to_recordset(${JSON.stringify(errands)}::json) as v("planId" int, "sendingId" bigint, subject text,
      channel text, "buyerKey" text, "buyerName" text, "orderId" text, fen int, reason text, owner int, words text,
      "dueAt" float8)
    on conflict (shop_id, subject) where outcome is null do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Which of some buyers somebody is to remind by hand. */
export const errandsOpen = async (
  tx: Tx,
  shopId: number,
  buyerKeys: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (buyerKeys.length === 0) return new Set()
  const rows = await all(
    tx,
    sql<{ key: string }>`select distinct buyer_key as key from recovery_errand
      where shop_id = ${shopId} and outcome is null and buyer_key = any(${[...buyerKeys]}::text[])`,
  )
  return new Set(rows.map(({ key }) => key))
}

/** When some buyers were reminded by hand, without those that are a plan's own step (which its sending counts). */
export const errandTimes = (
  tx: Tx,
  shopId: number,
  buyerKeys: readonly string[],
  since: Instant,
): Promise<{ buyerKey: string; at: Instant }[]> =>
  all(
    tx,
    sql<{
      buyerKey: string
      at: Instant
    }>`select buyer_key as "buyerKey", ${ms('made_at')} as at from recovery_errand
      where shop_id = ${shopId} and buyer_key = any(${[...buyerKeys]}::text[]) and plan_id is null
        and (outcome is null or outcome not in ('dropped', 'wrong-number')) and made_at >= ${moment(since)}`,
  )
