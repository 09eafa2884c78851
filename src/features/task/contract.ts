import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { DbId, inAddress, LongId, Moment } from '../../shared/ids.ts'
import { OrderId } from '../order/domain/order.ts'
import { ShopPath } from '../shop/contract.ts'
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
    z.object({ do: z.literal('done'), why: z.string().trim().max(300).default('') }),
    z.object({ do: z.literal('impossible'), why: z.string().trim().min(1).max(300) }),
    z.object({ do: z.literal('withdraw'), why: z.string().trim().min(1).max(300) }),
  ])
  .meta({ id: 'TaskMove' })
export type TaskMove = z.infer<typeof TaskMove>

export const taskContract = endpoints({
  tasks: {
    method: 'get',
    path: '/api/shops/{shopId}/tasks',
    params: ShopPath,
    query: z.object({
      view: z.enum(['open', 'mine', 'late', 'over']).default('open'),
      kind: TaskKind.optional(),
      before: inAddress.id.optional(),
    }),
    gives: z.object({
      tasks: z.array(Task),
      more: z.boolean(),
      counts: z.object({ open: z.number(), mine: z.number(), late: z.number() }),
    }),
    needs: 'conversation.read',
    says: 'What the shop owes buyers, soonest due first; `over`: what is done, the latest first.',
  },
  taskSteps: {
    method: 'get',
    path: '/api/shops/{shopId}/tasks/{taskId}',
    params: ShopPath.extend({ taskId: inAddress.id }),
    gives: z.object({ task: Task, steps: z.array(TaskStep) }),
    needs: 'conversation.read',
    says: 'A task and what happened to it.',
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

/** Of a conversation: in the hands of the desk. */
export const talkTasksContract = endpoints({
  talkTasks: {
    method: 'get',
    path: '/api/shops/{shopId}/conversations/{id}/tasks',
    params: ShopPath.extend({ id: inAddress.id }),
    gives: z.object({
      tasks: z.array(Task),
      /** A change the buyer seems to want, read from what they wrote; null where nothing was recognised. */
      wanted: z
        .object({ orderId: z.string(), change: ChangeWanted, messageId: z.number(), says: z.string() })
        .nullable(),
    }),
    needs: 'conversation.read',
    says: 'What is open with the buyer of a conversation, and the change to an order they seem to ask for.',
  },
})
