import type { Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { ShopFacts } from '../shop/domain.ts'
import type { ActivityBody } from './domain/activity.ts'
import type { Campaign, SignUp, Template } from './domain/campaign.ts'
import { fromTemplate } from './domain/moved.ts'
import { templateFor } from './domain/templates/index.ts'
import * as store from './store.ts'

/** A campaign of a made-up shop: a template's, with what it tells buyers and what was signed up for it. */
export interface BeginCampaign {
  template: Template
  name: string
  day: string
  owner: number | null
  activities: readonly Omit<ActivityBody, 'owner'>[]
  signUps: readonly Pick<SignUp, 'wave' | 'product' | 'priceFen'>[]
  signedAt: Instant
}

/** Gives a shop a campaign at its first start. Nobody is told: there are no screens yet. */
export const beginCampaign = async (tx: Tx, shop: ShopFacts, from: BeginCampaign): Promise<Campaign> => {
  const { name, day, owner, signedAt } = from
  const language = shop.locale === 'en' ? 'en' : 'zh'
  const template = templateFor(from.template, shop.platform)
  const body = fromTemplate(template, { name, day, zone: shop.timeZone, language })
  const waves = body.waves.map((wave) => ({ ...wave, owner }))
  const campaign = await store.insertCampaign(tx, shop.id, { ...body, waves })
  await store.insertActivities(
    tx,
    shop.id,
    campaign.id,
    from.activities.map((activity) => ({ ...activity, owner })),
  )
  const { id: campaignId } = campaign
  await store.replaceSignUps(
    tx,
    shop.id,
    campaignId,
    from.signUps.map((one) => ({ ...one, campaignId, sku: null, signedAt })),
  )
  return campaign
}
