import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { createBoard } from './board.ts'
import { routingContract } from './contract.ts'
import { setBuyerAgent, setSeat } from './seats.ts'
import { routingSettings, setRoutingSettings } from './service.ts'

export const routingRoutes = (app: App, deps: SettingsDeps): void => {
  const { board, queued, forget } = createBoard(deps)
  serve(app, 'Routing', routingContract, {
    routingSettings: ({ params }) => routingSettings(deps, params.shopId),
    async setRoutingSettings({ params, body }, caller) {
      const said = await setRoutingSettings(deps, byOf(caller), params.shopId, body)
      forget(params.shopId)
      return said
    },
    // Whoever asks anything has been heard of already (`hearing`).
    here: async () => ({}),
    queue: ({ params }) => board(params.shopId),
    queued: ({ params }) => queued(params.shopId, params.id),
    async setSeat({ params, body }, caller) {
      const member = await setSeat(deps, byOf(caller), params.shopId, params.personId, body)
      forget(params.shopId)
      return member
    },
    async setBuyerAgent({ params, body }, caller) {
      const buyer = await setBuyerAgent(deps, byOf(caller), params.shopId, params.id, body.personId)
      forget(params.shopId)
      return buyer
    },
  })
}
