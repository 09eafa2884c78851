import type { Activity } from '../../campaign/domain/activity.ts'
import type { Campaign } from '../../campaign/domain/campaign.ts'
import { type ShopCampaigns, saleOf } from '../../campaign/domain/phases.ts'
import type { ShopOffer } from '../contract.ts'
import type { Offer } from './offer.ts'

interface Placed {
  campaign: Campaign
  activity: Activity | null
}

const placeOf = (
  { campaignId, activityId }: Pick<ShopOffer, 'campaignId' | 'activityId'>,
  { campaigns, activities }: Pick<ShopCampaigns, 'campaigns' | 'activities'>,
): Placed | null => {
  const campaign = campaigns.find(({ id }) => id === campaignId)
  if (!campaign) return null
  return { campaign, activity: activities.find(({ id }) => id === activityId) ?? null }
}

const moment = (at: number): string => new Date(at).toISOString()

/** From the first to the last moment at which buyers can pay: in the activity's wave, else in any wave of the campaign. */
const windowOf = ({ campaign, activity }: Placed): { from: string; to: string } | null => {
  const waves = activity ? campaign.waves.filter(({ code }) => code === activity.wave) : campaign.waves
  const sales = waves.map(saleOf).filter((sale) => sale !== null)
  if (sales.length === 0) return null
  return {
    from: moment(Math.min(...sales.map(({ from }) => from))),
    to: moment(Math.max(...sales.map(({ to }) => to))),
  }
}

const namesNothing = ({ scope: { items, skus, categories } }: Offer): boolean =>
  !items && !skus && !categories

/**
 * An offer as it counts: one of a campaign that names no times holds while the campaign (the activity's wave) sells, one of
 * an activity that names no products is for the activity's. A campaign without any sale yet: it holds at no time.
 */
export const placed = (
  shopOffer: ShopOffer,
  campaigns: Pick<ShopCampaigns, 'campaigns' | 'activities'>,
): Offer => {
  const { offer } = shopOffer
  const place = placeOf(shopOffer, campaigns)
  if (!place) return offer
  const window = windowOf(place) ?? { from: moment(0), to: moment(0) }
  const products = place.activity?.products ?? []
  const whole = products.filter(({ sku }) => sku === null).map(({ product }) => product)
  const parts = products.flatMap(({ sku }) => (sku === null ? [] : [sku]))
  const narrowed =
    products.length > 0 && namesNothing(offer)
      ? // Lists of a scope are all to be met: of an activity with whole products and single SKUs, products hold.
        {
          ...offer.scope,
          ...(whole.length > 0 ? { items: products.map((p) => p.product) } : { skus: parts }),
        }
      : offer.scope
  return {
    ...offer,
    scope: narrowed,
    from: offer.from ?? window.from,
    to: offer.to ?? window.to,
  }
}
