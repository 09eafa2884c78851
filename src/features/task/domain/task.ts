import { z } from 'zod'
import { Fen } from '../../../shared/money.ts'
import { Address } from '../../order/domain/order.ts'
import { PromisedWhat } from './promise/found.ts'

/** What somebody of the shop owes a buyer: a change to an order (改单), a case after the sale (售后), a promise made in
 * words (承诺), something to come back to (跟进). */
export const taskKinds = [
  'change',
  'refund',
  'return',
  'exchange',
  'missing',
  'damaged',
  'dispute',
  'promise',
  'follow-up',
] as const
export const TaskKind = z.enum(taskKinds)
export type TaskKind = z.infer<typeof TaskKind>

/** `asking`: the buyer has been asked to confirm. */
export const TaskState = z.enum(['open', 'asking', 'done', 'impossible', 'withdrawn'])
export type TaskState = z.infer<typeof TaskState>
export const isOver = (state: TaskState): boolean => state !== 'open' && state !== 'asking'

/** What a change of an order wants: SKUs of lines, parts of the address, a remark. */
export const ChangeWanted = z.object({
  lines: z
    .array(
      z.object({
        line: z.string().max(80),
        /** As it was ordered, and as it is wanted; the SKU where the product's card has it. */
        from: z.record(z.string(), z.string()),
        to: z.record(z.string(), z.string()),
        sku: z.string().max(80).nullable(),
      }),
    )
    .max(20),
  address: Address.partial().nullable(),
  remark: z.string().trim().max(500).nullable(),
})
export type ChangeWanted = z.infer<typeof ChangeWanted>

/** What a case after the sale is about. */
export const CaseFacts = z.object({
  /** Lines concerned; empty for the whole order. */
  lines: z.array(z.string().max(80)).max(50),
  fen: Fen.nullable(),
  reason: z.string().trim().max(300),
  /** Pictures the buyer sent, by their names below /files. */
  pictures: z.array(z.string().regex(/^[1-9]\d{0,9}\/[\w-]{1,64}$/)).max(20),
})
export type CaseFacts = z.infer<typeof CaseFacts>

export const Task = z
  .object({
    id: z.number(),
    kind: TaskKind,
    state: TaskState,
    orderId: z.string().nullable(),
    conversationId: z.number().nullable(),
    buyerId: z.number().nullable(),
    buyerName: z.string(),
    /** A person, or null for whoever of the team takes it. */
    owner: z.number().nullable(),
    team: z.string().nullable(),
    /** In the words of who made it; of a promise, what was promised. */
    words: z.string(),
    /** The message that made the promise. */
    messageId: z.number().nullable(),
    change: ChangeWanted.nullable(),
    case: CaseFacts.nullable(),
    /** Of a promise: what was promised, where the desk read it from the message. */
    promised: PromisedWhat.nullable(),
    /** When the buyer was last asked to confirm, and the message that asked. */
    asked: z.object({ at: z.number(), messageId: z.number().nullable() }).nullable(),
    /** What the buyer said yes in; null: they have not, or what they said yes to has changed. */
    confirmed: z.object({ at: z.number(), messageId: z.number().nullable() }).nullable(),
    createdBy: z.number().nullable(),
    createdAt: z.number(),
    /** When it has to be done; null: without a clock. */
    dueAt: z.number().nullable(),
    /** When its owner is warned, at the latest. */
    warnAt: z.number().nullable(),
    warned: z.boolean(),
    /** It was not done in time; stays so when it is done later. */
    broken: z.boolean(),
    /** The time that was not kept. */
    brokenAt: z.number().nullable(),
    closedAt: z.number().nullable(),
    why: z.string().nullable(),
  })
  .meta({ id: 'Task' })
export type Task = z.infer<typeof Task>

/** Cases after the sale; of those, the ones about money. */
export const caseKinds: readonly TaskKind[] = [
  'refund',
  'return',
  'exchange',
  'missing',
  'damaged',
  'dispute',
]
export const asksMoney = ({ kind, case: facts }: Pick<Task, 'kind' | 'case'>): boolean =>
  kind === 'refund' || kind === 'return' || (caseKinds.includes(kind) && (facts?.fen ?? 0) > 0)

/** One thing that happened to a task. */
export const TaskStep = z.object({
  at: z.number(),
  personId: z.number().nullable(),
  what: z.enum([
    'made',
    'taken',
    'given',
    'asked',
    'confirmed',
    'declined',
    'changed',
    'due-moved',
    'noted',
    'done',
    'impossible',
    'withdrawn',
    'warned',
    'broken',
  ]),
  detail: z.record(z.string(), z.unknown()),
})
export type TaskStep = z.infer<typeof TaskStep>
