import { goTo } from '../../../web/nav.ts'

/** The parts of the page about a shop's campaigns, and those of one campaign. */
export const pageTabs = ['list', 'calendar', 'watch'] as const
export type PageTab = (typeof pageTabs)[number]
export const campaignTabs = ['phases', 'activities', 'sign-ups'] as const
export type CampaignTab = (typeof campaignTabs)[number]

export type Place =
  | { page: PageTab; shopId: number | null }
  | { page: 'campaign'; shopId: number; campaignId: number; tab: CampaignTab }

const number = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null

/** `/campaigns`, `/campaigns/2`, `/campaigns/2/watch`, `/campaigns/2/17/activities`. What it does not know is the list. */
export const placeOf = (pathname: string): Place => {
  const [, , first, second, third] = pathname.split('/')
  const shopId = number(first)
  const campaignId = number(second)
  if (shopId !== null && campaignId !== null) {
    const tab = campaignTabs.find((one) => one === third) ?? 'phases'
    return { page: 'campaign', shopId, campaignId, tab }
  }
  return { page: pageTabs.find((one) => one === second) ?? 'list', shopId }
}

export const addressOf = (place: Place): string => {
  if (place.page === 'campaign') {
    const { shopId, campaignId, tab } = place
    return `/campaigns/${shopId}/${campaignId}${tab === 'phases' ? '' : `/${tab}`}`
  }
  if (place.shopId === null) return '/campaigns'
  return `/campaigns/${place.shopId}${place.page === 'list' ? '' : `/${place.page}`}`
}

export const goToPlace = (place: Place, replace = false) => goTo(addressOf(place), replace)
export const openCampaign = (shopId: number, campaignId: number, tab: CampaignTab = 'phases') =>
  goToPlace({ page: 'campaign', shopId, campaignId, tab })
