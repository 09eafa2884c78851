import { goTo } from '../../../web/nav.ts'

/** The parts of the page about a shop's recovery, and those of one plan. */
export const pageTabs = ['plans', 'calendar', 'errands', 'wishes', 'adviser', 'opt-outs'] as const
export type PageTab = (typeof pageTabs)[number]
export const planTabs = ['flow', 'results', 'sendings', 'people'] as const
export type PlanTab = (typeof planTabs)[number]

export type Place =
  | { page: PageTab; shopId: number | null }
  | { page: 'plan'; shopId: number; planId: number; tab: PlanTab }

const number = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null

/** `/recovery`, `/recovery/2`, `/recovery/2/calendar`, `/recovery/2/17`, `/recovery/2/17/people`. What it does not know is
 * the list of plans. */
export const placeOf = (pathname: string): Place => {
  const [, , first, second, third] = pathname.split('/')
  const shopId = number(first)
  const planId = number(second)
  if (shopId !== null && planId !== null)
    return { page: 'plan', shopId, planId, tab: planTabs.find((one) => one === third) ?? 'flow' }
  return { page: pageTabs.find((one) => one === second) ?? 'plans', shopId }
}

export const addressOf = (place: Place): string => {
  if (place.page === 'plan')
    return `/recovery/${place.shopId}/${place.planId}${place.tab === 'flow' ? '' : `/${place.tab}`}`
  if (place.shopId === null) return '/recovery'
  return `/recovery/${place.shopId}${place.page === 'plans' ? '' : `/${place.page}`}`
}

export const goToPlace = (place: Place, replace = false) => goTo(addressOf(place), replace)
export const openPlan = (shopId: number, planId: number, tab: PlanTab = 'flow') =>
  goToPlace({ page: 'plan', shopId, planId, tab })
