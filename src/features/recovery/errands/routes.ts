import { type App, serve } from '../../../platform/http/serve.ts'
import type { SettingsDeps } from '../../shop/index.ts'
import { errandContract } from './contract.ts'
import { assignErrands, errandLoads, errands, revealErrand, setErrandOwner, settleErrand } from './service.ts'

export const errandRoutes = (app: App, deps: SettingsDeps): void =>
  serve(app, 'Recovery', errandContract, {
    errands: ({ params, query }, caller) => errands(deps, caller, params.shopId, query),
    errandLoads: ({ params }) => errandLoads(deps, params.shopId),
    assignErrands: ({ params, body }, caller) => assignErrands(deps, caller, params.shopId, body),
    setErrandOwner: ({ params: { shopId, errandId }, body }, caller) =>
      setErrandOwner(deps, caller, shopId, errandId, body.owner),
    settleErrand: ({ params: { shopId, errandId }, body }, caller) =>
      settleErrand(deps, caller, shopId, errandId, body),
    revealErrand: ({ params: { shopId, errandId } }, caller) => revealErrand(deps, caller, shopId, errandId),
  })
