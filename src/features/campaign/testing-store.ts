import type { Tx } from '../../platform/db/db.ts'
import type { ActivityBody } from './domain/activity.ts'
import type { CampaignBody } from './domain/campaign.ts'
import { insertActivities, insertCampaign } from './store.ts'

/** Puts a campaign with one activity into a shop, for tests of others. */
export const haveActivity = async (tx: Tx, shopId: number, body: CampaignBody, activity: ActivityBody) => {
  const campaign = await insertCampaign(tx, shopId, body)
  const [made] = await insertActivities(tx, shopId, campaign.id, [activity])
  return { campaignId: campaign.id, activityId: made?.id ?? 0 }
}
