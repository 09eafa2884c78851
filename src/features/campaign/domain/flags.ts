import { yuan } from '../../../shared/money.ts'
import type { Said } from '../../../shared/said.ts'
import { folded } from '../../../shared/text.ts'
import type { PriceChange } from '../../catalog/domain/product.ts'
import { type Activity, activityFacts } from './activity.ts'
import type { Campaign, SignUp } from './campaign.ts'
import { factText } from './facts.ts'
import { saleOf, waveOf } from './phases.ts'

/** Where an activity says something else than buyers can read elsewhere. */
export interface Flag {
  activityId: number
  /** One of the activity's facts, or `price`. */
  fact: string
  product: string
  here: string
  where: 'page' | 'checkout'
  there: string
}

/** What a product's page says of facts, by the fact's name. */
export interface Page {
  id: string
  page: Readonly<Record<string, string>>
}

/** One within the other says the same with more words: no difference. */
const differ = (here: string, there: string): boolean => {
  const [a, b] = [folded(here), folded(there)]
  return b !== '' && !a.includes(b) && !b.includes(a)
}

const pageFlags = (activity: Activity, pages: readonly Page[], language: keyof Said): Flag[] => {
  const named = new Set(activity.products.map(({ product }) => product))
  return pages
    .filter(({ id }) => named.size === 0 || named.has(id))
    .flatMap(({ id, page }) =>
      activityFacts.flatMap((fact): Flag[] => {
        const answer = activity.facts[fact]
        const there = page[fact]
        if (!answer || there === undefined) return []
        const here = factText(fact, answer, language)
        if (!differ(here, there)) return []
        return [{ activityId: activity.id, fact, product: id, here, where: 'page', there }]
      }),
    )
}

/** The last price seen at a place while a wave is sold, where it is not the one signed up. */
const priceFlags = (
  activity: Activity,
  campaign: Campaign,
  signUps: readonly SignUp[],
  changes: readonly PriceChange[],
): Flag[] => {
  const wave = waveOf(campaign, activity.wave)
  const sale = wave ? saleOf(wave) : null
  if (!sale) return []
  const named = new Set(activity.products.map(({ product }) => product))
  return signUps
    .filter((one) => one.wave === activity.wave && (named.size === 0 || named.has(one.product)))
    .flatMap(({ product, sku, priceFen }) =>
      (['page', 'checkout'] as const).flatMap((where): Flag[] => {
        const seen = changes
          .filter((one) => one.source === where && one.product === product && one.sku === sku)
          .filter(({ at }) => sale.from <= at && at < sale.to)
          .reduce<PriceChange | null>(
            (last, one) => (last && (last.at - one.at || last.id - one.id) > 0 ? last : one),
            null,
          )
        if (!seen || seen.isFen === priceFen) return []
        const of = sku === null ? product : `${product}/${sku}`
        const [here, there] = [yuan(priceFen), yuan(seen.isFen)]
        return [{ activityId: activity.id, fact: 'price', product: of, here, where, there }]
      }),
    )
}

/** Where the activities of a campaign differ from the products' pages and from prices seen there or at the checkout
 * (specs/campaign.md CMP-16). `language`: in which it is told that there is none of something. */
export const flagsOf = ({
  campaign,
  activities,
  signUps,
  pages,
  changes,
  language,
}: {
  campaign: Campaign
  activities: readonly Activity[]
  signUps: readonly SignUp[]
  pages: readonly Page[]
  changes: readonly PriceChange[]
  language: keyof Said
}): Flag[] =>
  activities.flatMap((activity) => [
    ...pageFlags(activity, pages, language),
    ...priceFlags(activity, campaign, signUps, changes),
  ])
