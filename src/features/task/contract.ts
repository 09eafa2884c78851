import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { DbId, inAddress, LongId, Moment } from '../../shared/ids.ts'
import { Said } from '../../shared/said.ts'
import { Card } from '../catalog/domain/shown-card.ts'
import { OrderId } from '../order/domain/order.ts'
import { ShopPath } from '../shop/contract.ts'
import { TaskSettings } from './domain/settings.ts'
import { CaseFacts, ChangeWanted, Task, TaskKind, TaskStep } from './domain/task.ts'

export const TaskBody = z
  .object({
    kind: TaskKind,
    orderId: OrderId.nullable(),
    conversationId: DbId.nullable(),
    words: z.string().trim().max(500),
    messageId: LongId.nullable().default(null),
    change: ChangeWanted.nullable().default(null),
    case: CaseFacts.nullable().default(null),
    owner: DbId.nullable().default(null),
    team: z.string().max(40).nullable().default(null),
    dueAt: Moment.nullable().default(null),
  })
  .meta({ id: 'TaskBody' })
export type TaskBody = z.infer<typeof TaskBody>

/** What people do to a task. */
export const TaskMove = z
  .discriminatedUnion('do', [
    z.object({ do: z.literal('take') }),
    z.object({ do: z.literal('give'), to: DbId.nullable(), team: z.string().max(40).nullable() }),
    /** The buyer has been asked in the chat to confirm. */
    z.object({ do: z.literal('ask'), messageId: LongId.nullable() }),
    /** The buyer's own message that says yes, or no. */
    z.object({ do: z.literal('confirm'), messageId: LongId.nullable(), yes: z.boolean() }),
    /** What is wanted was read or understood wrongly, or the buyer wants something else after all. */
    z.object({ do: z.literal('change'), change: ChangeWanted }),
    z.object({ do: z.literal('note'), text: z.string().trim().min(1).max(500) }),
    z.object({ do: z.literal('move-due'), dueAt: Moment, why: z.string().trim().min(1).max(200) }),
    z.object({
      do: z.literal('done'),
      why: z.string().trim().max(300).default(''),
      /** Whether it is wanted of the platform; false: somebody has done it there by hand. */
      order: z.boolean().optional(),
    }),
    z.object({ do: z.literal('impossible'), why: z.string().trim().min(1).max(300) }),
    z.object({ do: z.literal('withdraw'), why: z.string().trim().min(1).max(300) }),
  ])
  .meta({ id: 'TaskMove' })
export type TaskMove = z.infer<typeof TaskMove>

/** Of what was promised and due in a time: who kept it, and how late the rest was. */
export const KeptReport = z
  .object({
    from: z.number(),
    to: z.number(),
    people: z.array(
      z.object({
        /** Null: nobody had it. */
        personId: z.number().nullable(),
        kept: z.number(),
        broken: z.number(),
        /** Of the broken ones, those that are still open. */
        openLate: z.number(),
        medianMs: z.number().nullable(),
        worstMs: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'KeptReport' })
export type KeptReport = z.infer<typeof KeptReport>

export const taskContract = endpoints({
  tasks: {
    method: 'get',
    path: '/api/shops/{shopId}/tasks',
    params: ShopPath,
    query: z.object({
      view: z.enum(['open', 'mine', 'late', 'over', 'broken']).default('open'),
      kind: TaskKind.optional(),
      before: inAddress.id.optional(),
    }),
    gives: z.object({
      tasks: z.array(Task),
      more: z.boolean(),
      /** `mineLate`: of mine, those whose time is over. */
      counts: z.object({ open: z.number(), mine: z.number(), late: z.number(), mineLate: z.number() }),
    }),
    needs: 'conversation.read',
    says: 'What the shop owes buyers, soonest due first; `over`: what is done, the latest first; `broken`: what was not kept.',
  },
  taskSteps: {
    method: 'get',
    path: '/api/shops/{shopId}/tasks/{taskId}',
    params: ShopPath.extend({ taskId: inAddress.id }),
    gives: z.object({ task: Task, steps: z.array(TaskStep) }),
    needs: 'conversation.read',
    says: 'A task and what happened to it.',
  },
  orderTasks: {
    method: 'get',
    path: '/api/shops/{shopId}/orders/{orderId}/tasks',
    params: ShopPath.extend({ orderId: OrderId }),
    gives: z.object({ tasks: z.array(Task) }),
    needs: 'conversation.read',
    says: 'The tasks about an order, open ones first, fifty at most.',
  },
  keptTasks: {
    method: 'get',
    path: '/api/shops/{shopId}/tasks-kept',
    params: ShopPath,
    query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    gives: KeptReport,
    needs: 'conversation.read',
    says: 'Who kept what was promised and due in the last days, and how late the rest was.',
  },
  taskSettings: {
    method: 'get',
    path: '/api/shops/{shopId}/task-settings',
    params: ShopPath,
    gives: TaskSettings,
    needs: 'settings.read',
    says: 'How long each kind of task may take, when its owner is warned and whose it is first.',
  },
  setTaskSettings: {
    method: 'put',
    path: '/api/shops/{shopId}/task-settings',
    params: ShopPath,
    body: TaskSettings,
    gives: TaskSettings,
    needs: 'settings.edit',
    says: 'Changes the times of tasks. Tasks that are there keep theirs.',
  },
  addTask: {
    method: 'post',
    path: '/api/shops/{shopId}/tasks',
    params: ShopPath,
    body: TaskBody,
    gives: Task,
    needs: 'conversation.reply',
    says: 'Makes a task: a change to an order, a case after the sale, a promise, something to come back to.',
  },
  moveTask: {
    method: 'post',
    path: '/api/shops/{shopId}/tasks/{taskId}',
    params: ShopPath.extend({ taskId: inAddress.id }),
    body: TaskMove,
    gives: Task,
    needs: 'conversation.reply',
    says: 'Takes a task, gives it to somebody, asks the buyer, moves its time, or says what became of it.',
  },
})

/** A line of which the desk could not tell what is wanted, and what there is. */
export const ChangeChoice = z.object({
  line: z.string(),
  title: z.string(),
  options: z.array(
    z.object({ sku: z.string(), options: z.record(z.string(), z.string()), stock: z.number() }),
  ),
})
export type ChangeChoice = z.infer<typeof ChangeChoice>

/** What ordering the same again would be, before a wrong order is refunded. */
export const Reorder = z
  .object({
    /** In one sentence each: price, gifts, stock, and what it comes to. */
    says: z.array(
      z.object({ about: z.enum(['price', 'gift', 'stock', 'total']), holds: z.boolean(), says: Said }),
    ),
    paidFen: z.number().nullable(),
    nowFen: z.number().nullable(),
    /** What the buyer would pay more (or, below zero, less) than they paid. */
    differenceFen: z.number().nullable(),
    problems: z.array(Said),
  })
  .meta({ id: 'Reorder' })
export type Reorder = z.infer<typeof Reorder>

/** Of a conversation: in the hands of the desk. */
export const talkTasksContract = endpoints({
  talkTasks: {
    method: 'get',
    path: '/api/shops/{shopId}/conversations/{id}/tasks',
    params: ShopPath.extend({ id: inAddress.id }),
    gives: z.object({
      tasks: z.array(
        z.object({
          task: Task,
          /** Of a change that is open: the corrected order for the buyer to look over; null where it cannot be asked about. */
          card: Card.nullable(),
          /** Of one the buyer was asked about: what they wrote since, and whether it reads as a yes or a no. */
          answer: z
            .object({ messageId: z.number(), text: z.string(), reads: z.enum(['yes', 'no']).nullable() })
            .nullable(),
        }),
      ),
      /** A change the buyer seems to want, read from what they wrote; null where nothing was recognised. */
      wanted: z
        .object({
          orderId: z.string(),
          messageId: z.number(),
          change: ChangeWanted,
          /** The order has been shipped: nothing can be changed any more. */
          refused: z.enum(['shipped']).nullable(),
          choices: z.array(ChangeChoice),
          says: Said,
        })
        .nullable(),
    }),
    needs: 'conversation.read',
    says: 'What is open with the buyer of a conversation, and the change to an order they seem to ask for.',
  },
  refundDue: {
    method: 'get',
    path: '/api/shops/{shopId}/orders/{orderId}/refund-due',
    params: ShopPath.extend({ orderId: OrderId }),
    query: z.object({ lines: z.string().max(2000).default('') }),
    gives: z.object({
      /** What was paid for these lines, less what was given back for them before; null: not known. */
      dueFen: z.number().nullable(),
      lines: z.array(z.object({ line: z.string(), title: z.string(), fen: z.number().nullable() })),
      freightFen: z.number(),
      says: Said,
    }),
    needs: 'order.read',
    says: 'What a refund of lines of an order comes to: their share of what was paid. `lines`: ids with commas between; none for all.',
  },
  reorder: {
    method: 'get',
    path: '/api/shops/{shopId}/orders/{orderId}/reorder',
    params: ShopPath.extend({ orderId: OrderId }),
    query: z.object({ line: z.string().max(80).optional(), sku: z.string().max(80).optional() }),
    gives: Reorder,
    needs: 'order.read',
    says: 'Whether price, gifts and stock still hold when the buyer orders the same, or the right SKU, again.',
  },
})
