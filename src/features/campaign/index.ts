export { type BeginCampaign, beginCampaign } from './begin.ts'
export { loadCampaigns } from './load.ts'
export { campaignRoutes } from './routes.ts'
export type { Copying } from './service.ts'
