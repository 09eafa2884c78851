import { folded } from '../../../shared/text.ts'
import { DAY, type Instant, MINUTE } from '../../../shared/time.ts'
import { answer, answerChoice, personAnswered, roundMoved } from '../../assistant/domain/answer.ts'
import { wantsNoMore } from '../../assistant/domain/no-more.ts'
import { goodsWith, itemOf } from '../../catalog/domain/looked-at.ts'
import type { Inbound } from '../../channel/domain.ts'
import { needsPerson } from '../../clock/domain/live.ts'
import { asked, carried, resumed } from '../../clock/domain/wait.ts'
import type { Buyer, Conversation, Detail } from '../../conversation/domain.ts'
import { contactsIn } from '../../guard/domain/contacts.ts'
import { masked } from '../../guard/domain/mask.ts'
import { tellsChange } from '../../task/domain/change/asked.ts'
import type { About, Input, NextIds, Talk } from './about.ts'
import { notice, saysInto } from './adding.ts'
import { pressed } from './bargaining.ts'
import { type Decision, done } from './decision.ts'
import { beginning, recordBreaches } from './late.ts'
import { beginsAnew, classified, comesBack, toQueue, weighed } from './queue.ts'

/** A conversation that begins. */
export const opened = (buyer: Buyer, id: number, at: Instant, before: Conversation | null): Conversation => ({
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
  // What the buyer has heard before is not said again.
  assistant: {
    greeted: false,
    heldFor: null,
    ...(before?.assistant.said && { said: before.assistant.said }),
  },
  team: null,
  queuedAt: null,
  clock: carried(before?.clock ?? null),
  route: null,
})

/** What was said to this buyer within a day is not said again in the next conversation, and a day that is spoilt is not
 * spoilt twice. */
const remembered = (before: Conversation | null, now: Instant): Conversation | null =>
  before?.closedAt != null && now - before.closedAt < DAY ? before : null

/** A buyer's thanks after an answer: nothing is left open by it. */
const isThanks = (c: Conversation, text: string | null, { clocks }: About): boolean =>
  text !== null &&
  c.waitingSince === null &&
  c.lastMessageId > 0 &&
  // "Shall I change the address?" – "Good." is an order, not a goodbye.
  c.lastAuthor !== 'buyer' &&
  !/[?？吗呢]/.test(c.lastText.slice(-12)) &&
  clocks.thanks.has(folded(text))

/** An order that can still be changed: not on its way. */
const isOpen = (order: Talk['order']): boolean => order?.stage === 'unpaid' || order?.stage === 'paid'

/** What is kept with a buyer's message: its picture's size, the product and the order it is about, that contact details are
 * apart. */
const buyersDetail = ({ size, item, order }: Inbound['message'], hidden: boolean): Detail | null => {
  const detail: Detail = {
    ...size,
    ...(item !== undefined && { item }),
    ...(order !== undefined && { order }),
    ...(hidden && { masked: true }),
  }
  return Object.keys(detail).length === 0 ? null : detail
}

/** A buyer's message: to which conversation it belongs, what the assistant says to it, and who has to answer. */
export const buyerWrote = (
  talk: Talk,
  input: Extract<Input, { what: 'buyer-wrote' }>,
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  const { clocks } = about
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
  const conversation = continues ? before : opened(known, ids.conversation, sentAt, remembered(before, now))
  const buyer: Buyer = {
    ...known,
    name: input.buyer.name || known.name,
    verified: known.verified || input.buyer.verified,
    conversationId: conversation.id,
  }
  const to = beginning({ ...conversation, buyerName: buyer.name }, about, ids, now)
  if (reopens) {
    const gap = now - (conversation.closedAt ?? 0)
    to.set({
      status: 'open',
      closedAt: null,
      clock: resumed(conversation.clock, now, gap, clocks),
      assistant: personAnswered(conversation.assistant),
    })
    notice(to, { what: 'reopened', by: null }, Math.min(now, sentAt))
    beginsAnew(to, about)
  }
  if (conversation.status === 'snoozed') {
    to.set({ status: 'open', snoozedUntil: null })
    notice(to, { what: 'woken', by: null }, sentAt)
    comesBack(to, about, now)
  }
  const { message } = input
  // What could reach the buyer outside is kept apart, for those who may see it; nothing else that reads a message does.
  const contacts = message.kind === 'text' ? contactsIn(message.text) : []
  const shown = contacts.length === 0 ? message.text : masked(message.text, contacts)
  // The address of a product that goes along may look like a number (an IP with its port): what was typed is read by itself.
  const typed = message.typed === undefined ? undefined : masked(message.typed, contactsIn(message.typed))
  const text = message.kind === 'text' ? (typed ?? shown) : null
  const thanks = isThanks(to.conversation(), text, about)
  const added = to.add({
    author: 'buyer',
    kind: message.kind,
    text: shown,
    picture: message.picture,
    sentAt,
    externalId: message.externalId,
    detail: buyersDetail(message, contacts.length > 0),
  })
  const item = itemOf(added)
  if (item !== null) {
    const { assistant } = to.conversation()
    to.set({ assistant: { ...assistant, goods: goodsWith(assistant.goods, [item]) } })
  }
  for (const { kind, value } of contacts)
    to.leads.push({
      conversationId: conversation.id,
      messageId: added.id,
      buyerId: buyer.id,
      kind,
      value,
      foundAt: now,
      expiresAt: now + about.guard.leadDays * DAY,
    })
  const { waitingSince, assistant, unread } = to.conversation()
  const unmanned = about.around.onDuty === 0
  to.set({ unread: unread + 1, clock: asked(to.conversation(), sentAt, clocks, { unmanned, thanks }) })
  if (!thanks) {
    const round = waitingSince ?? sentAt
    // A late message may be older than the round's first.
    const start = Math.min(round, sentAt)
    to.set({
      waitingSince: start,
      assistant: pressed(roundMoved(assistant, round, start), text, about),
    })
    // What arrives so late that its limit is over has broken it, whatever is said now.
    recordBreaches(to, about, now)
    // A conversation that a person has is theirs: the assistant speaks in it only to hold the line, and to a buyer who
    // takes one of its choices before that person has spoken.
    const { assignee, assistant: memory } = to.conversation()
    const asking = {
      text,
      buyerName: buyer.name,
      waitingSince: start,
      item: memory.goods?.[0] ?? null,
      phase: about.shelf?.kindsAt(now)[0] ?? null,
      forPerson: text !== null && ((isOpen(talk.order) && tellsChange(text)) || wantsNoMore(text)),
    }
    const said =
      assignee === null
        ? answer(about.assistant, memory, asking, about.around, now)
        : answerChoice(about.assistant, memory, asking, now)
    if (said) saysInto(to, said, about, now, added.id)
  }
  const next = to.conversation()
  const owner = next.assignee === null ? undefined : about.members.get(next.assignee)
  if (needsPerson(next, clocks)) {
    // Whoever went home leaves nobody waiting. Who is only away is given some time (routing's dispatcher).
    const gone = !owner || (owner.state === 'offline' && !owner.here)
    if (about.routing.settings.enabled && next.assignee !== null && gone)
      toQueue(to, { keep: owner !== undefined, tell: owner ? 'away' : 'left' }, about, now)
    if (to.conversation().assignee === null)
      to.set(
        weighed(
          classified(to.conversation(), { text, stage: talk.order?.stage ?? null }, about),
          talk.order,
          about,
          now,
        ),
      )
  }
  return done(buyer, to, about, now)
}
