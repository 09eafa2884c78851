import type { Tx } from '../../platform/db/db.ts'
import { type App, serve } from '../../platform/http/serve.ts'
import { refuse } from '../../shared/refusal.ts'
import { DAY } from '../../shared/time.ts'
import { yuan } from '../../shared/yuan.ts'
import type { Message } from '../conversation/domain.ts'
import { conversationStore } from '../conversation/index.ts'
import type { Order } from '../order/domain/order.ts'
import { orderStore } from '../order/index.ts'
import type { Shelf } from '../pricing/domain/shelf.ts'
import type { Shelves } from '../pricing/live.ts'
import { type SettingsDeps, shopFacts } from '../shop/index.ts'
import { talkTasksContract } from '../task/contract.ts'
import { answerOf } from '../task/domain/answer.ts'
import { changeAsked } from '../task/domain/change/asked.ts'
import { canStill, unfinished } from '../task/domain/commands.ts'
import { correctedCard } from '../task/domain/corrected.ts'
import { caughtUp } from '../task/domain/due.ts'
import { shownTask } from '../task/domain/personal.ts'
import { refundDue } from '../task/domain/refund-due.ts'
import { reorderNow } from '../task/domain/reorder.ts'
import { isOver, type Task } from '../task/domain/task.ts'
import { taskStore } from '../task/index.ts'
import { ordersOfTalk } from './talk-orders.ts'

/** Messages read for a wish. */
const READ = 40
/** What was closed shows to the next agent for so long. */
const SHOWN = DAY
/** A wish that is older than this is no news any more: somebody has seen it. */
const WISH = 2 * DAY

interface Deps extends SettingsDeps {
  shelves: Pick<Shelves, 'of'>
}

/** The corrected order of a change that is open; null where the buyer cannot be asked about it. */
const cardOf = async (tx: Tx, shopId: number, task: Task, language: 'zh-CN' | 'en') => {
  if (isOver(task.state) || task.kind !== 'change' || !task.change || task.orderId === null) return null
  const order = (await orderStore.orderById(tx, shopId, task.orderId))?.order
  if (!order || unfinished(task.change) !== null || !canStill(task.change, order)) return null
  return correctedCard(order, task.change, language)
}

/** What the buyer wrote first since they were asked. */
const answerTo = (task: Task, messages: readonly Message[]) => {
  const { asked } = task
  if (task.state !== 'asking' || !asked) return null
  const since = messages.filter(
    ({ id, author, conversationId, sentAt }) =>
      author === 'buyer' &&
      conversationId === task.conversationId &&
      (asked.messageId === null ? sentAt >= asked.at : id > asked.messageId),
  )
  const reads = since.map((message) => ({ message, reads: answerOf(message.text) }))
  // Of several, the last that says yes or no; else the last.
  const told = reads.findLast((one) => one.reads !== null) ?? reads.at(-1)
  return told
    ? { messageId: told.message.id, text: told.message.text.slice(0, 200), reads: told.reads }
    : null
}

const wantedIn = async (
  tx: Tx,
  shopId: number,
  shelf: Shelf,
  messages: readonly Message[],
  orders: readonly Order[],
  tasks: readonly Task[],
  now: number,
) => {
  // Who made a change by hand has seen what was asked for until then.
  const seen = Math.max(...tasks.filter(({ kind }) => kind === 'change').map(({ createdAt }) => createdAt), 0)
  const recent = messages.filter(({ sentAt }) => sentAt >= now - WISH && sentAt > seen)
  const asked = changeAsked(recent, orders, shelf.products)
  if (!asked) return null
  // Somebody has made a task of it, or has seen to it: the buyer has said more since only if they wrote it.
  const made = await taskStore.messagesWithTask(tx, shopId, [asked.messageId], 'change')
  return made.has(asked.messageId) ? null : asked
}

const needOrder = async (tx: Tx, shopId: number, orderId: string): Promise<Order> => {
  const order = (await orderStore.orderById(tx, shopId, orderId))?.order
  if (!order) throw refuse('not-found', { orderId })
  return order
}

/** Tasks beside a conversation, and what is asked before money goes back. */
export const talkTasksRoutes = (app: App, deps: Deps): void => {
  const { db, clock, shelves } = deps
  serve(app, 'Tasks', talkTasksContract, {
    async talkTasks({ params: { shopId, id } }) {
      const shelf = await shelves.of(shopId)
      return db.tx({ shops: [shopId] }, async (tx) => {
        const now = clock.now()
        const conversation = await conversationStore.conversationById(tx, shopId, id)
        const shop = await shopFacts(tx, shopId)
        if (!conversation || !shop) throw refuse('not-found', { id })
        const messages = await conversationStore.messagesBefore(tx, shopId, id, null, READ)
        const found = await taskStore.tasksOfBuyer(tx, shopId, conversation.buyerId, now - SHOWN)
        const tasks = []
        for (const task of found)
          tasks.push({
            task: shownTask(caughtUp(task, now).task),
            card: await cardOf(tx, shopId, task, shop.locale),
            answer: answerTo(task, messages),
          })
        const wanted =
          conversation.status === 'closed'
            ? null
            : await wantedIn(tx, shopId, shelf, messages, await ordersOfTalk(tx, conversation), found, now)
        return { tasks, wanted }
      })
    },
    refundDue: ({ params: { shopId, orderId }, query }) =>
      db.tx({ shops: [shopId] }, async (tx) => {
        const order = await needOrder(tx, shopId, orderId)
        const due = refundDue(
          order,
          query.lines.split(',').filter((line) => line !== ''),
        )
        const { dueFen, freightFen } = due
        const says =
          dueFen === null
            ? {
                zh: '不知道这些商品实付多少，请到平台上核对。',
                en: 'What was paid for these lines is not known: check it on the platform.',
              }
            : {
                zh: `按分摊应退 ¥${yuan(dueFen)}${freightFen > 0 ? `（含运费 ¥${yuan(freightFen)}）` : ''}。`,
                en: `By their share ¥${yuan(dueFen)} is due${freightFen > 0 ? ` (¥${yuan(freightFen)} freight in it)` : ''}.`,
              }
        return { ...due, says }
      }),
    async reorder({ params: { shopId, orderId }, query }) {
      const shelf = await shelves.of(shopId)
      const order = await db.tx({ shops: [shopId] }, (tx) => needOrder(tx, shopId, orderId))
      const { line = null, sku = null } = query
      if (line !== null && !order.lines.some(({ id }) => id === line)) throw refuse('not-found', { line })
      return reorderNow(order, shelf, clock.now(), { line, sku })
    },
  })
}
