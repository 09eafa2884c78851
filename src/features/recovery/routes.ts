import { type App, serve } from '../../platform/http/serve.ts'
import { refuse } from '../../shared/refusal.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { recoveryContract } from './contract.ts'
import { planErrors } from './domain/problems.ts'
import { groundOf, type RecoveryDeps } from './engine/runner.ts'
import { preview } from './preview.ts'
import {
  addPlan,
  allPlans,
  casesPage,
  correctReason,
  movePlan,
  recoverySettings,
  sendingDays,
  sendingsPage,
  setPlan,
  setRecoverySettings,
} from './service.ts'

/** `ground`: what decisions depend on, for playing a plan over the past. */
export type RecoveryRoutesDeps = SettingsDeps & Pick<RecoveryDeps, 'pipeline' | 'shelves' | 'texts' | 'log'>

export const recoveryRoutes = (app: App, deps: RecoveryRoutesDeps): void =>
  serve(app, 'Recovery', recoveryContract, {
    recoverySettings: ({ params }) => recoverySettings(deps, params.shopId),
    setRecoverySettings: ({ params, body }, caller) =>
      setRecoverySettings(deps, byOf(caller), params.shopId, body),
    plans: ({ params }) => allPlans(deps, params.shopId),
    addPlan: async ({ params, body }, caller) => addPlan(deps, byOf(caller), params.shopId, body),
    setPlan: ({ params, body }, caller) => setPlan(deps, byOf(caller), params.shopId, params.planId, body),
    movePlan: ({ params, body }, caller) =>
      movePlan(deps, byOf(caller), params.shopId, params.planId, body.do),
    async previewPlan({ params: { shopId }, body }) {
      const problems = planErrors(body.plan)
      if (problems.length > 0)
        throw refuse('malformed', {
          where: 'body',
          problems: problems.map(({ field, problem }) => ({ field: `plan.${field}`, problem })).slice(0, 20),
        })
      const ground = await groundOf(deps, shopId)
      if (!ground) throw refuse('not-found', { shopId })
      return preview(deps, shopId, ground, body)
    },
    sendings: ({ params, query }) => sendingsPage(deps, params.shopId, query),
    sendingDays: async ({ params, query }) => sendingDays(deps, params.shopId, query),
    cases: ({ params, query }) => casesPage(deps, params.shopId, params.planId, query),
    correctReason: ({ params, body }, caller) => correctReason(deps, byOf(caller), params.shopId, body),
  })
