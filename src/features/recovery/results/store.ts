import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Moments } from '../../../shared/statistics/mean.ts'
import type { Instant } from '../../../shared/time.ts'
import type { PlanBody, PlanState } from '../domain/plan.ts'
import type { SentPart } from '../domain/reading.ts'

export const planById = (
  tx: Tx,
  shopId: number,
  planId: number,
): Promise<{ body: PlanBody; state: PlanState } | undefined> =>
  one(
    tx,
    sql<{ body: PlanBody; state: PlanState }>`select body, state from recovery_plan
      where shop_id = ${shopId} and plan_id = ${planId}`,
  )

/** For this transaction: sorting and joining a million cases in memory takes half the time it takes through files. Everybody
 * is read anyway, and on tables without statistics PostgreSQL would look through the shop's cases once for each sending. */
export const allAtOnce = async (tx: Tx): Promise<void> => {
  await sql`select set_config('work_mem', '128MB', true), set_config('enable_nestloop', 'off', true)`.execute(
    tx,
  )
}

/** Some of the people of a plan who have much in common: how many, and what they paid. Moments: x the order's amount, y
 * what was paid within the window. */
export interface Cell extends Moments {
  /** Their window is over. */
  final: boolean
  /** They are among the first so many that were planned. */
  planned: boolean
  control: boolean
  arm: string
  reason: string
  /** Within how many steps of the curve they paid; null: not. */
  step: number | null
  paidFen: number
  /** Those whose order's amount is not known. */
  noAmount: number
  lastBegan: Instant
}

/** People of a plan, each with their first case, by all that they are compared by. One pass over the cases. (`date_part`, because
 * `extract` gives numeric, which is slow to reckon with.) */
export const cells = (
  tx: Tx,
  shopId: number,
  planId: number,
  how: { finalBefore: Instant; windowHours: number; stepHours: number; planned: number | null },
): Promise<Cell[]> => {
  const place = how.planned === null ? sql`1` : sql`row_number() over (order by began_at, subject)`
  return all(
    tx,
    sql<Cell>`with person as (
        select distinct on (buyer_key) subject, control, arm, reason, began_at, fen, paid_at, paid_fen
        from recovery_case where shop_id = ${shopId} and plan_id = ${planId}
        order by buyer_key, began_at, subject),
      placed as (
        select *, ${place} as place, coalesce(fen, 0)::float8 as x,
          case when paid_at <= began_at + make_interval(hours => ${how.windowHours}) then coalesce(paid_fen, 0) end as paid
        from person)
      select began_at <= ${moment(how.finalBefore)} as final, place <= ${how.planned ?? 0}::bigint as planned, control,
        coalesce(arm, '') as arm, reason,
        case when paid is not null
          then greatest(1, ceil(date_part('epoch', paid_at - began_at) / (3600 * ${how.stepHours}::float8)))::int end as step,
        count(*)::int as n, coalesce(sum(paid), 0)::float8 as "paidFen", (count(*) - count(fen))::int as "noAmount",
        regr_avgx(coalesce(paid, 0)::float8, x) as x, regr_avgy(coalesce(paid, 0)::float8, x) as y,
        regr_sxx(coalesce(paid, 0)::float8, x) as xx, regr_syy(coalesce(paid, 0)::float8, x) as yy,
        regr_sxy(coalesce(paid, 0)::float8, x) as xy, (extract(epoch from max(began_at)) * 1000)::float8 as "lastBegan"
      from placed group by 1, 2, 3, 4, 5, 6`,
  )
}

export const countCases = async (tx: Tx, shopId: number, planId: number): Promise<number> =>
  (
    await one(
      tx,
      sql<{ n: number }>`select count(*)::int as n from recovery_case
        where shop_id = ${shopId} and plan_id = ${planId}`,
    )
  )?.n ?? 0

/** Lower ends of the delays told apart, in minutes. */
const DELAYS = [0, 10, 30, 60, 180, 360, 720, 1440, 2880, 4320] as const

/** What was sent by a plan, what not, and who paid after it. */
export const sentParts = (
  tx: Tx,
  shopId: number,
  planId: number,
  how: { finalBefore: Instant; windowHours: number },
): Promise<SentPart[]> =>
  all(
    tx,
    sql<SentPart>`select s.step, s.channel, s.stopped as why,
        (${`{${DELAYS.join(',')}}`}::int[])[greatest(1, width_bucket(date_part('epoch', s.decided_at - c.began_at) / 60,
          ${`{${DELAYS.join(',')}}`}::float8[]))] as minutes,
        c.began_at <= ${moment(how.finalBefore)} as final, count(*)::int as count, sum(s.cost_li)::float8 as "costLi",
        (count(*) filter (where c.paid_at >= s.decided_at
          and c.paid_at <= c.began_at + make_interval(hours => ${how.windowHours})))::int as "paidAfter"
      from (select *, case when state = 'suppressed' then coalesce(why, 'other') end as stopped from recovery_sending
          where shop_id = ${shopId} and plan_id = ${planId}) s
        join recovery_case c on c.shop_id = s.shop_id and c.plan_id = s.plan_id and c.subject = s.subject
      group by 1, 2, 3, 4, 5`,
  )
