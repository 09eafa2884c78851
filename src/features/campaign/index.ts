export { loadCampaigns } from './load.ts'
