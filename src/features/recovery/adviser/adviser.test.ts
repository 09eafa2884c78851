import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../../platform/db/db.ts'
import { DAY } from '../../../shared/time.ts'
import { openAdministration } from '../../shop/testing.ts'
import { havePlan, simplePlan, simulate } from '../results/testing.ts'
import { adviserRoutes } from './routes.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let shopId = 0
beforeAll(async () => {
  desk = await openAdministration(adviserRoutes)
  shopId = (await desk.shop('A')).id
  await desk.person(shopId, 'lead', 'supervisor')
})
afterAll(() => desk.close())

const ask = async (body: unknown) => (await desk.as('lead'))(`/api/shops/${shopId}/recovery/advice`, { body })
const life = async () => (await (await desk.as('lead'))(`/api/shops/${shopId}/recovery/order-life`)).body

/** 2,000 orders of ten days: half paid at once; of the others a third later, some with a number that is not masked. */
const haveOrders = () =>
  desk.db.tx({ shops: [shopId] }, (tx) =>
    sql`insert into shop_order (shop_id, order_id, status, buyer_key, payable_fen, created_at, pay_by, seen_at, seq, doc)
      select ${shopId}, 'o' || n, case when paid is null then 'closed' else 'paid' end, 'b' || n, n * 100, made,
        made + interval '72 hours', made, n, json_build_object('order', json_build_object(
          'paidAt', extract(epoch from paid) * 1000, 'address', json_build_object('phone',
            case when n % 4 = 0 then '138-0013-8000' else '138****8000' end)))
      from (select n, at as made, case when n % 2 = 0 then at + interval '1 minute'
          when n % 3 = 0 then at + interval '5 hours' end as paid
        from (select n, to_timestamp(${desk.time.now}::float8 / 1000) - interval '4 days' - n * interval '7.2 minutes' as at
          from generate_series(1, 2000) n) s) o`.execute(tx),
  )

test('a shop without orders is told what to do first', async () => {
  const { body } = await ask({ budgetFen: 10_000, staffMinutes: 60 })
  expect(body.plans).toEqual([])
  expect(body.channels.map((one: { use: boolean }) => one.use)).toEqual([false, false, false])
  expect(await life()).toEqual({ minutes: null })
})

test('[RCV-62] what it knows is counted from the shop’s orders', async () => {
  await haveOrders()
  const { body, status } = await ask({ budgetFen: 10_000, staffMinutes: 60 })
  expect(status).toBe(200)
  expect(body.known.perDay).toBeCloseTo(100, -1)
  expect(body.known.base).toBeCloseTo(1 / 3, 1)
  expect(body.known.lifeMinutes).toBe(72 * 60)
  expect(await life()).toEqual({ minutes: 72 * 60 })
  const of = (channel: string) => body.channels.find((one: { channel: string }) => one.channel === channel)
  // Nobody of them has written; odd orders are those not paid at once, and none of theirs has a whole number.
  expect(of('chat')).toMatchObject({ reach: 0, use: false })
  expect(of('sms')).toMatchObject({ reach: 0, use: false })
  expect(desk.faults).toEqual([])
})

test('[RCV-62] once something was sent and measured, that is what it says', async () => {
  await desk.db.tx({ shops: [shopId] }, async (tx) => {
    const body = { ...simplePlan, steps: simplePlan.steps.slice(0, 1), arms: [] }
    const at = desk.time.now - 20 * DAY
    const planId = await havePlan(tx, shopId, { at, body })
    const how = { cases: 4000, control: 0.2, base: 0.3, effect: { soon: 0.1, morning: 0.1 } }
    await simulate(tx, shopId, planId, { ...how, from: at, to: at + 10 * DAY })
  })
  const { body } = await ask({ budgetFen: 10_000, staffMinutes: 60 })
  const chat = body.channels.find((one: { channel: string }) => one.channel === 'chat')
  expect(chat).toMatchObject({ use: true, reachFrom: 'sent', effectPlans: 1 })
  expect(chat.reach).toBeGreaterThan(0.8)
  expect(chat.effect.low).toBeGreaterThan(0)
  expect(chat.netFen.low).toBeGreaterThan(0)
  expect(body.plans[0].body.steps[0]).toMatchObject({
    channel: 'chat',
    when: { kind: 'delay', minutes: 180 },
  })
  expect(desk.faults).toEqual([])
})
