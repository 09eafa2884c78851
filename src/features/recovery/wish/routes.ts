import { type App, serve } from '../../../platform/http/serve.ts'
import type { SettingsDeps } from '../../shop/index.ts'
import { wishContract } from './contract.ts'
import { addWish, setWish, setWishSettings, wished, wishes } from './service.ts'

export const wishRoutes = (app: App, deps: SettingsDeps): void =>
  serve(app, 'Recovery', wishContract, {
    wished: ({ params }) => wished(deps, params.shopId),
    wishes: ({ params, query }) => wishes(deps, params.shopId, query),
    addWish: ({ params, body }, caller) => addWish(deps, caller, params.shopId, params.conversationId, body),
    setWish: ({ params, body }, caller) => setWish(deps, caller, params.shopId, params.wishId, body.state),
    setWishSettings: ({ params, body }, caller) => setWishSettings(deps, caller, params.shopId, body),
  })
