import { type App, serve } from '../../platform/http/serve.ts'
import type { SettingsDeps } from '../shop/index.ts'
import { phraseContract } from './contract.ts'
import { exportPhrases, importPhrases } from './exchange.ts'
import * as service from './service.ts'
import { phraseUses, usedPhrases } from './uses.ts'

export const phraseRoutes = (app: App, deps: SettingsDeps): void =>
  serve(app, 'Phrases', phraseContract, {
    phrases: async ({ params }, { actor }) => ({
      phrases: await service.phrasesFor(deps, actor, params.shopId),
    }),
    addPhrase: ({ params, body }, caller) => service.addPhrase(deps, caller, params.shopId, body),
    setPhrase: ({ params, body }, caller) => service.setPhrase(deps, caller, params.shopId, params.id, body),
    removePhrase: ({ params }, caller) => service.removePhrase(deps, caller, params.shopId, params.id),
    usedPhrases: ({ params, body }, { actor }) => usedPhrases(deps, actor, params.shopId, body),
    phraseUses: async ({ params }, { actor }) => ({ uses: await phraseUses(deps, actor, params.shopId) }),
    importPhrases: ({ params, query }, caller) => importPhrases(deps, caller, params.shopId, query.confirm),
    exportPhrases: ({ params, query }, caller) => exportPhrases(deps, caller, params.shopId, query.language),
  })
