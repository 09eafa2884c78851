import type { Instant } from '../../../shared/time.ts'
import type { Judged } from '../../clock/ui/judge.ts'
import type { Conversation } from '../../conversation/domain.ts'
import type { Queued } from '../contract.ts'
import type { WaitReason } from '../domain/reason.ts'
import { type Board, waitsSince } from './board-figures.ts'

/** Why something waits, as the board groups it; `placing`: it is just being given to somebody. */
export type Group = WaitReason | 'placing'

/** What needs people to be changed comes first, what time alone will change after it. */
const order: readonly Group[] = [
  'team-empty',
  'nobody-online',
  'team-closed',
  'too-heavy',
  'routing-off',
  'all-full',
  'skill-busy',
  'kept-free',
  'waits-for',
  'placing',
]

export interface QueueTalk {
  is: 'talk'
  conversation: Conversation
  judged: Judged
  /** What the desk says of it; undefined until it has been asked after the conversation began to wait. */
  told: Queued | undefined
}
export interface QueueHead {
  is: 'head'
  group: Group
  count: number
  oldest: Instant
}
export type QueueRow = QueueHead | QueueTalk

/** By shop and conversation. */
export const toldKey = (shopId: number, conversationId: number) => `${shopId}:${conversationId}`

/** The queue in groups by reason, each with its head, as the rows of one list. Within a group the order is kept. */
export const queueRows = (queue: Board['queue'], told: ReadonlyMap<string, Queued>): QueueRow[] => {
  const groups = new Map<Group, QueueTalk[]>()
  for (const { conversation, judged } of queue) {
    const said = told.get(toldKey(conversation.shopId, conversation.id))
    const group = said?.reason ?? 'placing'
    const talk: QueueTalk = { is: 'talk', conversation, judged, told: said }
    const known = groups.get(group)
    if (known) known.push(talk)
    else groups.set(group, [talk])
  }
  return order.flatMap((group): QueueRow[] => {
    const talks = groups.get(group)
    if (!talks) return []
    const oldest = Math.min(...talks.map(({ conversation, judged }) => waitsSince(conversation, judged)))
    return [{ is: 'head', group, count: talks.length, oldest }, ...talks]
  })
}
