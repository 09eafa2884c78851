import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Sending, Why } from '../domain/case.ts'

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)

/** A sending as it is decided. */
export interface NewSending extends Omit<Sending, 'id'> {
  template: string | null
  judged: string
  untilAt: Instant | null
  /** Of a chat: the channel, and who the buyer is in it. */
  channelId: number | null
  reach: string | null
}
export type SendingRow = NewSending & { id: number }

const shown = sql`sending_id as id, plan_id as "planId", subject, step, channel, buyer_key as "buyerKey",
  buyer_name as "buyerName", order_id as "orderId", arm, reason, ${ms('due_at')} as "dueAt",
  ${ms('decided_at')} as "decidedAt", state, why, text, cost_li as "costLi", error`
const whole = sql`${shown}, template, judged, ${ms('until_at')} as "untilAt", channel_id as "channelId", reach`

/** Writes down what was decided. A step of a case that has one already gets no other, whoever decided: that is the last
 * line of defence of "never twice". Gives those that are new. */
export const addSendings = async (
  tx: Tx,
  shopId: number,
  sendings: readonly NewSending[],
): Promise<SendingRow[]> => {
  if (sendings.length === 0) return []
  return all(
    tx,
    sql<SendingRow>`insert into recovery_sending (shop_id, plan_id, subject, step, channel, buyer_key, buyer_name,
        order_id, arm, reason, due_at, decided_at, state, why, text, cost_li, template, judged, until_at, channel_id, reach)
      select ${shopId}, "planId", subject, step, channel, "buyerKey", "buyerName", "orderId", arm, reason,
        to_timestamp("dueAt" / 1000), to_timestamp("decidedAt" / 1000), state, why, text, "costLi", template, judged,
        to_timestamp("untilAt" / 1000), "channelId", reach
      from json_to_recordset(${JSON.stringify(sendings)}::json) as v("planId" int, subject text, step text, channel text,
        "buyerKey" text, "buyerName" text, "orderId" text, arm text, reason text, "dueAt" float8, "decidedAt" float8,
        state text, why text, text text, "costLi" int, template text, judged text, "untilAt" float8, "channelId" int,
        reach text)
      on conflict (shop_id, plan_id, subject, step) do nothing returning ${whole}`,
  )
}

/** What was decided before a moment and is still on its way: whoever decided it may be gone. */
export const queuedBefore = (tx: Tx, shopId: number, before: Instant, limit: number): Promise<SendingRow[]> =>
  all(
    tx,
    sql<SendingRow>`select ${whole} from recovery_sending where shop_id = ${shopId} and state = 'queued'
      and decided_at < ${moment(before)} order by sending_id limit ${limit}`,
  )

export interface Settled {
  id: number
  state: Sending['state']
  why: Why | null
  remoteId: string | null
  error: string | null
}

/** What became of sendings that were in this state; those that are not any more stay. Gives what they had cost, by plan,
 * where they did not leave. */
export const settleSendings = async (
  tx: Tx,
  shopId: number,
  from: Sending['state'],
  settled: readonly Settled[],
  now: Instant,
): Promise<{ id: number; li: number }[]> => {
  if (settled.length === 0) return []
  const rows = await all(
    tx,
    sql<{ plan: number; back: number }>`with v as (
        select * from json_to_recordset(${JSON.stringify(settled)}::json)
          as v(id bigint, state text, why text, "remoteId" text, error text)),
      was as (select s.sending_id, s.plan_id, s.cost_li from recovery_sending s join v on v.id = s.sending_id
        where s.shop_id = ${shopId} and s.state = ${from} order by s.sending_id for update of s)
      update recovery_sending s set state = v.state, why = v.why, remote_id = v."remoteId", error = v.error,
        settled_at = ${moment(now)},
        cost_li = case when v.state in ('suppressed', 'failed') then 0 else s.cost_li end
      from v, was where s.shop_id = ${shopId} and s.sending_id = v.id and was.sending_id = s.sending_id
      returning s.plan_id as plan, case when v.state in ('suppressed', 'failed') then was.cost_li else 0 end as back`,
  )
  const back = new Map<number, number>()
  for (const row of rows) back.set(row.plan, (back.get(row.plan) ?? 0) + row.back)
  return [...back].flatMap(([id, li]) => (li === 0 ? [] : [{ id, li: -li }]))
}

/** Takes a text message that is on its way, to be handed to the provider by whoever took it and by nobody else: from now on
 * whether it left is not known. Undefined: somebody else has it. */
export const claimSending = async (tx: Tx, shopId: number, id: number): Promise<boolean> =>
  (await one(
    tx,
    sql`update recovery_sending set state = 'uncertain'
      where shop_id = ${shopId} and sending_id = ${id} and state = 'queued' returning 1 as taken`,
  )) !== undefined

export const noteError = async (tx: Tx, shopId: number, id: number, error: string): Promise<void> => {
  await sql`update recovery_sending set error = ${error} where shop_id = ${shopId} and sending_id = ${id}`.execute(
    tx,
  )
}

/** Puts calls onto the list of those who make them. Of a subject that has an open one there is no second. */
export const addErrands = async (
  tx: Tx,
  shopId: number,
  errands: readonly {
    planId: number
    sendingId: number
    subject: string
    channel: string
    buyerKey: string
    buyerName: string
    orderId: string | null
    fen: number | null
    reason: string
    words: string
    dueAt: Instant | null
  }[],
  now: Instant,
): Promise<void> => {
  if (errands.length === 0) return
  await sql`insert into recovery_errand (shop_id, plan_id, sending_id, subject, channel, buyer_key, buyer_name, order_id,
      fen, reason, words, made_at, due_at)
    select ${shopId}, "planId", "sendingId", subject, channel, "buyerKey", "buyerName", "orderId", fen, reason, words,
      ${moment(now)}, to_timestamp("dueAt" / 1000)
    from json_to_recordset(${JSON.stringify(errands)}::json) as v("planId" int, "sendingId" bigint, subject text,
      channel text, "buyerKey" text, "buyerName" text, "orderId" text, fen int, reason text, words text, "dueAt" float8)
    on conflict (shop_id, subject) where outcome is null do nothing`.execute(tx)
}

export const sendingsPage = (
  tx: Tx,
  shopId: number,
  of: {
    planId: number | null
    state: Sending['state'] | null
    from: Instant | null
    to: Instant | null
    before: number | null
    limit: number
  },
): Promise<Sending[]> =>
  all(
    tx,
    sql<Sending>`select ${shown} from recovery_sending where shop_id = ${shopId}
      and (${of.planId}::int is null or plan_id = ${of.planId}) and (${of.state}::text is null or state = ${of.state})
      and (${moment(of.from)} is null or decided_at >= ${moment(of.from)})
      and (${moment(of.to)} is null or decided_at < ${moment(of.to)})
      and (${of.before}::bigint is null or sending_id < ${of.before})
      order by sending_id desc limit ${of.limit}`,
  )

/** Sendings by hour and plan: past ones as they were decided, coming ones as cases are looked at next. */
export const sendingHours = (
  tx: Tx,
  shopId: number,
  of: { from: Instant; to: Instant },
): Promise<{ at: Instant; planId: number; sent: number; suppressed: number; due: number }[]> =>
  all(
    tx,
    sql`select (floor(extract(epoch from at) / 3600) * 3600000)::float8 as at, plan_id as "planId", sum(sent)::int as sent,
        sum(suppressed)::int as suppressed, sum(due)::int as due
      from (
        select decided_at as at, plan_id, (state <> 'suppressed')::int as sent, (state = 'suppressed')::int as suppressed,
          0 as due from recovery_sending
        where shop_id = ${shopId} and decided_at >= ${moment(of.from)} and decided_at < ${moment(of.to)}
        union all
        select next_at, plan_id, 0, 0, 1 from recovery_case
        where shop_id = ${shopId} and next_at >= ${moment(of.from)} and next_at < ${moment(of.to)}) x
      group by 1, 2 order by 1, 2`,
  )
