import { type App, serve } from '../../../platform/http/serve.ts'
import { suggestContract } from './contract.ts'
import { createSuggest, type SuggestDeps } from './service.ts'

export const suggestRoutes = (app: App, deps: SuggestDeps): void => {
  const suggest = createSuggest(deps)
  serve(app, 'Assistant', suggestContract, {
    suggestions: async ({ params: { shopId, id } }) => ({ suggestions: await suggest(shopId, id) }),
  })
}
