import { useQueries, useQuery } from '@tanstack/react-query'
import i18next from 'i18next'
import { Refusal } from '../../../shared/refusal.ts'
import { client } from '../../../web/api.ts'
import { useCell } from '../../../web/cell.ts'
import { say, sayError, sayWrong } from '../../../web/parts/toast.tsx'
import { queries } from '../../../web/query.ts'
import { mayIn, me } from '../../shop/ui/session.ts'
import { type TaskMove, talkTasksContract, taskContract } from '../contract.ts'
import { moveRefusals } from '../domain/move.ts'
import type { Task } from '../domain/task.ts'

export const taskApi = client(taskContract)
export const talkTasksApi = client(talkTasksContract)

/** Everything of a shop's tasks, for what is to be asked anew after a change. */
export const TASKS = 'tasks'
/** News of tasks makes an answer old; without any it stays true, ms. */
const KEPT = 60_000

/** A buyer's wish is read from what they wrote: `last`, their last message, asks for it anew. */
export const useTalkTasks = (shopId: number, id: number, last: number, enabled = true) =>
  useQuery({
    queryKey: [TASKS, shopId, 'talk', id, last],
    queryFn: () => talkTasksApi.talkTasks({ params: { shopId, id } }),
    placeholderData: (before) => before,
    staleTime: KEPT,
    enabled,
  })
export type TalkTasks = Awaited<ReturnType<typeof talkTasksApi.talkTasks>>
export type TalkTask = TalkTasks['tasks'][number]

/** How many are mine in all my shops, and how many of those are late. */
export const useMyTasks = (): { mine: number; late: number } => {
  const shops = (useCell(me)?.shops ?? []).filter(({ role }) => role !== 'viewer')
  return useQueries({
    queries: shops.map(({ shop }) => ({
      queryKey: [TASKS, shop.id, 'count'],
      queryFn: async () =>
        (await taskApi.tasks({ params: { shopId: shop.id }, query: { view: 'mine' } })).counts,
      refetchInterval: KEPT,
    })),
    combine: (all) => ({
      mine: all.reduce((sum, one) => sum + (one.data?.mine ?? 0), 0),
      late: all.reduce((sum, one) => sum + (one.data?.mineLate ?? 0), 0),
    }),
  })
}

export const askTasksAnew = (shopId: number): Promise<void> =>
  queries.invalidateQueries({ queryKey: [TASKS, shopId] })

/** What of a `task` event screens need. */
export interface TaskNews {
  owner: number | null
  kind: Task['kind']
  what: string
}

/** Hears that tasks have changed: screens ask anew; whose time is running out is told. */
export const heardOfTask = (shopId: number, news: TaskNews): void => {
  if (mayIn(shopId, 'conversation.read')) void askTasksAnew(shopId)
  if (news.owner !== me.get()?.personId) return
  const { t } = i18next
  const kind = t(`task.kind.${news.kind}`)
  if (news.what === 'warned') say(t('task.warn.soon', { kind }))
  if (news.what === 'broken') sayWrong(t('task.warn.broken', { kind }))
}

/** Says why something about a task did not work. */
export const sayTaskError = (error: unknown): void => {
  const refused = error instanceof Refusal && error.code === 'task-refused' ? error.detail.why : null
  const why = moveRefusals.find((one) => one === refused)
  if (why) sayWrong(i18next.t(`task.refused.${why}`))
  else sayError(error)
}

/** Moves a task; null where the desk refused, which has been said then. */
export const moveTask = async (shopId: number, taskId: number, move: TaskMove): Promise<Task | null> => {
  try {
    const task = await taskApi.moveTask({ params: { shopId, taskId }, body: move })
    void askTasksAnew(shopId)
    return task
  } catch (error) {
    sayTaskError(error)
    return null
  }
}
