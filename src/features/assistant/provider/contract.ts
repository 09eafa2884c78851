import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { MESSAGE_LIMIT } from '../../../shared/text.ts'
import { ShopPath } from '../../shop/contract.ts'
import { ProviderKey, ProviderSettings } from '../domain/provider.ts'

const base = '/api/shops/{shopId}/assistant'

const Shown = ProviderSettings.extend({
  /** Whether a key is kept. What it is, nobody is told. */
  keyKept: z.boolean(),
  state: z.enum(['closed', 'open', 'half-open']),
  restsUntil: z.number().nullable(),
  calls: z.number(),
  failed: z.number(),
  ignored: z.number(),
}).meta({ id: 'Provider' })

const Why = z.enum([
  'used',
  'off',
  'open',
  'timeout',
  'refused',
  'status',
  'nonsense',
  'unfounded',
  'nothing',
])

export const providerContract = endpoints({
  provider: {
    method: 'get',
    path: `${base}/provider`,
    params: ShopPath,
    gives: Shown,
    needs: 'settings.read',
    says: 'The outside model, without its key, and how it has been answering this process.',
  },
  setProvider: {
    method: 'put',
    path: `${base}/provider`,
    params: ShopPath,
    body: ProviderSettings.extend({ key: ProviderKey }),
    gives: Shown,
    needs: 'settings.edit',
    says: 'Sets it. `key`: a new one; null forgets it; left out, it stays.',
  },
  testProvider: {
    method: 'post',
    path: `${base}/provider-test`,
    params: ShopPath,
    gives: z.object({
      ok: z.boolean(),
      ms: z.number(),
      why: Why.nullable(),
      detail: z.number().nullable(),
    }),
    needs: 'settings.edit',
    says: 'Calls what is switched on, once, with a question of our own.',
  },
  draftReply: {
    method: 'post',
    path: `${base}/draft`,
    params: ShopPath,
    body: z.object({
      text: z.string().max(MESSAGE_LIMIT),
      before: z.string().max(MESSAGE_LIMIT).nullable().default(null),
      item: z.string().max(100).nullable().default(null),
      phase: z.string().max(40).nullable().default(null),
    }),
    gives: z.object({
      draft: z
        .object({ text: z.string(), sources: z.array(z.object({ source: z.string(), id: z.string() })) })
        .nullable(),
      outcome: Why,
    }),
    needs: 'conversation.reply',
    says: 'A reply to look at and edit, made by the outside model from the shop’s own answers alone; null without one.',
  },
})
