import type { Clock } from '../../../platform/clock.ts'
import { shopFacts } from '../../shop/index.ts'
import { loadRecoverySettings } from '../load.ts'
import { planById } from '../plan-store.ts'
import { loadReason } from '../reason/load.ts'
import type { BeginCases } from '../wish/tell.ts'
import { beginCases } from './enrol.ts'
import type { ReasonsOf } from './ports.ts'

/** Reasons as the desk reads them from what was said. */
export const readReasons =
  (clock: Clock): ReasonsOf =>
  (tx, shopId, about) =>
    loadReason(tx, shopId, about, clock.now())

/** Begins cases of a plan by its number; of one that is gone, none. */
export const beginnerBy =
  (reasons: ReasonsOf): BeginCases =>
  async (tx, shopId, planId, who, now) => {
    const row = await planById(tx, shopId, planId)
    const shop = await shopFacts(tx, shopId)
    if (!row || !shop) return 0
    const settings = await loadRecoverySettings(tx, shopId)
    return beginCases(tx, shopId, row.plan, who, { settings, zone: shop.timeZone, now, reasons })
  }
