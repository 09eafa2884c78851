import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { clockContract } from './contract.ts'
import { clockSettings, setClockSettings } from './service.ts'

export const clockRoutes = (app: App, deps: SettingsDeps): void =>
  serve(app, 'Service clocks', clockContract, {
    clockSettings: ({ params }) => clockSettings(deps, params.shopId),
    setClockSettings: ({ params, body }, caller) => setClockSettings(deps, byOf(caller), params.shopId, body),
  })
