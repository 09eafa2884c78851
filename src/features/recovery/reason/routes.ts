import { type App, serve } from '../../../platform/http/serve.ts'
import type { SettingsDeps } from '../../shop/index.ts'
import { reasonContract } from './contract.ts'
import { reasonRules, setReasonRules, whyNot } from './service.ts'

export const reasonRoutes = (app: App, deps: SettingsDeps): void =>
  serve(app, 'Recovery', reasonContract, {
    whyNot: ({ params }) => whyNot(deps, params.shopId, params.subject),
    reasonRules: ({ params }) => reasonRules(deps, params.shopId),
    setReasonRules: ({ params, body }, caller) => setReasonRules(deps, caller, params.shopId, body),
  })
