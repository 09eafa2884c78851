import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { channelContract } from './contract.ts'
import * as service from './service.ts'

export interface ChannelDeps extends SettingsDeps {
  /** Puts a message at the end of the outbox once more: the desk's work. */
  resend(shopId: number, messageId: number): Promise<void>
}

export const channelRoutes = (app: App, deps: ChannelDeps): void =>
  serve(app, 'Channels', channelContract, {
    channels: async ({ params }) => ({ channels: await service.channelsOf(deps, params.shopId) }),
    addChannel: ({ params, body }, caller) => service.addChannel(deps, byOf(caller), params.shopId, body),
    renewSecret: ({ params }, caller) =>
      service.renewSecret(deps, byOf(caller), params.shopId, params.channelId),
    setChannel: ({ params, body }, caller) =>
      service.setChannel(deps, byOf(caller), params.shopId, params.channelId, body),
    deadLetters: async ({ params }) => ({ letters: await service.deadLetters(deps, params.shopId) }),
    async sendAgain({ params }, caller) {
      const resend = (id: number) => deps.resend(params.shopId, id)
      await service.sendAgain({ ...deps, resend }, byOf(caller), params.shopId, params.messageId)
      return {}
    },
    async dismiss({ params }, caller) {
      await service.dismiss(deps, byOf(caller), params.shopId, params.messageId)
      return {}
    },
  })
