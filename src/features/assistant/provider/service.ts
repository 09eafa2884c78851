import { refuse } from '../../../shared/refusal.ts'
import { type By, changeSettings, differences, type SettingsDeps } from '../../shop/index.ts'
import { type ProviderSettings, providerProblems } from '../domain/provider.ts'
import type { Provider, ProviderState } from './live.ts'
import { type Kept, loadProvider, saveProvider } from './store.ts'

export type Shown = ProviderSettings & ProviderState & { keyKept: boolean }

const shown = ({ settings, key }: Kept, state: ProviderState): Shown => ({
  ...settings,
  ...state,
  keyKept: key !== null,
})

type Deps = SettingsDeps & { provider: Provider }

export const providerOf = (deps: Deps, shopId: number): Promise<Shown> =>
  deps.db.tx({ shops: [shopId] }, async (tx) =>
    shown(await loadProvider(tx, shopId), deps.provider.state(shopId)),
  )

/** Sets the outside model. The audit tells that the key was replaced or forgotten, never what it is. */
export const setProvider = async (
  deps: Deps,
  by: By,
  shopId: number,
  { key, ...settings }: ProviderSettings & { key?: string | null | undefined },
): Promise<Shown> => {
  const gives = await changeSettings(deps, by, shopId, 'knowledge', async (tx) => {
    const before = await loadProvider(tx, shopId)
    const after: Kept = { settings, key: key === undefined ? before.key : key }
    const asked = { kept: before.key !== null, given: key !== undefined }
    const problems = providerProblems(settings, asked, before.settings)
    if (problems.length > 0) throw refuse('malformed', { where: 'body', problems })
    const changed = differences(before.settings, settings)
    const keyChanged = after.key !== before.key
    if (Object.keys(changed).length === 0 && !keyChanged) return { gives: after, audit: null }
    await saveProvider(tx, shopId, after)
    const detail = { ...changed, ...(keyChanged && { key: after.key === null ? 'forgotten' : 'replaced' }) }
    return { gives: after, audit: { what: 'provider.changed', detail } }
  })
  deps.provider.forget(shopId)
  return shown(gives, deps.provider.state(shopId))
}
