import { type App, serve } from '../../../platform/http/serve.ts'
import { byOf } from '../../shop/index.ts'
import { learningContract } from './contract.ts'
import * as service from './service.ts'

export const learningRoutes = (app: App, deps: service.LearningDeps): void =>
  serve(app, 'Assistant', learningContract, {
    questionGroups: ({ params: { shopId }, query }) =>
      service.questionGroups(deps, shopId, query.show, query.offset),
    readNow: ({ params: { shopId } }) => service.readNow(deps, shopId),
    makeEntry: ({ params: { shopId, id }, body }, caller) =>
      service.makeEntry(deps, byOf(caller), shopId, id, body),
    makeWordings: ({ params: { shopId, id }, body }, caller) =>
      service.makeWordings(deps, byOf(caller), shopId, id, body),
    ignoreGroup: ({ params: { shopId, id }, body }, caller) =>
      service.ignoreGroup(deps, byOf(caller), shopId, id, body.why),
    restoreGroup: ({ params: { shopId, id } }, caller) =>
      service.restoreGroup(deps, byOf(caller), shopId, id),
    learningFigures: async ({ params: { shopId }, query }) => ({
      figures: await service.learningFigures(deps, shopId, query.days),
    }),
    recordUses: async ({ params: { shopId }, query }) => ({
      uses: await service.recordUses(deps, shopId, query),
    }),
    mendingList: ({ params: { shopId }, query }) => service.mendingList(deps, shopId, query.week),
  })
