import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { all, sql } from '../../../platform/db/db.ts'
import { DAY, HOUR } from '../../../shared/time.ts'
import { openAdministration } from '../../shop/testing.ts'
import { PlanResults } from '../domain/results.ts'
import { resultsRoutes } from './routes.ts'
import { planResults } from './service.ts'
import { havePlan, simplePlan, simulate, afterAll as whenAllOver } from './testing.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let shopId = 0
const start = Date.parse('2026-11-01T00:00:00Z')
const days = 14
const simulated = {
  ...{ cases: 6000, control: 0.2, base: 0.3, effect: { soon: 0.12, morning: 0.08 } },
  ...{ from: start, to: start + days * DAY, again: 3 },
}
const planWith = (body = simplePlan, how = simulated) =>
  desk.db.tx({ shops: [shopId] }, async (tx) => {
    const planId = await havePlan(tx, shopId, { at: start, body })
    if (how.cases > 0) await simulate(tx, shopId, planId, how)
    return planId
  })
const resultsAt = (planId: number, at: number) => {
  desk.time.now = at
  return planResults(desk.deps, shopId, planId)
}

interface Row {
  subject: string
  buyer: string
  control: boolean
  arm: string | null
  reason: string
  began: number
  paidAt: number | null
  fen: number | null
}
/** The cases as they lie there, to be counted in another way. */
const rowsOf = (planId: number) =>
  desk.db.tx({ shops: [shopId] }, (tx) =>
    all(
      tx,
      sql<Row>`select subject, buyer_key as buyer, control, arm, reason, extract(epoch from began_at)::float8 * 1000 as began,
        extract(epoch from paid_at)::float8 * 1000 as "paidAt", paid_fen as fen
        from recovery_case where shop_id = ${shopId} and plan_id = ${planId} order by began_at, subject`,
    ),
  )
const firsts = (rows: Row[]) => [...new Map(rows.toReversed().map((row) => [row.buyer, row])).values()]

beforeAll(async () => {
  desk = await openAdministration(resultsRoutes)
  shopId = (await desk.shop('A')).id
  await desk.person(shopId, 'lead', 'supervisor')
})
afterAll(() => desk.close())

describe('what a plan brought', () => {
  test('[RCV-56][RCV-57] every number is that of the cases counted one by one; people count once', async () => {
    const planId = await planWith()
    const found = await resultsAt(planId, whenAllOver(simulated.to))
    expect(PlanResults.safeParse(found).error).toBeUndefined()
    const rows = await rowsOf(planId)
    const people = firsts(rows)
    const paid = (some: Row[]) =>
      some.filter((r) => r.paidAt !== null && r.paidAt <= r.began + simplePlan.window * HOUR)
    const group = (some: Row[]) => ({
      people: some.length,
      paid: paid(some).length,
      paidFen: paid(some).reduce((n, { fen }) => n + (fen ?? 0), 0),
    })
    expect(found).toMatchObject({
      final: people.length,
      moving: 0,
      repeats: rows.length - people.length,
      finalAt: null,
    })
    expect(found.repeats).toBeGreaterThan(50)
    expect(found.all.treated).toMatchObject(group(people.filter(({ control }) => !control)))
    expect(found.all.control).toMatchObject(group(people.filter(({ control }) => control)))
    for (const { arm, compared } of found.arms)
      expect(compared.treated).toMatchObject(group(people.filter((r) => !r.control && r.arm === arm)))
    for (const { reason, compared } of found.reasons) {
      expect(compared.treated).toMatchObject(group(people.filter((r) => !r.control && r.reason === reason)))
      expect(compared.control).toMatchObject(group(people.filter((r) => r.control && r.reason === reason)))
    }
    expect(found.all.verdict).toBe('better')
    const { treated, control, fen } = found.all
    const mean = (g: { paidFen: number; people: number }) => g.paidFen / g.people
    const plain = (mean(treated) - mean(control)) * treated.people
    expect(fen?.low).toBeLessThan(plain)
    expect(fen?.high).toBeGreaterThan(plain)
    expect(found.explained).toBeGreaterThan(0.1)
    // The curve ends where the shares are, and never falls.
    expect(found.curve.at(-1)?.treated?.value).toBeCloseTo(treated.share?.value ?? 0, 12)
    expect(found.curve.at(-1)?.control?.value).toBeCloseTo(control.share?.value ?? 0, 12)
    expect(found.curve.map((p) => p.treated?.value)).toEqual(
      found.curve.map((p) => p.treated?.value).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    )
  })

  test('[RCV-55] sendings by step, with what they cost and why not', async () => {
    const planId = await planWith()
    const found = await resultsAt(planId, whenAllOver(simulated.to))
    const [counted] = await desk.db.tx({ shops: [shopId] }, (tx) =>
      all(
        tx,
        sql<{
          sent: number
          not: number
          li: number
        }>`select (count(*) filter (where state <> 'suppressed'))::int as sent,
          (count(*) filter (where state = 'suppressed'))::int as not, sum(cost_li)::int as li
          from recovery_sending where shop_id = ${shopId} and plan_id = ${planId}`,
      ),
    )
    const total = (of: (s: (typeof found.steps)[number]) => number) =>
      found.steps.reduce((n, s) => n + of(s), 0)
    expect(found.steps.map(({ step }) => step)).toEqual(['chat', 'sms'])
    expect(total(({ sent }) => sent)).toBe(counted?.sent)
    expect(total(({ suppressed }) => suppressed)).toBe(counted?.not)
    expect(found.suppressed.reduce((n, { count }) => n + count, 0)).toBe(counted?.not)
    expect(found.delays.reduce((n, { sent }) => n + sent, 0)).toBe(counted?.sent)
    expect(found.costFen).toBe(Math.round((counted?.li ?? 0) / 10))
    expect(found.netFen?.value).toBeCloseTo((found.all.fen?.value ?? 0) * 0.3 - found.costFen, 3)
  })

  test('[RCV-56] who may still pay is left out of both groups, and it says until when', async () => {
    const planId = await planWith()
    const at = start + 7 * DAY
    const found = await resultsAt(planId, at)
    const people = firsts(await rowsOf(planId))
    const over = people.filter(({ began }) => began <= at - simplePlan.window * HOUR)
    expect(found).toMatchObject({ final: over.length, moving: people.length - over.length })
    expect(found.all.treated.people + found.all.control.people).toBe(over.length)
    const last = Math.max(...people.map(({ began }) => began))
    expect(found.finalAt).toBeCloseTo(last + simplePlan.window * HOUR, -1)
  })

  test('[RCV-53] with a number planned it is judged by the first so many', async () => {
    const body = { ...simplePlan, planned: 2000 }
    const planId = await planWith(body)
    const early = await resultsAt(planId, start + 5 * DAY)
    expect(early.planned).toBe(2000)
    expect(early.all).toMatchObject({ verdict: 'not-enough', more: 2000 - early.final })
    const late = await resultsAt(planId, whenAllOver(simulated.to))
    expect(late.all.verdict).not.toBe('not-enough')
    expect(late.all.more).toBeNull()
  })

  test('a payment after the window is none; a plan without cases, without amounts', async () => {
    const none = await planWith(simplePlan, { ...simulated, cases: 0 })
    expect(await resultsAt(none, start)).toMatchObject({
      ...{ final: 0, moving: 0, finalAt: null, curve: [], steps: [], netFen: null, explained: null },
      ...{ all: { verdict: 'not-enough', uplift: null, more: null } },
    })
    const planId = await planWith(simplePlan, { ...simulated, cases: 400, again: 0 })
    const before = await resultsAt(planId, whenAllOver(simulated.to))
    await desk.db.tx({ shops: [shopId] }, async (tx) => {
      await sql`update recovery_case set paid_at = began_at + interval '73 hours', paid_fen = 100
        where shop_id = ${shopId} and plan_id = ${planId} and paid_at is null`.execute(tx)
      await sql`update recovery_case set fen = null where shop_id = ${shopId} and plan_id = ${planId} and
        subject = 'order:1'`.execute(tx)
    })
    const after = await resultsAt(planId, whenAllOver(simulated.to))
    expect(after.all.treated).toEqual(before.all.treated)
    expect(before.explained).not.toBeNull()
    expect(after.explained).toBeNull()
  })
})

describe('endpoints', () => {
  test('are counted once a minute; of another plan is not found', async () => {
    const as = await desk.as('lead')
    const planId = await planWith(simplePlan, { ...simulated, cases: 50 })
    const path = `/api/shops/${shopId}/recovery/plans/${planId}/results`
    desk.time.now = whenAllOver(simulated.to)
    const first = await as(path)
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`delete from recovery_case where shop_id = ${shopId} and plan_id = ${planId}`.execute(tx),
    )
    expect((await as(path)).body).toEqual(first.body)
    desk.time.now += 61_000
    expect((await as(path)).body).toMatchObject({ final: 0 })
    expect((await as(`/api/shops/${shopId}/recovery/plans/999/results`)).body).toEqual({
      error: { code: 'not-found', detail: { planId: 999 } },
    })
    expect(desk.faults).toEqual([])
  })

  test('[RCV-51] what could be seen, before the start', async () => {
    const as = await desk.as('lead')
    const ask = (body: unknown) => as(`/api/shops/${shopId}/recovery/power`, { body })
    const { body } = await ask({ perDay: 500, days: 20, base: 0.3, control: 0.1, effect: 0.03 })
    expect(body.people).toBe(10_000)
    expect(body.detectable).toBeGreaterThan(0.04)
    expect(body.byDay.at(-1)).toEqual({ days: 20, people: 10_000, detectable: body.detectable })
    expect(body.needs.people).toBeGreaterThan(15_000)
    expect(body.needs.lookingPeople).toBeGreaterThan(body.needs.people)
    expect((await ask({ perDay: 0, days: 1, base: 0, control: 0 })).body).toMatchObject({
      ...{ people: 0, detectable: null, needs: null },
    })
    expect((await ask({ perDay: 5, days: 1, base: 0.99, control: 0.1, effect: 0.5 })).body.needs).toBeNull()
    expect((await ask({ perDay: 5, days: 0, base: 2, control: 0.9 })).status).toBe(400)
  })
})
