import type { Tx } from '../../platform/db/db.ts'
import { daysLater } from '../campaign/domain/calendar.ts'
import { loadCampaigns } from '../campaign/index.ts'
import type { Copying } from '../campaign/service.ts'
import type { ShopOffer } from './contract.ts'
import { When } from './domain/offer.ts'
import { offersOf, saveOffer } from './store.ts'

/** Moments in a document, moved by calendar days: times on the shop's clocks stay. */
const moved = (value: unknown, days: number, zone: string): unknown => {
  if (typeof value === 'string' && When.safeParse(value).success)
    return new Date(daysLater(Date.parse(value), days, zone)).toISOString()
  if (Array.isArray(value)) return value.map((one) => moved(one, days, zone))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one, days, zone)]))
}

const movedMoment = (at: string | null, days: number, zone: string): string | null =>
  at === null ? null : new Date(daysLater(Date.parse(at), days, zone)).toISOString()

/** An id nothing has yet: last year's with the new campaign's number behind it. */
const freshId = (id: string, campaignId: number, taken: Set<string>): string => {
  const base = `${id.replace(/~\d+$/, '').slice(0, 60)}~${campaignId}`
  let fresh = base
  for (let n = 2; taken.has(fresh); n++) fresh = `${base}-${n}`
  taken.add(fresh)
  return fresh
}

/** Copies the offers of a campaign along with it: their times move like its phases, those of an activity go to its copy,
 * and what excluded one another still does. */
export const copyOffers = async (tx: Tx, { shopId, from, to, days, zone }: Copying): Promise<void> => {
  const all = await offersOf(tx, shopId)
  const mine = all.filter(({ campaignId }) => campaignId === from.id)
  if (mine.length === 0) return
  const { activities } = await loadCampaigns(tx, shopId)
  const twin = (id: number | null): number | null => {
    const before = activities.find((activity) => activity.id === id)
    const after = activities.find(
      (one) => one.campaignId === to.id && one.name === before?.name && one.wave === before?.wave,
    )
    return before && after ? after.id : null
  }
  const taken = new Set(all.map(({ offer }) => offer.id))
  const ids = new Map(mine.map(({ offer }) => [offer.id, freshId(offer.id, to.id, taken)]))
  for (const { offer, activityId, enabled } of mine) {
    const copy: ShopOffer = {
      ...{ campaignId: to.id, activityId: twin(activityId), enabled },
      offer: {
        ...offer,
        id: ids.get(offer.id) ?? offer.id,
        params: Object.fromEntries(
          Object.entries(offer.params).map(([key, value]) => [key, moved(value, days, zone)]),
        ),
        from: movedMoment(offer.from, days, zone),
        to: movedMoment(offer.to, days, zone),
        excludes: offer.excludes.map((id) => ids.get(id) ?? id),
      },
    }
    await saveOffer(tx, shopId, copy)
  }
}
