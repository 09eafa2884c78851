import type { Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import { createChannel } from '../../channel/index.ts'
import { createPipeline } from '../../desk/pipeline.ts'
import type { OrderUpdate } from '../../order/domain/order.ts'
import { takeOrders } from '../../order/index.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { openAdministration } from '../../shop/testing.ts'
import type { PlanBody } from '../domain/plan.ts'
import { addCases } from '../engine/case-store.ts'
import { createRecovery, type Recovery, type RecoveryDeps } from '../engine/runner.ts'
import { errandRoutes } from '../errands/index.ts'
import { insertPlan } from '../plan-store.ts'
import { recoveryRoutes } from '../routes.ts'
import { planBody } from './plans.ts'

/** A draft of a plan, and a case of it. Gives the plan's id. */
export const havePlan = async (tx: Tx, shopId: number, at: Instant): Promise<number> => {
  const plan = await insertPlan(tx, shopId, planBody(), 'salt', at)
  const who = {
    subject: 'order:1',
    buyerKey: 'b',
    buyerId: null,
    buyerName: 'B',
    orderId: '1',
    products: [],
    fen: 1,
  }
  const case_ = {
    planId: plan.id,
    arm: null,
    control: true,
    reason: 'forgot',
    confidence: 0,
    step: 0,
  } as const
  const over = {
    state: 'done',
    why: 'control',
    paidAt: null,
    paidFen: null,
    dueAt: null,
    nextAt: null,
  } as const
  await addCases(tx, shopId, [{ ...who, ...case_, ...over, beganAt: at, endsAt: null }])
  return plan.id
}

/** A desk on a database of its own that reminds: the real pipeline, a clock that is moved by hand. */
export const openReminding = async (
  more: Partial<Pick<RecoveryDeps, 'texts' | 'reasons'>> = {},
  facts: Partial<ShopFacts> = {},
) => {
  let recovery: Recovery
  const desk = await openAdministration((app, deps) => {
    errandRoutes(app, deps)
    recoveryRoutes(app, {
      ...deps,
      ...more,
      pipeline: { config: (...ask) => pipeline.config(...ask), submit: (batch) => pipeline.submit(batch) },
      log,
    })
  })
  function log(message: string, error: unknown) {
    desk.faults.push(`${message}: ${error}`)
  }
  const pipeline = createPipeline({ ...desk.deps, connection: desk.connection, log })
  const deps: RecoveryDeps = { ...desk.deps, ...more, pipeline, log }
  recovery = createRecovery(deps)
  const shop = await desk.shop('甲', facts)
  const shopId = shop.id
  await desk.person(shopId, 'chief', 'supervisor')
  const { id: channelId } = await desk.db.tx({ shops: [shopId] }, (tx) =>
    createChannel(tx, shopId, { kind: 'bridge', name: 'B' }, desk.time.now),
  )
  const chief = await desk.as('chief')
  const path = (rest: string) => `/api/shops/${shopId}/recovery/${rest}`
  return {
    ...desk,
    ...{ shopId, channelId, chief, pipeline, path, deps },
    tick: () => recovery.tick(),
    /** Lets time pass to a moment and looks once. */
    async at(now: Instant) {
      desk.time.now = now
      return recovery.tick()
    },
    orders: (updates: readonly OrderUpdate[]) =>
      takeOrders(desk.deps, shopId, updates, { source: 'platform', personId: null }),
    /** A plan that runs from now on. Gives its id. */
    async plan(of: Partial<PlanBody> = {}): Promise<number> {
      const added = await chief(path('plans'), { body: planBody(of) })
      if (added.status !== 200) throw new Error(JSON.stringify(added.body))
      await chief(path(`plans/${added.body.id}/state`), { body: { do: 'start' } })
      return added.body.id
    },
    async sendings(planId?: number) {
      const { body } = await chief(path(`sendings${planId === undefined ? '' : `?planId=${planId}`}`))
      return (
        body.sendings as { step: string; state: string; why: string | null; buyerKey: string; text: string }[]
      ).toReversed()
    },
    async cases(planId: number) {
      return (await chief(path(`plans/${planId}/cases`))).body.cases
    },
    async close() {
      await recovery.close()
      await pipeline.close()
      await desk.close()
    },
  }
}
