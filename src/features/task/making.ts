import type { Tx } from '../../platform/db/db.ts'
import type { Logged } from '../../platform/events/hub.ts'
import { append } from '../../platform/events/log.ts'
import type { Instant } from '../../shared/time.ts'
import type { Task, TaskStep } from './domain/task.ts'
import * as store from './store.ts'

/** What a `task` event tells: enough to know whom it concerns, nothing of what it is about. */
export interface TaskNews {
  shopId: number
  taskId: number
  buyerId: number | null
  conversationId: number | null
  kind: Task['kind']
  state: Task['state']
  owner: number | null
  team: string | null
  dueAt: Instant | null
  what: TaskStep['what']
  /** Who did it; null: the desk itself. */
  by: number | null
}

export const newsOf = (
  shopId: number,
  { id: taskId, buyerId, conversationId, kind, state, owner, team, dueAt }: Task,
  { what, personId }: Pick<TaskStep, 'what' | 'personId'>,
): { kind: string; data: TaskNews } => ({
  kind: 'task',
  data: { shopId, taskId, buyerId, conversationId, kind, state, owner, team, dueAt, what, by: personId },
})

/**
 * Makes a task in a transaction whose shop's turn is taken, with its first step and its event; null where its message has made
 * one of its kind before. Publish `logged` after the commit.
 */
export const makeTask = async (
  tx: Tx,
  shopId: number,
  fresh: store.NewTask,
  now: Instant,
): Promise<{ task: Task; logged: Logged[] } | null> => {
  const task = await store.addTask(tx, shopId, fresh)
  if (!task) return null
  const step: TaskStep = { at: now, personId: fresh.createdBy, what: 'made', detail: {} }
  await store.addSteps(tx, shopId, task.id, [step])
  return { task, logged: await append(tx, shopId, [newsOf(shopId, task, step)], now) }
}
