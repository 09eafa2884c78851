import type { RefusalCode } from '../../shared/refusal.ts'
import { excerpt } from '../../shared/text.ts'
import { type Instant, MINUTE } from '../../shared/time.ts'
import {
  type Answered,
  type Assistant,
  answer,
  hold,
  holdDue,
  type Surroundings,
} from '../assistant/domain.ts'
import type { Inbound } from '../channel/domain.ts'
import type { Command } from '../conversation/command.ts'
import type { Buyer, Conversation, Message, Notice } from '../conversation/domain.ts'

/** Everything that can happen to a conversation. */
export type Input =
  | ({ what: 'buyer-wrote' } & Inbound)
  | { what: 'buyer-read'; conversationId: number; messageId: number }
  | {
      what: 'command'
      conversationId: number
      by: Doer
      command: Command
      /** Of the picture of a reply. */
      size: { width: number; height: number } | null
    }
  | { what: 'due'; conversationId: number }

export interface Doer {
  personId: number
  /** Whether this person may take conversations that colleagues have. */
  mayTake: boolean
}

/** What the desk knows when the input arrives. Both are null for a buyer's first words. */
export interface Talk {
  buyer: Buyer | null
  /** The conversation concerned; for a buyer's message the latest one, open or closed. */
  conversation: Conversation | null
}

/** What the decision depends on besides the conversation. */
export interface About {
  assistant: Assistant
  around: Surroundings
  /** People of the shop, to whom conversations may go. */
  members: ReadonlySet<number>
  /** Whether the buyer has another open conversation (asked for when one is reopened). */
  anotherOpen: boolean
}

/** The next free numbers of the shop; a decision takes them in order. */
export interface NextIds {
  message: number
  conversation: number
  buyer: number
}

export type Decision =
  | { ok: true; changed: true; buyer: Buyer; conversation: Conversation; messages: Message[] }
  | { ok: true; changed: false; conversation: Conversation }
  | { ok: false; why: RefusalCode }

const no = (why: RefusalCode): Decision => ({ ok: false, why })

type Fresh = Pick<Message, 'author' | 'kind' | 'text' | 'sentAt'> & Partial<Message>

/** Adds messages to a conversation and keeps its summary. Ids are taken in order. */
const adding = (conversation: Conversation, ids: NextIds) => {
  const messages: Message[] = []
  let next = conversation
  return {
    messages,
    conversation: () => next,
    set: (change: Partial<Conversation>) => {
      next = { ...next, ...change }
    },
    add: (fresh: Fresh): Message => {
      const message: Message = {
        id: ids.message + messages.length,
        conversationId: conversation.id,
        picture: null,
        personId: null,
        replyTo: null,
        externalId: null,
        outbound: false,
        detail: null,
        ...fresh,
      }
      messages.push(message)
      // Notes and notices are not the conversation's last word, and a late message is not its newest.
      if ((message.kind === 'text' || message.kind === 'picture') && message.sentAt >= next.lastAt)
        next = {
          ...next,
          lastAt: message.sentAt,
          lastText: excerpt(message.text),
          lastAuthor: message.author,
        }
      next = { ...next, lastMessageId: message.id }
      return message
    },
  }
}
type Adding = ReturnType<typeof adding>

const notice = (to: Adding, what: Notice, now: Instant, personId: number | null = null) =>
  to.add({ author: 'system', kind: 'notice', text: '', sentAt: now, personId, detail: { notice: what } })

const saysInto = (to: Adding, said: Answered, now: Instant, replyTo: number | null) => {
  for (const say of said.says)
    to.add({
      author: 'assistant-auto',
      kind: 'text',
      text: say.text,
      // Never before the question in reading order, whatever the platform's clock says.
      sentAt: Math.max(now, to.conversation().lastAt),
      replyTo,
      outbound: true,
      detail: say.filler ? { rule: say.rule, filler: true } : { rule: say.rule },
    })
  to.set({ assistant: said.memory })
}

/** When the desk must look at a conversation next. */
const dueOf = (conversation: Conversation, assistant: Assistant): Instant | null => {
  if (conversation.status === 'closed') return null
  if (conversation.status === 'snoozed') return conversation.snoozedUntil
  if (conversation.waitingSince === null) return null
  return holdDue(assistant, conversation.assistant, conversation.waitingSince)
}

const done = (buyer: Buyer, to: Adding, about: About): Decision => {
  const conversation = to.conversation()
  return {
    ok: true,
    changed: true,
    buyer,
    conversation: { ...conversation, dueAt: dueOf(conversation, about.assistant) },
    messages: to.messages,
  }
}

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
})

const buyerWrote = (
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
    name: input.buyer.name,
    verified: input.buyer.verified,
    note: '',
    conversationId: null,
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
  to.set({
    unread: to.conversation().unread + 1,
    // A late message may be older than the round's first.
    waitingSince: Math.min(to.conversation().waitingSince ?? sentAt, sentAt),
  })
  // A conversation that a person has is theirs: the assistant speaks in it only to hold the line.
  if (conversation.assignee === null || continues === false) {
    const said = answer(
      about.assistant,
      to.conversation().assistant,
      {
        text: message.kind === 'text' ? message.text : null,
        buyerName: buyer.name,
        waitingSince: to.conversation().waitingSince ?? sentAt,
      },
      about.around,
      now,
    )
    saysInto(to, said, now, asked.id)
    if (said.says.some((say) => !say.filler)) to.set({ waitingSince: null })
  }
  return done(buyer, to, about)
}

const due = (
  talk: { buyer: Buyer; conversation: Conversation },
  about: About,
  ids: NextIds,
  now: Instant,
) => {
  const { buyer, conversation } = talk
  const to = adding(conversation, ids)
  if (
    conversation.status === 'snoozed' &&
    conversation.snoozedUntil !== null &&
    conversation.snoozedUntil <= now
  ) {
    to.set({ status: 'open', snoozedUntil: null })
    notice(to, { what: 'woken', by: null }, now)
    return done(buyer, to, about)
  }
  const since = conversation.waitingSince
  if (conversation.status === 'open' && since !== null) {
    const said = hold(about.assistant, conversation.assistant, { since, buyerName: buyer.name }, now)
    if (said.memory !== conversation.assistant) {
      saysInto(to, said, now, null)
      return done(buyer, to, about)
    }
  }
  // Not due after all (answered meanwhile, settings changed): only the moment is corrected.
  if (conversation.dueAt === dueOf(conversation, about.assistant))
    return { ok: true, changed: false, conversation } as const
  return done(buyer, to, about)
}

const commanded = (
  talk: { buyer: Buyer; conversation: Conversation },
  { command, by, size }: Extract<Input, { what: 'command' }>,
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  const { buyer, conversation } = talk
  const me = by.personId
  const unchanged: Decision = { ok: true, changed: false, conversation }
  const to = adding(conversation, ids)
  const open = () => {
    if (conversation.status === 'snoozed') to.set({ status: 'open', snoozedUntil: null })
  }
  const closed = conversation.status === 'closed'
  const othersHave = conversation.assignee !== null && conversation.assignee !== me

  switch (command.do) {
    case 'reply': {
      if (closed) return no('already-closed')
      const text = command.text.trim()
      if (text === '' && command.picture === null) return no('malformed')
      // Two people answering one buyer contradict each other: the first to answer has the conversation.
      if (othersHave && !by.mayTake) return no('already-claimed')
      open()
      if (conversation.assignee === null) {
        to.set({ assignee: me })
        notice(to, { what: 'claimed', by: me }, now, me)
      }
      to.add({
        author: command.assist ? 'assistant-assist' : 'agent',
        kind: command.picture === null ? 'text' : 'picture',
        text,
        picture: command.picture,
        personId: me,
        sentAt: Math.max(now, to.conversation().lastAt),
        externalId: command.clientId,
        outbound: true,
        detail: size,
      })
      to.set({ waitingSince: null, unread: 0, assistant: { ...conversation.assistant, greeted: true } })
      return done(buyer, to, about)
    }
    case 'note':
      to.add({
        author: 'agent',
        kind: 'note',
        text: command.text,
        personId: me,
        sentAt: now,
        externalId: command.clientId,
      })
      return done(buyer, to, about)
    case 'claim':
      if (closed) return no('already-closed')
      if (conversation.assignee === me) return unchanged
      if (othersHave) return no('already-claimed')
      open()
      to.set({ assignee: me })
      notice(to, { what: 'claimed', by: me }, now, me)
      return done(buyer, to, about)
    case 'take': {
      if (closed) return no('already-closed')
      const from = conversation.assignee
      if (from === me) return unchanged
      if (from !== null && !by.mayTake) return no('not-allowed')
      open()
      to.set({ assignee: me })
      notice(to, from === null ? { what: 'claimed', by: me } : { what: 'taken', by: me, from }, now, me)
      return done(buyer, to, about)
    }
    case 'close':
      if (closed) return unchanged
      if (othersHave && !by.mayTake) return no('already-claimed')
      to.set({ status: 'closed', closedAt: now, snoozedUntil: null, waitingSince: null, unread: 0 })
      notice(to, { what: 'closed', by: me }, now, me)
      return done(buyer, to, about)
    case 'reopen':
      if (!closed) return no('not-closed')
      if (about.anotherOpen) return no('another-open')
      to.set({ status: 'open', closedAt: null, assignee: me })
      notice(to, { what: 'reopened', by: me }, now, me)
      return done({ ...buyer, conversationId: conversation.id }, to, about)
    case 'transfer':
      if (closed) return no('already-closed')
      if (!about.members.has(command.to)) return no('not-a-member')
      if (command.to === conversation.assignee) return no('same-person')
      if (othersHave && !by.mayTake) return no('already-claimed')
      open()
      to.set({ assignee: command.to })
      notice(to, { what: 'transferred', by: me, to: command.to }, now, me)
      if (command.note !== '')
        to.add({ author: 'agent', kind: 'note', text: command.note, personId: me, sentAt: now })
      return done(buyer, to, about)
    case 'snooze':
      if (closed) return no('already-closed')
      if (command.until <= now) return no('in-the-past')
      if (othersHave && !by.mayTake) return no('already-claimed')
      to.set({ status: 'snoozed', snoozedUntil: command.until, assignee: conversation.assignee ?? me })
      notice(to, { what: 'snoozed', by: me, until: command.until }, now, me)
      return done(buyer, to, about)
    case 'wake':
      if (conversation.status !== 'snoozed') return unchanged
      to.set({ status: 'open', snoozedUntil: null })
      notice(to, { what: 'woken', by: me }, now, me)
      return done(buyer, to, about)
    case 'tag': {
      const tags = [...new Set(command.tags)]
      if (tags.join('\n') === conversation.tags.join('\n')) return unchanged
      to.set({ tags })
      return done(buyer, to, about)
    }
    case 'seen':
      if (conversation.unread === 0 || command.messageId < conversation.lastMessageId) return unchanged
      to.set({ unread: 0 })
      return done(buyer, to, about)
  }
}

/**
 * The one function that decides what happens to a conversation. Pure: the server runs it inside a transaction, the
 * rehearsal in memory. Times in ms; ids are taken from `ids` in order, one for each message of the result.
 */
export const step = (talk: Talk, input: Input, about: About, ids: NextIds, now: Instant): Decision => {
  if (input.what === 'buyer-wrote') return buyerWrote(talk, input, about, ids, now)
  const { buyer, conversation } = talk
  if (!buyer || !conversation) return no('not-found')
  switch (input.what) {
    case 'due':
      return due({ buyer, conversation }, about, ids, now)
    case 'buyer-read': {
      const seen = Math.min(input.messageId, conversation.lastMessageId)
      if (seen <= conversation.buyerReadId) return { ok: true, changed: false, conversation }
      const to = adding(conversation, ids)
      to.set({ buyerReadId: seen })
      return done(buyer, to, about)
    }
    case 'command':
      return commanded({ buyer, conversation }, input, about, ids, now)
  }
}
