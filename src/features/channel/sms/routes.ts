import { type App, serve } from '../../../platform/http/serve.ts'
import { smsContract } from './contract.ts'
import {
  renewSmsKey,
  type SmsServiceDeps,
  setSms,
  smsMessages,
  smsOf,
  smsReplies,
  testSms,
} from './service.ts'

export const smsRoutes = (app: App, deps: SmsServiceDeps): void =>
  serve(app, 'Text messages', smsContract, {
    sms: ({ params }, caller) => smsOf(deps, caller, params.shopId),
    setSms: ({ params, body }, caller) => setSms(deps, caller, params.shopId, body),
    renewSmsKey: ({ params }, caller) => renewSmsKey(deps, caller, params.shopId),
    testSms: ({ params, body }, caller) => testSms(deps, caller, params.shopId, body),
    smsMessages: ({ params, query }) => smsMessages(deps, params.shopId, query.before ?? null),
    smsReplies: ({ params, query }) => smsReplies(deps, params.shopId, query.before ?? null),
  })
