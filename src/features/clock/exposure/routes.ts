import { type App, serve } from '../../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../../shop/index.ts'
import { exposureContract } from './contract.ts'
import { strikeIncident, writeIncident } from './incidents.ts'
import { shopRates } from './rates.ts'
import { breaches, exposure } from './service.ts'

export const exposureRoutes = (app: App, deps: SettingsDeps): void => {
  const rates = shopRates(deps)
  serve(app, 'Service clocks', exposureContract, {
    exposure: ({ params, query }) => exposure(deps, params.shopId, query),
    breaches: ({ params, query }) => breaches(deps, params.shopId, query),
    writeIncident: ({ params, body }, caller) =>
      writeIncident(deps, { ...byOf(caller), personId: caller.actor.personId }, params.shopId, body),
    strikeIncident: ({ params, body }, caller) =>
      strikeIncident(
        deps,
        { ...byOf(caller), personId: caller.actor.personId },
        params.shopId,
        params.incidentId,
        body.why,
      ),
    rates: ({ params, query }) => rates.rates(params.shopId, query),
    rateUnits: ({ params, query }) => rates.units(params.shopId, query),
  })
}
