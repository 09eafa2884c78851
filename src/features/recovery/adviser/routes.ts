import { type App, serve } from '../../../platform/http/serve.ts'
import { HOUR } from '../../../shared/time.ts'
import { type ResultsDeps, rememberedResults } from '../results/service.ts'
import { adviserContract } from './contract.ts'
import { advice } from './service.ts'
import { orderLife } from './store.ts'

export const adviserRoutes = (app: App, deps: ResultsDeps): void => {
  // What earlier plans brought hardly changes while somebody tries other budgets.
  const results = rememberedResults(deps, 'groups', HOUR)
  serve(app, 'Recovery', adviserContract, {
    advise: ({ params, body }) => advice(deps, params.shopId, body, results),
    orderLife: ({ params: { shopId } }) =>
      deps.db.tx({ shops: [shopId] }, async (tx) => ({
        minutes: await orderLife(tx, shopId, deps.clock.now()),
      })),
  })
}
