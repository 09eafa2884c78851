import type { Tx } from '../../../platform/db/db.ts'
import { saveSettings, settingsOf } from '../../shop/index.ts'
import { NO_PROVIDER, ProviderSettings } from '../domain/provider.ts'

/** As it is kept: the key beside the settings, in the shop's own row, as channels have their secrets. */
export interface Kept {
  settings: ProviderSettings
  key: string | null
}

export const loadProvider = async (tx: Tx, shopId: number): Promise<Kept> => {
  const saved = (await settingsOf(tx, shopId, 'provider')) as
    | (Partial<ProviderSettings> & { key?: unknown })
    | undefined
  return {
    settings: ProviderSettings.parse({ ...NO_PROVIDER, ...saved }),
    key: typeof saved?.key === 'string' ? saved.key : null,
  }
}

export const saveProvider = (tx: Tx, shopId: number, { settings, key }: Kept): Promise<void> =>
  saveSettings(tx, shopId, 'provider', { ...settings, key })
