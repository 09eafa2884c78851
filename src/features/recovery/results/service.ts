import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import { refuse } from '../../../shared/refusal.ts'
import { HOUR, type Instant, MINUTE } from '../../../shared/time.ts'
import { curveStep, type Part, read } from '../domain/reading.ts'
import type { PlanResults } from '../domain/results.ts'
import * as store from './store.ts'

export interface ResultsDeps {
  db: Db
  clock: Clock
}

const partOf = ({ n, x, y, xx, yy, xy, paidFen, ...cell }: store.Cell): Part => ({
  ...cell,
  ...{ people: n, paid: cell.step === null ? 0 : n, paidFen, money: { n, x, y, xx, yy, xy } },
})

/** What a plan brought, from the tables; `groups`: only how the groups compare, without what was sent, which takes half the
 * time. Refuses `not-found`. */
export const planResults = (
  { db, clock }: ResultsDeps,
  shopId: number,
  planId: number,
  what: 'all' | 'groups' = 'all',
): Promise<PlanResults> =>
  db.tx({ shops: [shopId] }, async (tx) => {
    const plan = await store.planById(tx, shopId, planId)
    if (!plan) throw refuse('not-found', { planId })
    const { body } = plan
    const windowHours = body.window
    const finalBefore = clock.now() - windowHours * HOUR
    await store.allAtOnce(tx)
    const how = { finalBefore, windowHours, stepHours: curveStep(windowHours), planned: body.planned ?? null }
    const cells = await store.cells(tx, shopId, planId, how)
    const last = Math.max(0, ...cells.map(({ lastBegan }) => lastBegan))
    return read(
      body,
      cells.map(partOf),
      what === 'all' ? await store.sentParts(tx, shopId, planId, how) : [],
      {
        cases: await store.countCases(tx, shopId, planId),
        finalAt: last > 0 ? last + windowHours * HOUR : null,
      },
    )
  })

/** A million cases take seconds to count, and a page is looked at by several people: counted once a minute at most. */
const FRESH = MINUTE

/** `planResults`, remembered for a time. Who asks while it is counted waits for the same answer. */
export const rememberedResults = (deps: ResultsDeps, what: 'all' | 'groups' = 'all', fresh = FRESH) => {
  const known = new Map<string, { at: Instant; found: Promise<PlanResults> }>()
  return (shopId: number, planId: number): Promise<PlanResults> => {
    const now = deps.clock.now()
    for (const [key, { at }] of known) if (now - at >= fresh || now < at) known.delete(key)
    const key = `${shopId} ${planId}`
    const before = known.get(key)
    if (before) return before.found
    const found = planResults(deps, shopId, planId, what)
    known.set(key, { at: now, found })
    found.catch(() => known.delete(key))
    return found
  }
}
