import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { bargainingContract } from './contract.ts'
import { concessions, setBargaining, settleConcession, shopBargaining } from './service.ts'

export const bargainingRoutes = (app: App, deps: SettingsDeps): void =>
  serve(app, 'Bargaining', bargainingContract, {
    bargaining: ({ params }) => shopBargaining(deps, params.shopId),
    setBargaining: ({ params, body }, caller) => setBargaining(deps, byOf(caller), params.shopId, body),
    concessions: ({ params, query }) => concessions(deps, params.shopId, query.before ?? null),
    settleConcession: ({ params, body }, caller) =>
      settleConcession(deps, caller, params.shopId, params.concessionId, body.state),
  })
