import { record } from '../../platform/auth/audit.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Logged } from '../../platform/events/hub.ts'
import { append, lockShop } from '../../platform/events/log.ts'
import type { Caller } from '../../platform/http/serve.ts'
import { type Actor, may } from '../../shared/access.ts'
import { refuse } from '../../shared/refusal.ts'
import { storable } from '../../shared/text.ts'
import { DAY } from '../../shared/time.ts'
import { conversationStore } from '../conversation/index.ts'
import type { Order } from '../order/domain/order.ts'
import { orderStore, wantIn } from '../order/index.ts'
import {
  type By,
  byOf,
  changeSettings,
  differences,
  memberOf,
  type SettingsDeps,
  saveSettings,
  teamsOf,
} from '../shop/index.ts'
import type { KeptReport, TaskBody, TaskMove } from './contract.ts'
import { canStill } from './domain/commands.ts'
import { caughtUp, clockOf } from './domain/due.ts'
import { decideMove } from './domain/move.ts'
import { shownTask, withKept } from './domain/personal.ts'
import { leftToGiveBack } from './domain/refund-due.ts'
import type { TaskSettings } from './domain/settings.ts'
import type { Task, TaskStep } from './domain/task.ts'
import { loadTaskSettings } from './load.ts'
import { makeTask, newsOf } from './making.ts'
import * as store from './store.ts'

const PAGE = 100

const whoseOf = async (tx: Tx, shopId: number, { personId }: Actor): Promise<store.Whose> => ({
  personId,
  teams: (await memberOf(tx, shopId, personId))?.teams ?? [],
})

export const tasks = (
  deps: SettingsDeps,
  { actor }: Caller,
  shopId: number,
  asked: {
    view: 'open' | 'mine' | 'late' | 'over' | 'broken'
    kind?: Task['kind'] | undefined
    before?: number | undefined
  },
): Promise<{ tasks: Task[]; more: boolean; counts: store.Counts }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const now = deps.clock.now()
    const whose = await whoseOf(tx, shopId, actor)
    const { view, kind = null, before = null } = asked
    const limit = PAGE + 1
    const found =
      view === 'over' || view === 'broken'
        ? await store.pastTasks(tx, shopId, { view, kind, before, limit })
        : await store.openTasks(tx, shopId, { view, kind, whose, limit }, now)
    return {
      tasks: found.slice(0, PAGE).map((task) => shownTask(caughtUp(task, now).task)),
      more: found.length > PAGE,
      counts: await store.countTasks(tx, shopId, whose, now),
    }
  })

export const orderTasks = (deps: SettingsDeps, shopId: number, orderId: string): Promise<{ tasks: Task[] }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const now = deps.clock.now()
    if (!(await orderStore.orderById(tx, shopId, orderId))) throw refuse('not-found', { orderId })
    const found = await store.tasksOfOrder(tx, shopId, orderId)
    return { tasks: found.map((task) => shownTask(caughtUp(task, now).task)) }
  })

const needTask = (task: Task | undefined, taskId: number): Task => {
  if (!task) throw refuse('not-found', { taskId })
  return task
}

export const taskSteps = (
  deps: SettingsDeps,
  shopId: number,
  taskId: number,
): Promise<{ task: Task; steps: TaskStep[] }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const task = needTask(await store.taskById(tx, shopId, taskId), taskId)
    const steps = await store.stepsOf(tx, shopId, taskId)
    return {
      task: shownTask(caughtUp(task, deps.clock.now()).task),
      // A change in a step has the address that the task shows masked.
      steps: steps.map((step) => (step.what === 'changed' ? { ...step, detail: {} } : step)),
    }
  })

const needMember = async (tx: Tx, shopId: number, personId: number | null): Promise<void> => {
  if (personId !== null && !(await memberOf(tx, shopId, personId))) throw refuse('not-a-member', { personId })
}
const needTeam = async (tx: Tx, shopId: number, team: string | null): Promise<void> => {
  if (team !== null && !(await teamsOf(tx, shopId)).some(({ code }) => code === team))
    throw refuse('not-found', { team })
}

/** Whose task it is: the buyer of the conversation, else of the order. */
const buyerFor = async (
  tx: Tx,
  shopId: number,
  { conversationId }: Pick<TaskBody, 'conversationId'>,
  order: Order | null,
): Promise<Pick<Task, 'buyerId' | 'buyerName'>> => {
  if (conversationId === null) return { buyerId: null, buyerName: order?.buyer?.name ?? '' }
  const conversation = await conversationStore.conversationById(tx, shopId, conversationId)
  if (!conversation) throw refuse('not-found', { conversationId })
  return { buyerId: conversation.buyerId, buyerName: conversation.buyerName }
}

const needMessage = async (
  tx: Tx,
  shopId: number,
  { messageId, conversationId }: Pick<TaskBody, 'messageId' | 'conversationId'>,
): Promise<void> => {
  if (messageId === null) return
  const message = await conversationStore.messageById(tx, shopId, messageId)
  if (!message || message.conversationId !== conversationId) throw refuse('not-found', { messageId })
}

const orderOf = async (tx: Tx, shopId: number, orderId: string | null): Promise<Order | null> =>
  orderId === null ? null : ((await orderStore.orderById(tx, shopId, orderId))?.order ?? null)

/** Refuses a change to an order that is not known, or that has been shipped. */
const mayChange = ({ kind, change }: TaskBody, order: Order | null): void => {
  if (kind !== 'change') return
  if (!order) throw refuse('task-refused', { why: 'no-order' })
  if (!change) throw refuse('task-refused', { why: 'unfinished' })
  if (!canStill(change, order)) throw refuse('task-refused', { why: 'shipped' })
}

/** Refuses a refund of more than there is to give back. What is paid for damage or in a dispute may be more. */
const mayGiveBack = ({ kind, case: facts }: TaskBody, order: Order | null): void => {
  if (!order || (kind !== 'refund' && kind !== 'return')) return
  const most = leftToGiveBack(order)
  if ((facts?.fen ?? 0) > most) throw refuse('task-refused', { why: 'too-much', mostFen: most })
}

/** Makes a task. Of a message that has made one of its kind before, gives that one. Refuses `not-found`, `not-a-member`,
 * `in-the-past`, `task-refused`. */
export const addTask = async (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  body: TaskBody,
): Promise<Task> => {
  const now = deps.clock.now()
  const { personId } = caller.actor
  if (body.dueAt !== null && body.dueAt <= now) throw refuse('in-the-past', { dueAt: body.dueAt })
  const { task, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const order = await orderOf(tx, shopId, body.orderId)
    mayChange(body, order)
    mayGiveBack(body, order)
    const buyer = await buyerFor(tx, shopId, body, order)
    await needMessage(tx, shopId, body)
    await needMember(tx, shopId, body.owner)
    await needTeam(tx, shopId, body.team)
    const clock = clockOf(await loadTaskSettings(tx, shopId), body.kind, now, body.dueAt)
    const made = await makeTask(
      tx,
      shopId,
      {
        ...{ kind: body.kind, orderId: body.orderId, conversationId: body.conversationId, ...buyer },
        // What one promises is one's own to keep.
        owner: body.owner ?? (body.kind === 'promise' || body.kind === 'follow-up' ? personId : null),
        ...{ team: body.team ?? clock.team, dueAt: clock.dueAt, warnAt: clock.warnAt },
        ...{ words: storable(body.words), messageId: body.messageId, promised: null },
        ...{ change: body.change, case: body.case, createdBy: personId, createdAt: now },
      },
      now,
    )
    if (!made) {
      const known =
        body.messageId === null ? undefined : await store.taskOfMessage(tx, shopId, body.messageId, body.kind)
      return { task: needTask(known, 0), logged: [] as Logged[] }
    }
    const { id: taskId, kind, orderId, conversationId, dueAt, owner } = made.task
    const detail = { taskId, kind, orderId, conversationId, owner, dueAt }
    await record(tx, { shopId, ...byOf(caller), what: 'task.made', detail }, now)
    return made
  })
  deps.hub.publish(logged)
  return shownTask(task)
}

/** Whether a message is the buyer's own, in the task's conversation, and not older than the asking. */
const isBuyers = async (tx: Tx, shopId: number, task: Task, messageId: number | null): Promise<boolean> => {
  if (task.conversationId === null) return true
  if (messageId === null) return false
  const message = await conversationStore.messageById(tx, shopId, messageId)
  if (message?.author !== 'buyer' || message.conversationId !== task.conversationId) return false
  return task.asked === null || task.asked.messageId === null
    ? message.sentAt >= (task.asked?.at ?? 0)
    : messageId > task.asked.messageId
}

/** What the audit tells of a move: never what the buyer wrote or where they live. */
const auditOf = (move: TaskMove): Record<string, unknown> => {
  switch (move.do) {
    case 'give':
      return { to: move.to, team: move.team }
    case 'confirm':
      return { yes: move.yes }
    case 'move-due':
      return { dueAt: move.dueAt, why: move.why }
    case 'done':
    case 'impossible':
    case 'withdraw':
      return { why: move.why }
    default:
      return {}
  }
}

const cleaned = (move: TaskMove): TaskMove => {
  if (move.do === 'note') return { ...move, text: storable(move.text) }
  return 'why' in move ? { ...move, why: storable(move.why) } : move
}

/** Moves a task: what is decided is `decideMove`'s. A change that is done wants its commands in the same transaction. Refuses
 * `task-refused` with why. */
export const moveTask = async (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  taskId: number,
  asked: TaskMove,
): Promise<Task> => {
  const { personId, roles } = caller.actor
  const role = roles.get(shopId) ?? 'viewer'
  const { task, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const now = deps.clock.now()
    const stored = needTask(await store.lockTask(tx, shopId, taskId), taskId)
    const { task: before, steps: missed } = caughtUp(stored, now)
    let move = cleaned(asked)
    if (move.do === 'give') {
      await needMember(tx, shopId, move.to)
      await needTeam(tx, shopId, move.team)
    }
    if (move.do === 'ask' && move.messageId !== null)
      await needMessage(tx, shopId, { messageId: move.messageId, conversationId: before.conversationId })
    if (move.do === 'change') move = { ...move, change: withKept(before.change, move.change) }
    const conversation =
      before.conversationId === null
        ? undefined
        : await conversationStore.conversationById(tx, shopId, before.conversationId)
    const decided = decideMove(before, move, {
      ...{ now, personId, leads: may(role, 'conversation.take') },
      order: await orderOf(tx, shopId, before.orderId),
      consent: conversation?.assistant.consent !== undefined,
      buyers: move.do === 'confirm' && (await isBuyers(tx, shopId, before, move.messageId)),
    })
    if (!decided.ok) throw refuse('task-refused', { why: decided.why })
    const { task: after, step } = decided
    await store.saveTask(tx, shopId, after, now)
    const steps = [
      ...missed.map((one) => ({ ...one, personId: null, detail: {} })),
      { at: now, personId, ...step },
    ]
    await store.addSteps(tx, shopId, taskId, steps)
    const logged: Logged[] = []
    for (const command of decided.commands) {
      const by = { personId, role, address: caller.address }
      const wish = { orderId: after.orderId ?? '', command, taskId, by }
      logged.push(...(await wantIn(tx, shopId, wish, now)).logged)
    }
    const detail = { taskId, kind: after.kind, ...auditOf(move) }
    await record(tx, { shopId, ...byOf(caller), what: `task.${step.what}`, detail }, now)
    const news = steps.map((one) => newsOf(shopId, after, one))
    logged.push(...(await append(tx, shopId, news, now)))
    return { task: after, logged }
  })
  deps.hub.publish(logged)
  return shownTask(task)
}

export const keptTasks = (deps: SettingsDeps, shopId: number, days: number): Promise<KeptReport> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const to = deps.clock.now()
    const from = to - days * DAY
    return { from, to, people: await store.keptBetween(tx, shopId, from, to) }
  })

export const taskSettings = (deps: SettingsDeps, shopId: number): Promise<TaskSettings> =>
  deps.db.tx({ shops: [shopId] }, (tx) => loadTaskSettings(tx, shopId))

/** Changes a shop's times. What a kind's time is changed to is the shop's own decision, of that day. */
export const setTaskSettings = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  settings: TaskSettings,
): Promise<TaskSettings> =>
  changeSettings(deps, by, shopId, 'task', async (tx) => {
    const before = await loadTaskSettings(tx, shopId)
    for (const { team } of Object.values(settings.kinds)) await needTeam(tx, shopId, team)
    const detail = differences(before, settings)
    const changed = Object.keys(detail).length > 0
    if (changed) await saveSettings(tx, shopId, 'task', settings)
    return { gives: settings, audit: changed ? { what: 'task.settings', detail } : null }
  })
