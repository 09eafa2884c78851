import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { DbId, inAddress, Moment } from '../../../shared/ids.ts'
import { Fen } from '../../../shared/money.ts'
import { ShopPath } from '../../shop/contract.ts'
import { ErrandOutcome, SkipReason } from '../domain/errands.ts'
import { Reason } from '../domain/plan.ts'

export const ErrandChannel = z.enum(['chat', 'phone'])
export type ErrandChannel = z.infer<typeof ErrandChannel>

export const Errand = z
  .object({
    id: z.number(),
    /** The plan whose step it is; null where a supervisor assigned it. */
    planId: z.number().nullable(),
    subject: z.string(),
    channel: ErrandChannel,
    buyerKey: z.string(),
    buyerName: z.string(),
    orderId: z.string().nullable(),
    fen: z.number().nullable(),
    /** What is in the order, in few words. */
    goods: z.string(),
    /** When the order is cancelled where nobody pays. */
    payBy: z.number().nullable(),
    reason: Reason,
    owner: z.number().nullable(),
    /** What to say: the message, or the script of a call. */
    words: z.string(),
    /** Where to say it; null where the buyer has not written yet. */
    conversationId: z.number().nullable(),
    /** The number, masked; null where none is known. */
    phone: z.string().nullable(),
    madeAt: z.number(),
    dueAt: z.number().nullable(),
    outcome: ErrandOutcome.nullable(),
    note: z.string(),
    doneAt: z.number().nullable(),
    /** Whether one may do it, and see the number. */
    mine: z.boolean(),
  })
  .meta({ id: 'Errand' })
export type Errand = z.infer<typeof Errand>

/** Which unpaid orders are given out. */
export const ErrandFilter = z.object({
  channel: ErrandChannel,
  /** Made in this time. */
  from: Moment,
  to: Moment,
  leastFen: Fen.nullable(),
  mostFen: Fen.nullable(),
  /** With any of these products; empty: all. */
  products: z.array(z.string().max(80)).max(200),
  /** At most so many, the dearest first. */
  most: z.number().int().min(1).max(500),
})
export type ErrandFilter = z.infer<typeof ErrandFilter>

const base = '/api/shops/{shopId}/recovery/errands'
const ErrandPath = ShopPath.extend({ errandId: inAddress.id })

export const errandContract = endpoints({
  errands: {
    method: 'get',
    path: base,
    params: ShopPath,
    query: z.object({
      /** `me`, `nobody`, a person’s number; left out: everybody’s. */
      owner: z.union([z.enum(['me', 'nobody']), inAddress.id]).optional(),
      channel: ErrandChannel.optional(),
      state: z.enum(['open', 'done']).default('open'),
      /** How many were shown already. */
      skip: inAddress.id.optional(),
    }),
    gives: z.object({ errands: z.array(Errand), more: z.boolean() }),
    needs: 'recovery.read',
    says: 'Reminders by hand and calls: open ones by when they are due, done ones the latest first, a hundred at a time.',
  },
  errandLoads: {
    method: 'get',
    path: `${base}/loads`,
    params: ShopPath,
    gives: z.object({
      people: z.array(
        z.object({ personId: z.number(), onDuty: z.boolean(), open: z.number(), doneToday: z.number() }),
      ),
      nobody: z.number(),
    }),
    needs: 'recovery.read',
    says: 'How many of them everybody has open, and did today.',
  },
  assignErrands: {
    method: 'post',
    path: `${base}/assign`,
    params: ShopPath,
    body: z.object({
      filter: ErrandFilter,
      /** Who gets them, fairly; empty: whoever is on duty. */
      people: z.array(DbId).max(200),
      /** With {buyer} {product} {order} {amount} {left}. */
      words: z.string().trim().min(1).max(1000),
      dueAt: Moment.nullable(),
      /** Only says what would be given out. */
      dry: z.boolean(),
    }),
    gives: z.object({
      found: z.number(),
      given: z.array(z.object({ personId: z.number().nullable(), count: z.number() })),
      skipped: z.array(z.object({ why: SkipReason, count: z.number() })),
    }),
    needs: 'recovery.edit',
    says: 'Gives unpaid orders to people to be reminded by hand. Nobody who is or was reminded by a plan today.',
  },
  setErrandOwner: {
    method: 'post',
    path: `${base}/{errandId}/owner`,
    params: ErrandPath,
    body: z.object({ owner: DbId.nullable() }),
    gives: Errand,
    needs: 'conversation.reply',
    says: 'Takes one that nobody has, or gives one’s own back; who leads the shop gives any to anybody.',
  },
  settleErrand: {
    method: 'post',
    path: `${base}/{errandId}`,
    params: ErrandPath,
    body: z.object({
      outcome: ErrandOutcome,
      note: z.string().trim().max(300).default(''),
      /** The buyer wants no more of these: kept for ever. */
      noMore: z.boolean().default(false),
    }),
    gives: Errand,
    needs: 'conversation.reply',
    says: 'How it ended.',
  },
  revealErrand: {
    method: 'post',
    path: `${base}/{errandId}/number`,
    params: ErrandPath,
    gives: z.object({ number: z.string() }),
    needs: 'order.reveal',
    says: 'The number to call, which the audit tells; to who has the errand and who leads the shop.',
  },
})
