import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { createBoard } from './board.ts'
import { routingContract } from './contract.ts'
import { setBuyerAgent, setSeat } from './seats.ts'
import { routingSettings, setRoutingSettings } from './service.ts'

export const routingRoutes = (app: App, deps: SettingsDeps): void => {
  const board = createBoard(deps)
  serve(app, 'Routing', routingContract, {
    routingSettings: ({ params }) => routingSettings(deps, params.shopId),
    setRoutingSettings: ({ params, body }, caller) =>
      setRoutingSettings(deps, byOf(caller), params.shopId, body),
    // Whoever asks anything has been heard of already (`hearing`).
    here: async () => ({}),
    queue: ({ params }) => board(params.shopId),
    setSeat: ({ params, body }, caller) => setSeat(deps, byOf(caller), params.shopId, params.personId, body),
    setBuyerAgent: ({ params, body }, caller) =>
      setBuyerAgent(deps, byOf(caller), params.shopId, params.id, body.personId),
  })
}
