import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { guardContract } from './contract.ts'
import { leadContract } from './lead/contract.ts'
import { forgetLead, leads, revealLead, setLead } from './lead/service.ts'
import { exportReport, guardEvents, guardReport, markFalseAlarm } from './report.ts'
import { allowPhrase, changeWords, guardRules, setGuard, shopGuard, tryGuard } from './service.ts'
import { importWords } from './words-file.ts'

export const guardRoutes = (app: App, deps: SettingsDeps): void => {
  serve(app, 'Guard', guardContract, {
    guard: ({ params }) => shopGuard(deps, params.shopId),
    setGuard: ({ params, body }, caller) => setGuard(deps, byOf(caller), params.shopId, body),
    guardRules: async ({ params }) => ({ rules: await guardRules(deps, params.shopId) }),
    changeGuardWords: ({ params, body }, caller) => changeWords(deps, byOf(caller), params.shopId, body),
    importGuardWords: ({ params }, caller) => importWords(deps, byOf(caller), params.shopId, caller.raw),
    allowPhrase: ({ params, body }, caller) => allowPhrase(deps, byOf(caller), params.shopId, body.phrase),
    tryGuard: ({ params, body }) => tryGuard(deps, params.shopId, body),
    guardReport: ({ params, query }, caller) => guardReport(deps, caller, params.shopId, query),
    guardEvents: ({ params, query }, caller) => guardEvents(deps, caller, params.shopId, query),
    exportGuardReport: ({ params, query }, caller) => exportReport(deps, caller, params.shopId, query),
    markFalseAlarm: ({ params, body }, caller) =>
      markFalseAlarm(deps, caller, params.shopId, params.eventId, body.falseAlarm),
  })
  serve(app, 'Leads', leadContract, {
    leads: ({ params, query }, caller) => leads(deps, caller, params.shopId, query),
    setLead: ({ params, body }, caller) => setLead(deps, caller, params.shopId, params.leadId, body),
    revealLead: ({ params }, caller) => revealLead(deps, caller, params.shopId, params.leadId),
    forgetLead: ({ params }, caller) => forgetLead(deps, caller, params.shopId, params.leadId),
  })
}
