import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { bargainingContract, type Concession } from './contract.ts'
import { concessions, setBargaining, settleConcession, shopBargaining } from './service.ts'

/** `takenBack`: whoever keeps what was given in a conversation forgets it. */
export interface BargainingDeps extends SettingsDeps {
  takenBack?: (shopId: number, concession: Concession) => Promise<unknown>
}

export const bargainingRoutes = (app: App, deps: BargainingDeps): void =>
  serve(app, 'Bargaining', bargainingContract, {
    bargaining: ({ params }) => shopBargaining(deps, params.shopId),
    setBargaining: ({ params, body }, caller) => setBargaining(deps, byOf(caller), params.shopId, body),
    concessions: ({ params, query }) => concessions(deps, params.shopId, query.before ?? null),
    async settleConcession({ params: { shopId, concessionId }, body: { state } }, caller) {
      const concession = await settleConcession(deps, caller, shopId, concessionId, state)
      if (state === 'withdrawn') await deps.takenBack?.(shopId, concession)
      return concession
    },
  })
