import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { inAddress } from '../../shared/ids.ts'
import { ShopPath } from '../shop/contract.ts'
import { ChannelView, DeadLetter, Site } from './domain.ts'

const ChannelPath = ShopPath.extend({ channelId: inAddress.id })
const LetterPath = ShopPath.extend({ messageId: inAddress.longId })

export const channelContract = endpoints({
  channels: {
    method: 'get',
    path: '/api/shops/{shopId}/channels',
    params: ShopPath,
    gives: z.object({ channels: z.array(ChannelView) }),
    needs: 'settings.read',
    says: 'The shop’s connections and how far each has taken the outbox.',
  },
  addChannel: {
    method: 'post',
    path: '/api/shops/{shopId}/channels',
    params: ShopPath,
    body: z.object({ kind: z.enum(['web-chat', 'bridge']), name: z.string().trim().min(1).max(60) }),
    gives: ChannelView.extend({ secret: z.string() }),
    needs: 'channel.edit',
    says: 'Opens a connection. Its secret is shown in this answer and by renewing it, never again.',
  },
  renewSecret: {
    method: 'post',
    path: '/api/shops/{shopId}/channels/{channelId}/secret',
    params: ChannelPath,
    gives: z.object({ secret: z.string() }),
    needs: 'channel.edit',
    says: 'Replaces the secret; the old one stops working at once.',
  },
  setChannel: {
    method: 'put',
    path: '/api/shops/{shopId}/channels/{channelId}',
    params: ChannelPath,
    body: z.object({
      name: z.string().trim().min(1).max(60),
      disabled: z.boolean(),
      sites: z.array(Site).max(50).default([]),
    }),
    gives: ChannelView,
    needs: 'channel.edit',
    says: 'Renames, disables or enables a connection, and names the sites that may carry its chat.',
  },
  deadLetters: {
    method: 'get',
    path: '/api/shops/{shopId}/dead-letters',
    params: ShopPath,
    gives: z.object({ letters: z.array(DeadLetter) }),
    needs: 'conversation.read',
    says: 'Messages that could not be delivered and that nobody has settled, newest first, at most 200.',
  },
  sendAgain: {
    method: 'post',
    path: '/api/shops/{shopId}/dead-letters/{messageId}/send-again',
    params: LetterPath,
    gives: z.object({}),
    needs: 'conversation.reply',
    says: 'Puts the message at the end of the outbox as a new one and settles the letter.',
  },
  dismiss: {
    method: 'post',
    path: '/api/shops/{shopId}/dead-letters/{messageId}/dismiss',
    params: LetterPath,
    gives: z.object({}),
    needs: 'conversation.reply',
    says: 'Settles the letter without sending.',
  },
})
