import type { Instant } from '../../../shared/time.ts'
import type { OrderCommand } from '../../order/domain/command.ts'
import type { Order } from '../../order/domain/order.ts'
import type { TaskMove } from '../contract.ts'
import { canStill, commandsOf, refundOf, unfinished } from './commands.ts'
import { warnBefore } from './due.ts'
import { asksMoney, isOver, type Task, type TaskStep } from './task.ts'

/** Why a move of a task is refused. */
export const moveRefusals = [
  'over',
  'yours',
  'colleagues',
  'nobody',
  'not-asked',
  'not-the-buyers',
  'not-confirmed',
  'unfinished',
  'no-order',
  'too-much',
  'shipped',
  'consent',
  'in-the-past',
  'late',
  'not-to-ask',
] as const
export type MoveRefusal = (typeof moveRefusals)[number]

/** What a move depends on besides the task. */
export interface Around {
  now: Instant
  personId: number
  /** Leads the shop: takes from colleagues, withdraws what is late. */
  leads: boolean
  /** The order it is about, as it is known now. */
  order: Order | null
  /** The buyer agreed in the conversation to keep the goods without a refund. */
  consent: boolean
  /** The message named is the buyer's own, in this conversation, and later than the asking. */
  buyers: boolean
}

export type Decided =
  | { ok: true; task: Task; step: Pick<TaskStep, 'what' | 'detail'>; commands: OrderCommand[] }
  | { ok: false; why: MoveRefusal }

const no = (why: MoveRefusal): Decided => ({ ok: false, why })
const yes = (
  task: Task,
  what: TaskStep['what'],
  detail: TaskStep['detail'] = {},
  commands: OrderCommand[] = [],
): Decided => ({ ok: true, task, step: { what, detail }, commands })

const closed = (task: Task, state: Task['state'], why: string, now: Instant): Task => ({
  ...task,
  ...{ state, closedAt: now, why: why === '' ? null : why },
})

const done = (task: Task, why: string, wanted: boolean, around: Around): Decided => {
  const after = closed(task, 'done', why, around.now)
  const detail = { ...(why !== '' && { why }), ...(!wanted && { byHand: true }) }
  const { order } = around
  if (task.kind !== 'change' || task.change === null) {
    const refund = wanted && order ? refundOf(after) : null
    return yes(after, 'done', detail, refund ? [refund] : [])
  }
  // Without a conversation there is nobody to ask in it.
  if (task.confirmed === null && task.conversationId !== null) return no('not-confirmed')
  if (!wanted) return yes(after, 'done', detail)
  if (!order) return no('no-order')
  // Told apart from what the buyer was asked: it may have been shipped since.
  if (!canStill(task.change, order)) return no('shipped')
  if (unfinished(task.change) !== null) return no('unfinished')
  return yes(after, 'done', detail, commandsOf(task.change, order))
}

/** What becomes of a task by a move of somebody, or why it may not be (specs/task.md TSK-1…TSK-9). The task's clock has been
 * looked at before (`caughtUp`): a time that was not kept stays so, whatever happens to it later. */
export const decideMove = (task: Task, move: TaskMove, around: Around): Decided => {
  const { now, personId, leads } = around
  if (isOver(task.state)) return no('over')
  const mine = task.owner === null || task.owner === personId || leads
  switch (move.do) {
    case 'take':
      if (task.owner === personId) return no('yours')
      // A promise that is late is kept by whoever can.
      if (!mine && !task.broken) return no('colleagues')
      return yes({ ...task, owner: personId }, 'taken', task.owner === null ? {} : { from: task.owner })
    case 'give':
      if (!mine) return no('colleagues')
      if (move.to === null && move.team === null) return no('nobody')
      return yes({ ...task, owner: move.to, team: move.team ?? task.team }, 'given', {
        to: move.to,
        team: move.team,
      })
    case 'ask':
      if (task.kind === 'promise' || task.kind === 'follow-up') return no('not-to-ask')
      if (task.kind === 'change') {
        if (!task.change || unfinished(task.change) !== null) return no('unfinished')
        if (around.order && !canStill(task.change, around.order)) return no('shipped')
      }
      return yes(
        { ...task, state: 'asking', asked: { at: now, messageId: move.messageId }, confirmed: null },
        'asked',
        { messageId: move.messageId },
      )
    case 'confirm':
      if (task.state !== 'asking') return no('not-asked')
      if (!around.buyers) return no('not-the-buyers')
      return move.yes
        ? yes({ ...task, state: 'open', confirmed: { at: now, messageId: move.messageId } }, 'confirmed', {
            messageId: move.messageId,
          })
        : yes({ ...task, state: 'open', confirmed: null }, 'declined', { messageId: move.messageId })
    case 'note':
      return yes(task, 'noted', { text: move.text })
    case 'change':
      if (task.kind !== 'change') return no('not-to-ask')
      if (around.order && !canStill(move.change, around.order)) return no('shipped')
      // What the buyer said yes to was another change.
      return yes({ ...task, change: move.change, state: 'open', asked: null, confirmed: null }, 'changed', {
        change: move.change,
      })
    case 'move-due': {
      if (move.dueAt <= now) return no('in-the-past')
      const lead = task.dueAt !== null && task.warnAt !== null ? task.dueAt - task.warnAt : 0
      const warnAt = warnBefore(now, move.dueAt, lead)
      return yes({ ...task, dueAt: move.dueAt, warnAt, warned: false }, 'due-moved', {
        from: task.dueAt,
        to: move.dueAt,
        why: move.why,
      })
    }
    case 'done':
      return done(task, move.why, move.order ?? true, around)
    case 'impossible':
      if (asksMoney(task) && !around.consent) return no('consent')
      return yes(closed(task, 'impossible', move.why, now), 'impossible', { why: move.why })
    case 'withdraw':
      // Nobody takes back what they did not keep.
      if (!leads && task.broken) return no('late')
      return yes(closed(task, 'withdrawn', move.why, now), 'withdrawn', { why: move.why })
  }
}
