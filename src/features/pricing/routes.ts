import { type App, serve } from '../../platform/http/serve.ts'
import { byOf } from '../shop/index.ts'
import { pricingContract } from './contract.ts'
import * as service from './service.ts'

export const pricingRoutes = (app: App, deps: service.PricingDeps): void =>
  serve(app, 'Prices', pricingContract, {
    offers: ({ params: { shopId }, query }) => service.offers(deps, shopId, query.campaignId),
    setOffer: ({ params: { shopId, offerId }, body }, caller) =>
      service.setOffer(deps, byOf(caller), shopId, offerId, body),
    removeOffer: ({ params: { shopId, offerId } }, caller) =>
      service.removeOffer(deps, byOf(caller), shopId, offerId),
    ruleSets: ({ params: { shopId } }) => service.ruleSets(deps, shopId),
    setRuleSet: ({ params: { shopId, ruleSetId }, body }, caller) =>
      service.setRuleSet(deps, byOf(caller), shopId, ruleSetId, body),
    quote: ({ params: { shopId }, body }) => service.quoteWanted(deps, shopId, body),
    whatIf: ({ params: { shopId }, body }) => service.whatIfWanted(deps, shopId, body),
    shifted: ({ params: { shopId }, query }) => service.shifted(deps, shopId, query.since ?? 0),
    quoteFile: ({ body }) => Promise.resolve(service.quoteFile(body)),
  })
