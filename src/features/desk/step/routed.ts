import type { Instant } from '../../../shared/time.ts'
import type { Buyer, Conversation } from '../../conversation/domain.ts'
import type { About, Input, NextIds } from './about.ts'
import { notice } from './adding.ts'
import { type Decision, done } from './decision.ts'
import { beginning } from './late.ts'
import { routeOf, toQueue } from './queue.ts'

interface Concerned {
  buyer: Buyer
  conversation: Conversation
}

/** Gives a waiting conversation to the person the dispatcher chose, if it still waits and they still have room. */
export const assigned = (
  { buyer, conversation }: Concerned,
  { to: person, why }: Extract<Input, { what: 'assigned' }>,
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  const unchanged: Decision = { ok: true, changed: false, conversation }
  const { slots } = routeOf(conversation)
  if (conversation.status !== 'open' || conversation.queuedAt === null) return unchanged
  if (conversation.assignee === person || (about.room(person) ?? 0) < slots) return unchanged
  const to = beginning(conversation, about, ids, now)
  to.set({
    assignee: person,
    queuedAt: null,
    team: conversation.team ?? why.team,
    route: { ...routeOf(conversation), assignedAt: now, offered: false, prefer: null },
  })
  const from = conversation.assignee
  notice(to, { what: 'assigned', to: person, why, ...(from !== null && { from }) }, now)
  return done(buyer, to, about, now)
}

/** Takes a conversation from somebody who cannot serve it now. */
export const putBack = (
  { buyer, conversation }: Concerned,
  { from, why, by }: Extract<Input, { what: 'put-back' }>,
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  if (conversation.status === 'closed' || conversation.assignee !== from)
    return { ok: true, changed: false, conversation }
  const to = beginning(conversation, about, ids, now)
  // Who was only away gets it back if they return first; who left or was relieved of it does not.
  toQueue(to, { keep: why === 'away', tell: why, by }, about, now)
  return done(buyer, to, about, now)
}
