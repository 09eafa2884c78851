import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { inAddress } from '../../shared/ids.ts'
import { Fen } from '../../shared/money.ts'
import { Said } from '../../shared/said.ts'
import { Bargain } from '../conversation/domain.ts'
import { ShopPath } from '../shop/contract.ts'
import { BargainingGift, BargainingPolicy, PolicyPhase } from './domain/policy.ts'

export const Concession = z
  .object({
    id: z.number(),
    conversationId: z.number(),
    buyerName: z.string(),
    personId: z.number(),
    fen: z.number().nullable(),
    gift: Said.nullable(),
    worthFen: z.number(),
    basketFen: z.number().nullable(),
    phase: z.string(),
    givenAt: z.number(),
    until: z.number(),
    /** `lapsed`: not paid in time, and back in the budget. */
    state: z.enum(['open', 'paid', 'withdrawn', 'lapsed']),
  })
  .meta({ id: 'Concession' })
export type Concession = z.infer<typeof Concession>

export const Budget = z.object({
  fen: z.number(),
  spentFen: z.number(),
  heldFen: z.number(),
  leftFen: z.number(),
})
export type Budget = z.infer<typeof Budget>

/** What comes next with a buyer who bargains. */
export const BargainingMove = z
  .object({
    bargain: Bargain,
    phase: PolicyPhase,
    basketFen: z.number().nullable(),
    move: z.discriminatedUnion('do', [
      z.object({ do: z.literal('value'), n: z.number(), says: Said }),
      z.object({ do: z.literal('give'), mostFen: z.number(), gifts: z.array(BargainingGift) }),
      z.object({
        do: z.literal('refuse'),
        why: z.enum(['phase', 'given-before', 'basket', 'budget', 'authority', 'nothing']),
        says: Said,
      }),
      z.object({ do: z.literal('stands'), says: Said }),
    ]),
  })
  .meta({ id: 'BargainingMove' })
export type BargainingMove = z.infer<typeof BargainingMove>

const TalkPath = ShopPath.extend({ id: inAddress.id })

export const bargainingContract = endpoints({
  bargaining: {
    method: 'get',
    path: '/api/shops/{shopId}/bargaining',
    params: ShopPath,
    gives: z.object({ policy: BargainingPolicy, budget: Budget }),
    needs: 'settings.read',
    says: 'How the shop meets buyers who bargain, and what its budget has left.',
  },
  setBargaining: {
    method: 'put',
    path: '/api/shops/{shopId}/bargaining',
    params: ShopPath,
    body: BargainingPolicy,
    gives: z.object({ policy: BargainingPolicy, budget: Budget }),
    needs: 'settings.edit',
    says: 'Changes how the shop meets buyers who bargain.',
  },
  concessions: {
    method: 'get',
    path: '/api/shops/{shopId}/concessions',
    params: ShopPath,
    query: z.object({ before: inAddress.moment.optional() }),
    gives: z.object({ concessions: z.array(Concession), more: z.boolean() }),
    needs: 'conversation.reply',
    says: 'What was given to buyers who bargained, the latest first, a hundred at a time.',
  },
  settleConcession: {
    method: 'post',
    path: '/api/shops/{shopId}/concessions/{concessionId}',
    params: ShopPath.extend({ concessionId: inAddress.id }),
    body: z.object({ state: z.enum(['paid', 'withdrawn']) }),
    gives: Concession,
    needs: 'conversation.reply',
    says: 'Says that an order with a concession was paid in time, or takes the concession back.',
  },
})

/** Of a conversation: in the hands of the desk, through which everything goes that happens to one. */
export const concedingContract = endpoints({
  bargainingMove: {
    method: 'get',
    path: '/api/shops/{shopId}/conversations/{id}/bargaining',
    params: TalkPath,
    gives: z.object({ next: BargainingMove.nullable() }),
    needs: 'conversation.reply',
    says: 'What to do next about a buyer who bargains; null where nobody does, or the shop leaves it to people.',
  },
  concede: {
    method: 'post',
    path: '/api/shops/{shopId}/conversations/{id}/concessions',
    params: TalkPath,
    body: z.union([z.object({ fen: Fen.min(1) }), z.object({ gift: z.string().max(40) })]),
    gives: z.object({ concession: Concession, says: Said }),
    needs: 'conversation.reply',
    says: 'Gives money off or a gift, within policy, budget and one’s authority; gives the words to say it with.',
  },
})
