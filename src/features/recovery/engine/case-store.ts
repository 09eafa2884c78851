import { all, moment, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Order } from '../../order/domain/order.ts'
import { keyOfBuyer, vouching } from '../../order/index.ts'
import type { Case, Why } from '../domain/case.ts'
import type { Reason } from '../domain/plan.ts'

/** A case with the moment of its step beside that at which it is looked at. */
export interface CaseRow extends Case {
  dueAt: Instant | null
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)
const columns = sql`plan_id as "planId", subject, buyer_key as "buyerKey", buyer_id as "buyerId",
  buyer_name as "buyerName", order_id as "orderId", products, fen, arm, control, reason, confidence,
  ${ms('began_at')} as "beganAt", ${ms('ends_at')} as "endsAt", step, ${ms('next_at')} as "nextAt",
  ${ms('due_at')} as "dueAt", state, why, ${ms('paid_at')} as "paidAt", paid_fen as "paidFen"`

/** New cases; who is one already stays as they are. Gives the subjects that are new, by plan. */
export const addCases = async (
  tx: Tx,
  shopId: number,
  cases: readonly CaseRow[],
): Promise<{ planId: number; subject: string }[]> => {
  if (cases.length === 0) return []
  return all(
    tx,
    sql<{
      planId: number
      subject: string
    }>`insert into recovery_case (shop_id, plan_id, subject, buyer_key, buyer_id,
        buyer_name, order_id, products, fen, arm, control, reason, confidence, began_at, ends_at, step, due_at, next_at,
        state, why)
      select ${shopId}, "planId", subject, "buyerKey", "buyerId", "buyerName", "orderId", products, fen, arm, control,
        reason, confidence, to_timestamp("beganAt" / 1000), to_timestamp("endsAt" / 1000), step,
        to_timestamp("dueAt" / 1000), to_timestamp("nextAt" / 1000), state, why
      from json_to_recordset(${JSON.stringify(cases)}::json) as v("planId" int, subject text, "buyerKey" text,
        "buyerId" int, "buyerName" text, "orderId" text, products text[], fen int, arm text, control boolean,
        reason text, confidence real, "beganAt" float8, "endsAt" float8, step int, "dueAt" float8, "nextAt" float8,
        state text, why text)
      on conflict (shop_id, plan_id, subject) do nothing returning plan_id as "planId", subject`,
  )
}

/** Cases whose moment has come, in the order in which they are decided on. */
export const dueCases = (tx: Tx, shopId: number, now: Instant, limit: number): Promise<CaseRow[]> =>
  all(
    tx,
    sql<CaseRow>`select ${columns} from recovery_case where shop_id = ${shopId} and next_at <= ${moment(now)}
      order by next_at, plan_id, subject limit ${limit}`,
  )

/** Cases that these orders are about, and cases about no order of whom some keys are. */
export const casesOf = (
  tx: Tx,
  shopId: number,
  ids: readonly string[],
  keys: readonly string[],
): Promise<CaseRow[]> => {
  return all(
    tx,
    sql<CaseRow>`select ${columns} from recovery_case where shop_id = ${shopId} and order_id = any(${[...ids]}::text[])
      union all
      select ${columns} from recovery_case
        where shop_id = ${shopId} and order_id is null and buyer_key = any(${[...keys]}::text[])`,
  )
}

/** Where cases stand now. Only what decisions and orders change. */
export const saveCases = async (
  tx: Tx,
  shopId: number,
  cases: readonly Pick<
    CaseRow,
    'planId' | 'subject' | 'step' | 'dueAt' | 'nextAt' | 'endsAt' | 'state' | 'why' | 'paidAt' | 'paidFen'
  >[],
): Promise<void> => {
  if (cases.length === 0) return
  const rows = cases.map(({ planId, subject, step, dueAt, nextAt, endsAt, state, why, paidAt, paidFen }) => ({
    ...{ planId, subject, step, dueAt, nextAt, endsAt, state, why, paidAt, paidFen },
  }))
  await sql`update recovery_case c set step = v.step, due_at = to_timestamp(v."dueAt" / 1000),
      next_at = to_timestamp(v."nextAt" / 1000), ends_at = to_timestamp(v."endsAt" / 1000), state = v.state, why = v.why,
      paid_at = to_timestamp(v."paidAt" / 1000), paid_fen = v."paidFen"
    from json_to_recordset(${JSON.stringify(rows)}::json) as v("planId" int, subject text, step int, "dueAt" float8,
      "nextAt" float8, "endsAt" float8, state text, why text, "paidAt" float8, "paidFen" int)
    where c.shop_id = ${shopId} and c.plan_id = v."planId" and c.subject = v.subject`.execute(tx)
}

/** All that still wait in a plan come to an end. */
export const stopCases = async (tx: Tx, shopId: number, planId: number, why: Why): Promise<void> => {
  await sql`update recovery_case set state = 'stopped', why = ${why}, next_at = null
    where shop_id = ${shopId} and plan_id = ${planId} and state = 'waiting'`.execute(tx)
}

export const casesPage = (
  tx: Tx,
  shopId: number,
  planId: number,
  of: { reason: Reason | null; state: Case['state'] | null; after: string | null; limit: number },
): Promise<CaseRow[]> =>
  all(
    tx,
    sql<CaseRow>`select ${columns} from recovery_case where shop_id = ${shopId} and plan_id = ${planId}
      and (${of.reason}::text is null or reason = ${of.reason}) and (${of.state}::text is null or state = ${of.state})
      and (${of.after}::text is null or subject > ${of.after}) order by subject limit ${of.limit}`,
  )

/** A person says the reason; it is so in every plan. Gives how many cases that were. */
export const setReason = async (tx: Tx, shopId: number, subject: string, reason: Reason): Promise<number> => {
  const done = await sql`update recovery_case set reason = ${reason}, confidence = 1
    where shop_id = ${shopId} and plan_id in (select plan_id from recovery_plan where shop_id = ${shopId})
      and subject = ${subject}`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

/** Cases without an order for plans about concessions: those given in the plan's time that hold still and are no case yet. */
export const concessionsFor = (
  tx: Tx,
  shopId: number,
  planId: number,
  of: { since: Instant; now: Instant; limit: number },
): Promise<
  {
    id: number
    buyerKey: string
    buyerId: number
    buyerName: string
    fen: number | null
    givenAt: Instant
    until: Instant
    goods: string[] | null
  }[]
> =>
  all(
    tx,
    sql`select c.concession_id as id, ${keyOfBuyer} as "buyerKey", b.buyer_id as "buyerId", b.name as "buyerName",
        c.basket_fen as fen, ${ms('c.given_at')} as "givenAt", ${ms('c.until')} as until, v.assistant -> 'goods' as goods
      from concession c
      join conversation v on v.shop_id = c.shop_id and v.conversation_id = c.conversation_id
      join buyer b on b.shop_id = v.shop_id and b.buyer_id = v.buyer_id ${vouching}
      where c.shop_id = ${shopId} and c.state = 'open' and c.given_at >= ${moment(of.since)}
        and c.until > ${moment(of.now)}
        and not exists (select from recovery_case k where k.shop_id = c.shop_id and k.plan_id = ${planId}
          and k.subject = 'concession:' || c.concession_id)
      order by c.given_at, c.concession_id limit ${of.limit}`,
  )

/** Errands about cases that are over are over too. */
export const endErrands = async (
  tx: Tx,
  shopId: number,
  ended: readonly { subject: string; paid: boolean }[],
  now: Instant,
): Promise<void> => {
  if (ended.length === 0) return
  await sql`update recovery_errand e set outcome = case when v.paid then 'paid' else 'dropped' end,
      done_at = ${moment(now)}
    from json_to_recordset(${JSON.stringify(ended)}::json) as v(subject text, paid boolean)
    where e.shop_id = ${shopId} and e.subject = v.subject and e.outcome is null`.execute(tx)
}

/** Past orders of a time, the oldest first. */
export const ordersMade = async (
  tx: Tx,
  shopId: number,
  of: { from: Instant; to: Instant; after: string; limit: number },
): Promise<Order[]> =>
  (
    await all(
      tx,
      sql<{ doc: { order: Order } }>`select doc from shop_order where shop_id = ${shopId}
        and (created_at, order_id) > (${moment(of.from)}, ${of.after}) and created_at < ${moment(of.to)}
        order by created_at, order_id limit ${of.limit}`,
    )
  ).map(({ doc }) => doc.order)

/** When cases began, by plan and subject. */
export const beganOf = async (
  tx: Tx,
  shopId: number,
  of: readonly { planId: number; subject: string }[],
): Promise<Map<string, Instant>> => {
  if (of.length === 0) return new Map()
  const rows = await all(
    tx,
    sql<{
      planId: number
      subject: string
      at: Instant
    }>`select c.plan_id as "planId", c.subject, ${ms('c.began_at')} as at
      from json_to_recordset(${JSON.stringify(of.map(({ planId, subject }) => ({ planId, subject })))}::json)
        as v("planId" int, subject text)
      join recovery_case c on c.shop_id = ${shopId} and c.plan_id = v."planId" and c.subject = v.subject`,
  )
  return new Map(rows.map(({ planId, subject, at }) => [`${planId}/${subject}`, at]))
}
