import type { Tx } from '../../platform/db/db.ts'
import type { ShopFacts } from '../shop/domain.ts'
import { settingsOf } from '../shop/index.ts'
import { defaultClockSettings } from './domain/defaults.ts'
import { type Clocks, prepareClocks } from './domain/live.ts'
import { ClockSettings } from './domain/settings.ts'
import { rulesFor } from './domain/settings-rules.ts'

/** A shop's clock settings; the defaults where it has set nothing. */
export const loadClockSettings = async (tx: Tx, shop: ShopFacts): Promise<ClockSettings> => {
  const saved = (await settingsOf(tx, shop.id, 'clock')) as Partial<ClockSettings> | undefined
  const defaults = defaultClockSettings(shop)
  if (!saved) return defaults
  // Settings saved before a field existed get its default.
  const closing = { ...defaults.closing, ...saved.closing }
  return ClockSettings.parse({ ...defaults, ...saved, closing })
}

/** A shop's clocks ready for use: its platform's rules and its own, in all their versions. */
export const loadClocks = async (tx: Tx, shop: ShopFacts): Promise<Clocks> => {
  const settings = await loadClockSettings(tx, shop)
  return prepareClocks(rulesFor(shop.platform, settings), settings, shop.timeZone)
}
