import { type App, serve } from '../../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../../shop/index.ts'
import type { Knowledge } from '../knowledge/live.ts'
import { providerContract } from './contract.ts'
import type { Provider } from './live.ts'
import { providerOf, setProvider } from './service.ts'

export const providerRoutes = (
  app: App,
  deps: SettingsDeps & { provider: Provider; knowledge: Pick<Knowledge, 'of'> },
): void =>
  serve(app, 'Knowledge', providerContract, {
    provider: ({ params }) => providerOf(deps, params.shopId),
    setProvider: ({ params, body }, caller) => setProvider(deps, byOf(caller), params.shopId, body),
    testProvider: ({ params }) => deps.provider.test(params.shopId),
    async draftReply({ params: { shopId }, body }) {
      const ask = await deps.knowledge.of(shopId)
      const { candidates } = ask({ ...body, at: deps.clock.now() })
      const ordered = await deps.provider.rerank(shopId, body, candidates)
      return deps.provider.draft(shopId, body, ordered)
    },
  })
