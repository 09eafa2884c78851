export { loadCampaigns } from './load.ts'
export { campaignRoutes } from './routes.ts'
