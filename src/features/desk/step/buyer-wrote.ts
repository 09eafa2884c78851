import { type Instant, MINUTE } from '../../../shared/time.ts'
import { answer, roundMoved } from '../../assistant/domain.ts'
import type { Buyer, Conversation } from '../../conversation/domain.ts'
import { adding, notice, saysInto } from './adding.ts'
import { type About, type Decision, done, type Input, type NextIds, type Talk } from './decision.ts'

const opened = (buyer: Buyer, id: number, at: Instant): Conversation => ({
  shopId: buyer.shopId,
  id,
  buyerId: buyer.id,
  buyerName: buyer.name,
  channelId: buyer.channelId,
  status: 'open',
  assignee: null,
  waitingSince: null,
  lastAt: at,
  lastText: '',
  lastAuthor: 'buyer',
  lastMessageId: 0,
  unread: 0,
  buyerReadId: 0,
  tags: [],
  snoozedUntil: null,
  dueAt: null,
  openedAt: at,
  closedAt: null,
  assistant: { greeted: false, heldFor: null },
  team: null,
  queuedAt: null,
  clock: null,
  route: null,
})

/** A buyer's message: to which conversation it belongs, and what the assistant says to it. */
export const buyerWrote = (
  talk: Talk,
  input: Extract<Input, { what: 'buyer-wrote' }>,
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  // A platform's clock may run ahead of ours; a message from the future would stay below all answers for ever.
  const sentAt = Math.min(input.message.sentAt, now)
  const shopId = about.assistant.shop.id
  const known: Buyer = talk.buyer ?? {
    shopId,
    id: ids.buyer,
    channelId: input.channelId,
    externalId: input.buyer.externalId,
    // A platform that gives no name still has to be told apart in the list.
    name: input.buyer.name || input.buyer.externalId,
    verified: input.buyer.verified,
    note: '',
    conversationId: null,
    agentId: null,
  }
  const before = talk.conversation
  const reopens =
    before?.status === 'closed' &&
    now - (before.closedAt ?? 0) <= about.assistant.settings.reopenWithin * MINUTE
  const continues = before !== null && (before.status !== 'closed' || reopens)
  const conversation = continues ? before : opened(known, ids.conversation, sentAt)
  const buyer: Buyer = {
    ...known,
    name: input.buyer.name || known.name,
    verified: known.verified || input.buyer.verified,
    conversationId: conversation.id,
  }
  const to = adding({ ...conversation, buyerName: buyer.name }, ids)
  if (reopens) {
    to.set({ status: 'open', closedAt: null })
    notice(to, { what: 'reopened', by: null }, Math.min(now, sentAt))
  }
  if (conversation.status === 'snoozed') {
    to.set({ status: 'open', snoozedUntil: null })
    notice(to, { what: 'woken', by: null }, sentAt)
  }
  const { message } = input
  const asked = to.add({
    author: 'buyer',
    kind: message.kind,
    text: message.text,
    picture: message.picture,
    sentAt,
    externalId: message.externalId,
    detail: message.size,
  })
  const { waitingSince, assistant, unread } = to.conversation()
  const round = waitingSince ?? sentAt
  // A late message may be older than the round's first.
  const start = Math.min(round, sentAt)
  to.set({ unread: unread + 1, waitingSince: start, assistant: roundMoved(assistant, round, start) })
  // A conversation that a person has is theirs: the assistant speaks in it only to hold the line.
  if (conversation.assignee === null || continues === false) {
    const said = answer(
      about.assistant,
      to.conversation().assistant,
      {
        text: message.kind === 'text' ? (message.typed ?? message.text) : null,
        buyerName: buyer.name,
        waitingSince: start,
      },
      about.around,
      now,
    )
    saysInto(to, said, now, asked.id)
    if (said.says.some((say) => !say.filler)) to.set({ waitingSince: null })
  }
  return done(buyer, to, about)
}
