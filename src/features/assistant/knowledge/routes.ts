import { type App, serve } from '../../../platform/http/serve.ts'
import type { Shelves } from '../../pricing/live.ts'
import { byOf, type SettingsDeps } from '../../shop/index.ts'
import { knowledgeContract } from './contract.ts'
import { exportFile, importFile } from './import.ts'
import type { Knowledge } from './live.ts'
import * as patterns from './patterns.ts'
import * as service from './service.ts'
import { tryQuestion } from './trial.ts'

export interface KnowledgeRoutesDeps extends SettingsDeps {
  knowledge: Knowledge
  shelves?: Pick<Shelves, 'now'> | undefined
}

export const knowledgeRoutes = (app: App, deps: KnowledgeRoutesDeps): void =>
  serve(app, 'Knowledge', knowledgeContract, {
    knowledge: ({ params, query }) => service.listEntries(deps, params.shopId, query),
    entry: ({ params }) => service.entryOf(deps, params.shopId, params.entryId),
    addEntry: ({ params, body }, caller) => service.addEntry(deps, byOf(caller), params.shopId, body),
    setEntry: ({ params, body }, caller) =>
      service.setEntry(deps, byOf(caller), params.shopId, params.entryId, body),
    removeEntry: ({ params }, caller) =>
      service.removeEntry(deps, byOf(caller), params.shopId, params.entryId),
    changeEntries: ({ params, body }, caller) =>
      service.changeEntries(deps, byOf(caller), params.shopId, body.ids, body.to),
    importKnowledge: ({ params, query }, caller) =>
      importFile(deps, byOf(caller), params.shopId, { raw: caller.raw, ...query }),
    exportKnowledge: ({ params, query }) => exportFile(deps, params.shopId, query.form),
    knowledgeChecks: ({ params }) => service.checkEntries(deps, params.shopId),
    knowledgeStanding: async ({ params, query }) => {
      const standing = await deps.knowledge.state(params.shopId, query.wrongTarget)
      return { standing: standing && { ...standing, curve: [...standing.curve] } }
    },
    patterns: async ({ params }) => ({ patterns: await patterns.patternsOf(deps, params.shopId) }),
    addPattern: ({ params, body }, caller) => patterns.addPattern(deps, byOf(caller), params.shopId, body),
    setPattern: ({ params, body }, caller) =>
      patterns.setPattern(deps, byOf(caller), params.shopId, params.patternId, body),
    removePattern: ({ params }, caller) =>
      patterns.removePattern(deps, byOf(caller), params.shopId, params.patternId),
    askAssistant: ({ params, body }) => tryQuestion(deps, params.shopId, body),
  })
