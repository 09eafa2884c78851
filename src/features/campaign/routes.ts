import { type App, serve } from '../../platform/http/serve.ts'
import { byOf } from '../shop/index.ts'
import { campaignContract } from './contract.ts'
import { phasesAt } from './domain/phases.ts'
import * as service from './service.ts'
import * as store from './store.ts'
import { flagsIn, watchOf } from './watching.ts'

export const campaignRoutes = (app: App, deps: service.CampaignDeps): void =>
  serve(app, 'Campaigns', campaignContract, {
    campaigns: ({ params: { shopId } }) =>
      deps.db.tx({ shops: [shopId] }, async (tx) => ({ campaigns: await store.campaigns(tx, shopId) })),
    phasesNow: ({ params: { shopId } }) =>
      deps.db.tx({ shops: [shopId] }, async (tx) => {
        const at = deps.clock.now()
        return { at, ...phasesAt(await store.campaigns(tx, shopId), at) }
      }),
    addCampaign: ({ params, body }, caller) => service.addCampaign(deps, byOf(caller), params.shopId, body),
    campaignFrom: ({ params, body }, caller) => service.campaignFrom(deps, byOf(caller), params.shopId, body),
    setCampaign: ({ params: { shopId, campaignId }, body }, caller) =>
      service.setCampaign(deps, byOf(caller), shopId, campaignId, body),
    removeCampaign: ({ params: { shopId, campaignId } }, caller) =>
      service.removeCampaign(deps, byOf(caller), shopId, campaignId),
    activities: ({ params: { shopId, campaignId } }) =>
      deps.db.tx({ shops: [shopId] }, async (tx) => {
        await service.needCampaign(tx, shopId, campaignId)
        return { activities: await store.activities(tx, shopId, campaignId) }
      }),
    addActivity: ({ params: { shopId, campaignId }, body }, caller) =>
      service.addActivity(deps, byOf(caller), shopId, campaignId, body),
    setActivity: ({ params: { shopId, campaignId, activityId }, body }, caller) =>
      service.setActivity(deps, byOf(caller), shopId, campaignId, activityId, body),
    removeActivity: ({ params: { shopId, campaignId, activityId } }, caller) =>
      service.removeActivity(deps, byOf(caller), shopId, campaignId, activityId),
    signUps: ({ params: { shopId, campaignId } }) =>
      deps.db.tx({ shops: [shopId] }, async (tx) => {
        await service.needCampaign(tx, shopId, campaignId)
        return { signUps: await store.signUps(tx, shopId, campaignId) }
      }),
    setSignUps: async ({ params: { shopId, campaignId }, body }, caller) => ({
      signUps: await service.setSignUps(deps, byOf(caller), shopId, campaignId, body.signUps),
    }),
    watch: async ({ params }) => ({ findings: await watchOf(deps, params.shopId) }),
    flags: async ({ params }) => ({ flags: await flagsIn(deps, params.shopId, params.campaignId) }),
  })
