import { type App, serve } from '../../../platform/http/serve.ts'
import { powerBefore } from '../domain/power.ts'
import { resultsContract } from './contract.ts'
import { type ResultsDeps, rememberedResults } from './service.ts'

export const resultsRoutes = (app: App, deps: ResultsDeps): void => {
  const results = rememberedResults(deps)
  serve(app, 'Recovery', resultsContract, {
    planResults: ({ params }) => results(params.shopId, params.planId),
    planPower: async ({ body }) => powerBefore(body),
  })
}
