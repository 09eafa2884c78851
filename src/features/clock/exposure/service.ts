import type { Tx } from '../../../platform/db/db.ts'
import { refuse } from '../../../shared/refusal.ts'
import { localTime } from '../../../shared/time.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { type SettingsDeps, shopFacts } from '../../shop/index.ts'
import { type ClockRule, inForce } from '../domain/rule.ts'
import type { ClockSettings } from '../domain/settings.ts'
import { rulesFor } from '../domain/settings-rules.ts'
import { loadClockSettings } from '../load.ts'
import type { BreachEntry, Exposure } from './contract.ts'
import { dayOf } from './day.ts'
import * as store from './store.ts'
import { lossOf } from './sums.ts'

/** A shop with all versions of its rules. Refuses `not-found`. */
export const shopRules = async (
  tx: Tx,
  shopId: number,
): Promise<{ shop: ShopFacts; settings: ClockSettings; rules: readonly ClockRule[] }> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  const settings = await loadClockSettings(tx, shop)
  return { shop, settings, rules: rulesFor(shop.platform, settings) }
}

export const exposure = (
  deps: SettingsDeps,
  shopId: number,
  { day: asked }: { day?: string | undefined },
): Promise<Exposure> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { shop, settings, rules } = await shopRules(tx, shopId)
    const now = deps.clock.now()
    const day = dayOf(asked ?? localTime(now, shop.timeZone).date, shop.timeZone)
    return {
      day: day.date,
      from: day.from,
      to: day.to,
      margin: settings.margin,
      ...lossOf(await store.losses(tx, shopId, day), day),
      incidents: inForce(rules, now).filter(({ counted }) => counted === 'incident'),
    }
  })

const PAGE = 100

export const breaches = (
  deps: SettingsDeps,
  shopId: number,
  { day: asked, ...wanted }: store.Wanted & { day?: string | undefined },
): Promise<{ breaches: BreachEntry[] }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { shop } = await shopRules(tx, shopId)
    const day = dayOf(asked ?? localTime(deps.clock.now(), shop.timeZone).date, shop.timeZone)
    return { breaches: await store.breachesOfDay(tx, shopId, day, wanted, PAGE) }
  })
