import type { Instant } from '../../../shared/time.ts'
import type { Buyer, Conversation } from '../../conversation/domain.ts'
import { adding, notice } from './adding.ts'
import { type About, type Decision, done, type Input, type NextIds, no } from './decision.ts'

/** What a person does to a conversation, or why not. */
export const commanded = (
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
      if (command.to === undefined || !about.members.has(command.to)) return no('not-a-member')
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
