import { all, moment, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { PlanCounters } from './contract.ts'
import type { Plan, PlanBody } from './domain/plan.ts'

/** A plan and how far it has come. */
export interface PlanRow {
  plan: Plan
  /** The shop's log number up to which orders were looked at. */
  readTo: number
  spentLi: number
}

interface Row {
  id: number
  state: Plan['state']
  salt: string
  body: PlanBody
  created_at: Instant
  started_at: Instant | null
  ended_at: Instant | null
  read_to: number
  spent_li: number
}

const columns = sql`plan_id as id, state, salt, body, (extract(epoch from created_at) * 1000)::float8 as created_at,
  (extract(epoch from started_at) * 1000)::float8 as started_at,
  (extract(epoch from ended_at) * 1000)::float8 as ended_at, read_to, spent_li::float8 as spent_li`

const rowOf = (row: Row): PlanRow => ({
  plan: {
    ...row.body,
    id: row.id,
    state: row.state,
    salt: row.salt,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  },
  readTo: row.read_to,
  spentLi: row.spent_li,
})

/** Takes the shop's recovery turn until the transaction ends, or comes back without it where another server has it: a
 * decision sees all that were made before, so that caps hold for all plans and servers together. */
export const tryTurn = async (tx: Tx, shopId: number): Promise<boolean> =>
  (
    await one(
      tx,
      sql<{
        got: boolean
      }>`select pg_try_advisory_xact_lock(hashtextextended(${`recovery ${shopId}`}, 0)) as got`,
    )
  )?.got === true

/** The same, waiting for it: some tenths of a second at most. */
export const takeTurn = async (tx: Tx, shopId: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`recovery ${shopId}`}, 0))`.execute(tx)
}

export const plans = async (tx: Tx, shopId: number): Promise<PlanRow[]> =>
  (
    await all(
      tx,
      sql<Row>`select ${columns} from recovery_plan where shop_id = ${shopId} order by plan_id desc`,
    )
  ).map(rowOf)

/** Plans that have begun, in the order of their numbers. */
export const begunPlans = async (tx: Tx, shopId: number): Promise<PlanRow[]> =>
  (
    await all(
      tx,
      sql<Row>`select ${columns} from recovery_plan where shop_id = ${shopId} and state <> 'draft' order by plan_id`,
    )
  ).map(rowOf)

/** Shops of the scope in which something has to be done: a case is due, orders are not read yet, money off may begin a case,
 * or what was decided before `stale` is still on its way. One look at the ends of some indexes, so that thousands of shops in
 * which nothing is due cost some milliseconds and no transactions of their own. */
export const shopsDue = async (tx: Tx, now: Instant, stale: Instant): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{
        id: number
      }>`select p.shop_id as id from recovery_plan p where p.state <> 'draft' group by p.shop_id
        having exists (select from recovery_case c where c.shop_id = p.shop_id and c.next_at <= ${moment(now)})
          or exists (select from recovery_sending s where s.shop_id = p.shop_id and s.state = 'queued'
            and s.decided_at < ${moment(stale)})
          or exists (select from shop_order o where o.shop_id = p.shop_id and o.seq > (
            select min(q.read_to) from recovery_plan q where q.shop_id = p.shop_id and q.state <> 'draft'
              and (q.ended_at is null
                or q.ended_at >= ${moment(now)} - (q.body ->> 'window')::float8 * interval '1 hour')))
          or (bool_or(p.state in ('running', 'paused') and p.body ->> 'trigger' = 'coupon-expiring')
            and exists (select from concession k where k.shop_id = p.shop_id and k.state = 'open'
              and k.until > ${moment(now)}))
        order by 1`,
    )
  ).map(({ id }) => id)

export const planById = async (tx: Tx, shopId: number, id: number): Promise<PlanRow | undefined> => {
  const row = await one(
    tx,
    sql<Row>`select ${columns} from recovery_plan where shop_id = ${shopId} and plan_id = ${id}`,
  )
  return row && rowOf(row)
}

export const insertPlan = async (
  tx: Tx,
  shopId: number,
  body: PlanBody,
  salt: string,
  at: Instant,
): Promise<Plan> => {
  const row = await one(
    tx,
    sql<Row>`insert into recovery_plan (shop_id, salt, body, created_at)
      values (${shopId}, ${salt}, ${JSON.stringify(body)}::json, ${moment(at)}) returning ${columns}`,
  )
  if (!row) throw new Error('a plan was not stored')
  return rowOf(row).plan
}

export const saveBody = async (tx: Tx, shopId: number, id: number, body: PlanBody): Promise<void> => {
  await sql`update recovery_plan set body = ${JSON.stringify(body)}::json
    where shop_id = ${shopId} and plan_id = ${id}`.execute(tx)
}

export const saveState = async (
  tx: Tx,
  shopId: number,
  { id, state, startedAt, endedAt }: Pick<Plan, 'id' | 'state' | 'startedAt' | 'endedAt'>,
): Promise<void> => {
  await sql`update recovery_plan set state = ${state}, started_at = ${moment(startedAt)}, ended_at = ${moment(endedAt)}
    where shop_id = ${shopId} and plan_id = ${id}`.execute(tx)
}

export const deletePlan = async (tx: Tx, shopId: number, id: number): Promise<void> => {
  await sql`delete from recovery_plan where shop_id = ${shopId} and plan_id = ${id}`.execute(tx)
}

/** Up to which log number a plan that begins now need not look: orders before that are not for it. Of orders since `from`,
 * or of those whose balance is open. */
export const readFrom = async (
  tx: Tx,
  shopId: number,
  { trigger, from }: { trigger: Plan['trigger']; from: Instant },
): Promise<number> => {
  const row = await one(
    tx,
    trigger === 'balance'
      ? sql<{ seq: number | null }>`select min(seq) as seq from shop_order
          where shop_id = ${shopId} and status = 'deposit-paid'`
      : sql<{ seq: number | null }>`select min(seq) as seq from shop_order
          where shop_id = ${shopId} and created_at >= ${moment(from)}`,
  )
  if (row?.seq != null) return row.seq - 1
  const log = await one(tx, sql<{ seq: number }>`select seq from shop_log where shop_id = ${shopId}`)
  return log?.seq ?? 0
}

export const saveReadTo = async (
  tx: Tx,
  shopId: number,
  ids: readonly number[],
  readTo: number,
): Promise<void> => {
  await sql`update recovery_plan set read_to = greatest(read_to, ${readTo})
    where shop_id = ${shopId} and plan_id = any(${`{${ids}}`}::int[])`.execute(tx)
}

/** What decisions have cost, or given back (negative), by plan. */
export const addSpent = async (
  tx: Tx,
  shopId: number,
  spent: readonly { id: number; li: number }[],
): Promise<void> => {
  if (spent.length === 0) return
  await sql`update recovery_plan p set spent_li = greatest(0, spent_li + v.li)
    from json_to_recordset(${JSON.stringify(spent)}::json) as v(id int, li bigint)
    where p.shop_id = ${shopId} and p.plan_id = v.id`.execute(tx)
}

/** How each plan stands, for the screen. 100,000 cases take some 60 ms. */
export const counters = (tx: Tx, shopId: number): Promise<PlanCounters[]> =>
  all(
    tx,
    sql<PlanCounters>`select p.plan_id as "planId", coalesce(c.cases, 0) as cases, coalesce(c.control, 0) as control,
        coalesce(c.waiting, 0) as waiting, coalesce(c.paid, 0) as paid, coalesce(c.fen, 0) as "paidFen",
        c.next_at as "nextAt", coalesce(s.sent, 0) as sent, coalesce(s.suppressed, 0) as suppressed,
        p.spent_li::float8 as "costLi"
      from recovery_plan p
      left join (select plan_id, count(*)::int as cases, count(*) filter (where control)::int as control,
          count(*) filter (where state = 'waiting' and not control)::int as waiting, count(paid_at)::int as paid,
          coalesce(sum(paid_fen), 0)::float8 as fen, (extract(epoch from min(next_at)) * 1000)::float8 as next_at
        from recovery_case where shop_id = ${shopId} group by plan_id) c using (plan_id)
      left join (select plan_id, count(*) filter (where state in ('sent', 'delivered'))::int as sent,
          count(*) filter (where state = 'suppressed')::int as suppressed
        from recovery_sending where shop_id = ${shopId} group by plan_id) s using (plan_id)
      where p.shop_id = ${shopId} order by p.plan_id desc`,
  )
