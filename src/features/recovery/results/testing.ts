import { one, sql, type Tx } from '../../../platform/db/db.ts'
import { HOUR, type Instant } from '../../../shared/time.ts'
import type { PlanBody } from '../domain/plan.ts'

/** A plan against forgetting: a message in the chat after three hours or the next morning, a text message on the second
 * day, a tenth never reminded. */
export const simplePlan: PlanBody = {
  name: '双11 催付',
  trigger: 'unpaid',
  audience: { leastFen: null, mostFen: null, products: [], exceptReasons: [] },
  steps: [
    {
      code: 'chat',
      when: { kind: 'delay', minutes: 180 },
      channel: 'chat',
      words: [
        { reason: null, phase: null, arm: null, text: '亲，您拍下的{product}还没有付款哦～', template: null },
      ],
    },
    {
      code: 'sms',
      when: { kind: 'hours', hours: ['10:00', '15:00'], after: 1440 },
      channel: 'sms',
      words: [
        { reason: null, phase: null, arm: null, text: '您的订单{order}待付款，回T退订', template: 'SMS_1' },
      ],
    },
  ],
  arms: [
    { code: 'soon', name: '3 小时后', weight: 1, minutes: {} },
    { code: 'morning', name: '次日上午', weight: 1, minutes: { chat: 1200 } },
  ],
  control: 0.1,
  budgetFen: null,
  margin: 0.3,
  window: 72,
  from: null,
  until: null,
}

export const havePlan = async (
  tx: Tx,
  shopId: number,
  { at, body = simplePlan, state = 'running' }: { at: Instant; body?: PlanBody; state?: string },
): Promise<number> => {
  const row = await one(
    tx,
    sql<{ id: number }>`insert into recovery_plan (shop_id, state, salt, body, created_at, started_at)
      values (${shopId}, ${state}, 'salt', ${JSON.stringify(body)}::json, ${new Date(at)}, ${new Date(at)})
      returning plan_id as id`,
  )
  if (!row) throw new Error('a plan was not stored')
  return row.id
}

interface Simulated {
  cases: number
  control: number
  /** Share that pays by itself, and how much more with a reminder, by arm. */
  base: number
  effect: { soon: number; morning: number }
  /** The first begins then; the others evenly up to `to`. */
  from: Instant
  to: Instant
  /** Cases that are their buyer's second, of a hundred. */
  again?: number
}

/** People as they might have come, and what was sent to them: made inside the database, a million in a minute. Orders of
 * around 100 yuan; payments come within hours for most. Of chance that `setseed` repeats. */
export const simulate = async (
  tx: Tx,
  shopId: number,
  planId: number,
  { cases, control, base, effect, from, to, again = 0 }: Simulated,
): Promise<void> => {
  await sql`select setseed(0.42)`.execute(tx)
  await sql`insert into recovery_case (shop_id, plan_id, subject, buyer_key, buyer_name, order_id, fen, arm, control, reason,
      confidence, began_at, ends_at, step, state, why, paid_at, paid_fen)
    with drawn as materialized (
      select n, random() < ${control}::float8 as control, random() < 0.5 as soon, random() as pays, random() as why,
        random() as hours, random() < ${again}::float8 / 100 as again,
        round(10000 * exp(0.9 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())))::int as fen,
        to_timestamp(${from}::float8 / 1000 + (${to}::float8 - ${from}::float8) / 1000 * (n - 1) / ${cases}::int) as began
      from generate_series(1, ${cases}::int) n),
    led as (select *, case when why < 0.45 then 'forgot' when why < 0.6 then 'doubt-price' when why < 0.72 then 'waiting-coupon'
        when why < 0.82 then 'doubt-product' when why < 0.9 then 'doubt-delivery' else 'other' end as reason from drawn),
    ended as (select *, pays < ${base}::float8 + case when control then 0
        when soon then ${effect.soon}::float8 else ${effect.morning}::float8 end as paid from led)
    select ${shopId}, ${planId}, 'order:' || n, 'b' || case when again and n > 10 then n - 10 else n end, '买家' || n,
      'o' || n, fen, case when control then null when soon then 'soon' else 'morning' end, control, reason, 0.7, began,
      began + interval '72 hours', 2, 'done', case when control then 'control' when paid then 'paid' end,
      case when paid then began - ln(1 - hours * 0.98) * interval '9 hours' end, case when paid then fen end
    from ended`.execute(tx)
  await sql`insert into recovery_sending (shop_id, plan_id, subject, step, channel, buyer_key, order_id, arm, reason, due_at,
      decided_at, state, why, cost_li)
    select shop_id, plan_id, subject, code, channel, buyer_key, order_id, arm, reason, at, at,
      case when stop is null then 'sent' else 'suppressed' end, stop, case when stop is null then cost else 0 end
    from (select c.shop_id, c.plan_id, c.subject, c.buyer_key, c.order_id, c.arm, c.reason, s.step as code, s.channel, s.at,
        s.cost,
        case when c.paid_at < s.at then 'paid' when random() < 0.03 then 'opted-out' when random() < 0.05 then 'no-contact'
          when random() < 0.02 then 'talking' end as stop
      from recovery_case c cross join lateral (values
        ('chat', 'chat', c.began_at + case c.arm when 'soon' then interval '3 hours' else interval '20 hours' end, 0),
        ('sms', 'sms', c.began_at + interval '32 hours', 45)) s(step, channel, at, cost)
      where c.shop_id = ${shopId} and c.plan_id = ${planId} and not c.control) d
    where at <= ${new Date(to)}`.execute(tx)
}

/** A window after the last began: everything is final. */
export const afterAll = (to: Instant, body: PlanBody = simplePlan): Instant => to + (body.window + 1) * HOUR
