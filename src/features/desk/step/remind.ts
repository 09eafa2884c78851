import type { Instant } from '../../../shared/time.ts'
import type { Buyer, Conversation } from '../../conversation/domain.ts'
import type { About, NextIds, Remind, Reminding, Talk } from './about.ts'
import { guardContext } from './adding.ts'
import { opened } from './buyer-wrote.ts'
import { type Decision, done } from './decision.ts'
import { beginning } from './late.ts'

/** Why a reminder is not said any more (recovery's own words for it). */
type Off =
  | 'expired'
  | 'paid'
  | 'cancelled'
  | 'refunding'
  | 'ordered'
  | 'opted-out'
  | 'talking'
  | 'complaint'
  | 'guard'

const off = (why: Off): Decision => ({ ok: false, why: 'not-reminded', detail: { why } })

const stillFits = (
  input: Remind,
  { order, ordered, optedOut }: Reminding,
  conversation: Conversation | null,
  now: Instant,
): Off | null => {
  if (input.order !== null) {
    if (order?.refunding) return 'refunding'
    if (order === null || order.status === 'closed' || order.status === 'unknown') return 'cancelled'
    if (order.status !== input.order.status) return 'paid'
  } else if (ordered) return 'ordered'
  if (optedOut) return 'opted-out'
  if (now >= input.until) return 'expired'
  if (!conversation || conversation.status === 'closed') return null
  if (conversation.route?.intent === 'complaint') return 'complaint'
  return conversation.assignee !== null || conversation.waitingSince !== null ? 'talking' : null
}

/**
 * Says a reminder in the buyer's conversation: the open one, else the latest, else a new one. It is looked at again here,
 * where nothing can be paid in between (RCV-21). It answers no question, opens nothing for people and makes nobody wait
 * (RCV-22): a closed conversation stays closed, a new one begins so, and the buyer's reply opens it.
 */
export const reminded = (talk: Talk, input: Remind, about: About, ids: NextIds, now: Instant): Decision => {
  // What was not looked up cannot be judged.
  if (!about.reminding) return off('cancelled')
  const why = stillFits(input, about.reminding, talk.conversation, now)
  if (why) return off(why)
  const known: Buyer = talk.buyer ?? {
    shopId: about.assistant.shop.id,
    id: ids.buyer,
    channelId: input.channelId,
    externalId: input.buyer.externalId,
    name: input.buyer.name || input.buyer.externalId,
    verified: false,
    note: '',
    conversationId: null,
    agentId: null,
  }
  const conversation: Conversation = talk.conversation ?? {
    ...opened(known, ids.conversation, now, null),
    lastAuthor: 'assistant-auto',
    status: 'closed',
    closedAt: now,
  }
  const author = 'assistant-auto'
  const { verdict, findings } = about.guard.check(
    input.judged,
    guardContext(author, conversation.assistant, about, now),
  )
  const record = {
    conversationId: conversation.id,
    once: input.id,
    personId: null,
    author,
    findings,
  } as const
  if (verdict === 'block' || verdict === 'ask') {
    if (!talk.conversation) return off('guard')
    const kept = { ...record, messageId: null, outcome: 'stopped', reason: null } as const
    return {
      ok: false,
      why: 'not-reminded',
      detail: { why: 'guard' },
      guarded: { verdict: { verdict, findings, suggestion: null }, record: kept },
    }
  }
  const to = beginning(conversation, about, ids, now)
  const { id: messageId } = to.add({
    author,
    kind: 'text',
    text: input.text,
    sentAt: Math.max(now, conversation.lastAt),
    externalId: input.id,
    outbound: true,
    detail: { rule: input.rule },
  })
  if (verdict === 'note') to.guarded.push({ ...record, messageId, outcome: 'noted', reason: null })
  return done({ ...known, conversationId: conversation.id }, to, about, now)
}
