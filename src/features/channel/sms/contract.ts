import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { inAddress } from '../../../shared/ids.ts'
import { ShopPath } from '../../shop/contract.ts'
import { SmsSecret, SmsSettings } from './domain/settings.ts'
import { SmsKind, SmsProviderCode } from './domain/template.ts'

const base = '/api/shops/{shopId}/sms'

export const ShownSms = SmsSettings.extend({
  /** Whether a secret is kept. What it is, nobody is told. */
  secretKept: z.boolean(),
  /** Where providers report: `/sms/<key>/report`. Who may change nothing is not told. */
  key: z.string().nullable(),
}).meta({ id: 'Sms' })
export type ShownSms = z.infer<typeof ShownSms>

export const SmsMessageView = z
  .object({
    id: z.number(),
    masked: z.string(),
    provider: SmsProviderCode,
    template: z.string(),
    kind: SmsKind,
    parts: z.number(),
    costLi: z.number(),
    madeAt: z.number(),
    state: z.enum(['sending', 'sent', 'delivered', 'failed', 'uncertain']),
    error: z.string().nullable(),
    test: z.boolean(),
  })
  .meta({ id: 'SmsMessage' })
export type SmsMessageView = z.infer<typeof SmsMessageView>

export const SmsReplyView = z
  .object({
    id: z.number(),
    masked: z.string(),
    text: z.string(),
    stop: z.boolean(),
    conversationId: z.number().nullable(),
    at: z.number(),
  })
  .meta({ id: 'SmsReply' })
export type SmsReplyView = z.infer<typeof SmsReplyView>

const Sent = z.object({
  state: z.enum(['sent', 'failed', 'uncertain']),
  /** A fault and the provider’s code: `balance (isv.AMOUNT_NOT_ENOUGH)`. */
  why: z.string().nullable(),
  costLi: z.number(),
})

export const smsContract = endpoints({
  sms: {
    method: 'get',
    path: base,
    params: ShopPath,
    gives: ShownSms,
    needs: 'settings.read',
    says: 'How text messages are sent, without the secret.',
  },
  setSms: {
    method: 'put',
    path: base,
    params: ShopPath,
    body: SmsSettings.extend({ secret: SmsSecret }),
    gives: ShownSms,
    needs: 'settings.edit',
    says: 'Sets it. `secret`: a new one; null forgets it; left out, it stays.',
  },
  renewSmsKey: {
    method: 'post',
    path: `${base}/key`,
    params: ShopPath,
    gives: z.object({ key: z.string() }),
    needs: 'settings.edit',
    says: 'A new address for the providers’ callbacks; the old one is dead at once.',
  },
  testSms: {
    method: 'post',
    path: `${base}/test`,
    params: ShopPath,
    body: z.object({
      to: z.string().trim().min(1).max(40),
      template: z.string().min(1).max(60),
      params: z.record(z.string().max(40), z.string().max(100)),
    }),
    gives: Sent,
    needs: 'settings.edit',
    says: 'Sends one message of a template to a number. It costs what one costs.',
  },
  smsMessages: {
    method: 'get',
    path: `${base}/messages`,
    params: ShopPath,
    query: z.object({ before: inAddress.longId.optional() }),
    gives: z.object({ messages: z.array(SmsMessageView), more: z.boolean() }),
    needs: 'recovery.read',
    says: 'Text messages that were sent, numbers masked, the latest first, a hundred at a time.',
  },
  smsReplies: {
    method: 'get',
    path: `${base}/replies`,
    params: ShopPath,
    query: z.object({ before: inAddress.longId.optional() }),
    gives: z.object({ replies: z.array(SmsReplyView), more: z.boolean() }),
    needs: 'conversation.read',
    says: 'What people replied to text messages, the latest first, a hundred at a time.',
  },
})
