import { type App, serve } from '../../../platform/http/serve.ts'
import { type ResultsDeps, rememberedResults } from '../results/service.ts'
import { adviserContract } from './contract.ts'
import { advice } from './service.ts'

export const adviserRoutes = (app: App, deps: ResultsDeps): void => {
  const results = rememberedResults(deps)
  serve(app, 'Recovery', adviserContract, {
    advise: ({ params, body }) => advice(deps, params.shopId, body, results),
  })
}
