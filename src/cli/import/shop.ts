import { shopFacts } from '../../features/shop/index.ts'
import type { Db } from '../../platform/db/db.ts'
import { unreadable } from '../../platform/files/index.ts'

export interface Shop {
  id: number
  name: string
  timeZone: string
}

/** The shop a command is for: named, or the only one. */
export const shopFor = async (db: Db, wanted: string | undefined): Promise<Shop> => {
  const scope = await db.everyShop()
  const found = await db.tx(scope, (tx) => Promise.all(scope.shops.map((id) => shopFacts(tx, id))))
  const shops = found.filter((shop) => shop !== undefined)
  const list = shops.map((shop) => `  ${shop.id}  ${shop.name}`).join('\n')
  if (shops.length === 0) throw unreadable('The desk has no shop yet. Start it once: ./peakdesk start')
  if (wanted === undefined) {
    const [only] = shops
    if (only === undefined || shops.length > 1)
      throw unreadable(`Which shop? Add --shop with one of\n${list}`)
    return only
  }
  const named = shops.filter((shop) => String(shop.id) === wanted || shop.name === wanted)
  const [shop] = named
  if (shop === undefined || named.length > 1)
    throw unreadable(
      `${named.length === 0 ? 'No shop is' : 'Several shops are'} “${wanted}”. There are\n${list}`,
    )
  return shop
}
