import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { assistantContract } from './contract.ts'
import { assistantSettings, setAssistantSettings } from './service.ts'

export const assistantRoutes = (app: App, deps: SettingsDeps): void =>
  serve(app, 'Assistant', assistantContract, {
    assistantSettings: ({ params }) => assistantSettings(deps, params.shopId),
    setAssistantSettings: ({ params, body }, caller) =>
      setAssistantSettings(deps, byOf(caller), params.shopId, body),
  })
