import type { Tx } from '../../platform/db/db.ts'
import type { SettingsDeps } from '../shop/index.ts'
import type { WatchFinding } from './contract.ts'
import { type Flag, flagsOf } from './domain/flags.ts'
import { watch } from './domain/watch.ts'
import { needCampaign, needShop } from './service.ts'
import * as store from './store.ts'

const productsIn = (list: readonly { product: string }[]): string[] => [
  ...new Set(list.map(({ product }) => product)),
]

/** What the price watch sees in a shop, in one transaction with what it is judged by. */
export const watchIn = async (tx: Tx, shopId: number): Promise<WatchFinding[]> => {
  const { timeZone: zone } = await needShop(tx, shopId)
  const signUps = await store.signUps(tx, shopId)
  const ids = productsIn(signUps)
  const products = await store.productsKnown(tx, shopId, ids)
  return watch({
    campaigns: await store.campaigns(tx, shopId),
    signUps,
    changes: await store.priceChanges(tx, shopId, ids),
    categories: new Map(products.map(({ id, category }) => [id, category])),
    zone,
  })
}

export const watchOf = (deps: SettingsDeps, shopId: number): Promise<WatchFinding[]> =>
  deps.db.tx({ shops: [shopId] }, (tx) => watchIn(tx, shopId))

export const flagsIn = (deps: SettingsDeps, shopId: number, campaignId: number): Promise<Flag[]> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { locale } = await needShop(tx, shopId)
    const campaign = await needCampaign(tx, shopId, campaignId)
    const activities = await store.activities(tx, shopId, campaignId)
    const signUps = await store.signUps(tx, shopId, campaignId)
    return flagsOf({
      campaign,
      activities,
      signUps,
      pages: await store.productsKnown(tx, shopId, null),
      changes: await store.priceChanges(tx, shopId, productsIn(signUps)),
      language: locale === 'en' ? 'en' : 'zh',
    })
  })
