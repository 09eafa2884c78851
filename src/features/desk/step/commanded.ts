import type { Instant } from '../../../shared/time.ts'
import { personAnswered } from '../../assistant/domain/answer.ts'
import { goodsWith } from '../../catalog/domain/looked-at.ts'
import { needsPerson } from '../../clock/domain/live.ts'
import { answered, ended } from '../../clock/domain/wait.ts'
import type { Command } from '../../conversation/command.ts'
import type { AssistantMemory, Buyer, Conversation, Detail, Route } from '../../conversation/domain.ts'
import { contactsIn } from '../../guard/domain/contacts.ts'
import { masked } from '../../guard/domain/mask.ts'
import type { About, Input, NextIds } from './about.ts'
import { guardContext, notice, rulesOf } from './adding.ts'
import { bargainedOn } from './bargaining.ts'
import { checkedWith, isShowable } from './checked.ts'
import { type Decision, done, keptBack, no } from './decision.ts'
import { beginning } from './late.ts'
import { beginsAnew, routeOf, slotsOf, toQueue, wanted } from './queue.ts'

/** Somebody has spoken: nothing is offered, moved or brought back any more. */
const seenTo = ({ wantedAt: _, ...route }: Route): Route => ({ ...route, offered: false, passed: [] })

/** Whether a buyer still has to be answered before a conversation can be called solved. */
const needsAnswer = (c: Conversation, { clocks }: About): boolean =>
  c.waitingSince !== null || needsPerson({ ...c, status: 'open' }, clocks)

type Reply = Extract<Command, { do: 'reply' }>

/** What the assistant knows of what was told: the products shown, and the basket that the price was reckoned for. */
const told = (memory: AssistantMemory, { card, basket }: Reply): AssistantMemory => {
  const shown = [
    ...(card?.kind === 'product' ? [card.product] : []),
    ...(basket?.lines.map(({ product }) => product) ?? []),
  ]
  if (shown.length === 0 && !basket) return memory
  return { ...memory, goods: goodsWith(memory.goods, shown), ...(basket && { basket }) }
}

/** What is kept with a reply: its picture's size, the suggestion it came from, why it was sent against the guard's advice. */
const replyDetail = (
  size: { width: number; height: number } | null,
  { assist, from, edited, card }: Reply,
  against: { rules: string[]; reason: string } | null,
): Detail | null => {
  const detail: Detail = {
    ...size,
    ...(assist && from !== undefined && { assist: { from, edited: edited ?? false } }),
    ...(against && { guard: against }),
    ...(card && { card }),
  }
  return Object.keys(detail).length === 0 ? null : detail
}

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
  const to = beginning(conversation, about, ids, now)
  const open = () => {
    if (conversation.status === 'snoozed') to.set({ status: 'open', snoozedUntil: null })
  }
  const closed = conversation.status === 'closed'
  const othersHave = conversation.assignee !== null && conversation.assignee !== me
  /** Whether somebody's limit leaves no room for this conversation. What they have of it already is theirs. */
  const full = (person: number) => {
    const room = about.room(person)
    const has = conversation.assignee === person ? slotsOf(conversation) : 0
    return room !== null && room + has < routeOf(conversation).slots
  }
  const give = (person: number) =>
    to.set({
      assignee: person,
      queuedAt: null,
      route: { ...routeOf(to.conversation()), assignedAt: now, offered: false, prefer: null },
    })

  switch (command.do) {
    case 'reply': {
      if (closed) return no('already-closed')
      const text = command.text.trim()
      if (text === '' && command.picture === null) return no('malformed')
      // A card is drawn where a channel can; its words are what every other buyer reads.
      const { card } = command
      if (card && (text === '' || command.picture !== null || !isShowable(card, conversation.shopId)))
        return no('malformed')
      // Two people answering one buyer contradict each other: the first to answer has the conversation.
      if (othersHave && !by.mayTake) return no('already-claimed')
      const author = command.assist ? 'assistant-assist' : 'agent'
      const memory = told(conversation.assistant, command)
      const checked = checkedWith(about.guard, text, card, guardContext(author, memory, about, now))
      const { verdict, findings } = checked
      if (verdict === 'block' || (verdict === 'ask' && !command.confirm))
        return keptBack(checked, {
          conversationId: conversation.id,
          once: command.clientId,
          personId: me,
          author,
        })
      open()
      if (conversation.assignee === null || conversation.status === 'snoozed') {
        if (full(conversation.assignee ?? me)) return no('limit-reached')
      }
      if (conversation.assignee === null) {
        give(me)
        notice(to, { what: 'claimed', by: me }, now, me)
      }
      const confirmed = verdict === 'ask' && command.confirm
      // It is read by others, and kept as long as the message.
      const given = command.confirm?.reason
      const reason = given === undefined ? null : masked(given, contactsIn(given))
      const { id: messageId } = to.add({
        author,
        kind: command.picture === null ? 'text' : 'picture',
        text,
        picture: command.picture,
        personId: me,
        sentAt: Math.max(now, to.conversation().lastAt),
        externalId: command.clientId,
        outbound: true,
        detail: replyDetail(
          size,
          command,
          confirmed && reason !== null ? { rules: rulesOf(findings), reason } : null,
        ),
      })
      if (verdict !== 'pass')
        to.guarded.push({
          ...{
            conversationId: conversation.id,
            messageId,
            once: command.clientId,
            personId: me,
            author,
            findings,
          },
          outcome: confirmed ? 'sent-anyway' : 'noted',
          reason,
        })
      const { route } = to.conversation()
      to.set({
        waitingSince: null,
        unread: 0,
        assistant: bargainedOn(personAnswered(memory), text),
        clock: answered(to.conversation().clock, command.assist ? 'assist' : 'person', about.clocks),
        // Answered after all: it need not go to somebody else.
        queuedAt: null,
        ...(route && { route: seenTo(route) }),
      })
      return done(buyer, to, about, now)
    }
    case 'note':
      if (command.whisper && !by.mayTake) return no('not-allowed')
      to.add({
        author: 'agent',
        kind: 'note',
        text: command.text,
        personId: me,
        sentAt: now,
        externalId: command.clientId,
        ...(command.whisper && { detail: { whisper: true } }),
      })
      return done(buyer, to, about, now)
    case 'claim':
      if (closed) return no('already-closed')
      if (conversation.assignee === me) return unchanged
      if (othersHave && !conversation.route?.offered) return no('already-claimed')
      if (full(me)) return no('limit-reached')
      open()
      give(me)
      notice(to, { what: 'claimed', by: me, ...(othersHave && { from: conversation.assignee }) }, now, me)
      return done(buyer, to, about, now)
    case 'take': {
      if (closed) return no('already-closed')
      const from = conversation.assignee
      if (from === me) return unchanged
      if (from !== null && !by.mayTake) return no('not-allowed')
      open()
      // The one way beyond a limit: somebody has to be able to step in when everybody is full.
      give(me)
      notice(to, from === null ? { what: 'claimed', by: me } : { what: 'taken', by: me, from }, now, me)
      return done(buyer, to, about, now)
    }
    case 'close':
      if (closed) return unchanged
      if (othersHave && !by.mayTake) return no('already-claimed')
      if (!command.unanswered && needsAnswer(conversation, about)) return no('question-open')
      to.set({
        status: 'closed',
        closedAt: now,
        snoozedUntil: null,
        waitingSince: null,
        unread: 0,
        clock: ended(to.conversation().clock),
      })
      notice(to, { what: 'closed', by: me, ...(command.unanswered && { unanswered: true }) }, now, me)
      return done(buyer, to, about, now)
    case 'reopen':
      if (!closed) return no('not-closed')
      if (about.anotherOpen) return no('another-open')
      if (full(me)) return no('limit-reached')
      to.set({ status: 'open', closedAt: null })
      beginsAnew(to, about)
      give(me)
      notice(to, { what: 'reopened', by: me }, now, me)
      return done({ ...buyer, conversationId: conversation.id }, to, about, now)
    case 'transfer': {
      if (closed) return no('already-closed')
      const { team, note } = command
      const had = conversation.assignee === null ? {} : { from: conversation.assignee }
      if ((command.to === undefined) === (team === undefined)) return no('malformed')
      if (othersHave && !by.mayTake) return no('already-claimed')
      if (command.to !== undefined) {
        if (!about.members.has(command.to)) return no('not-a-member')
        if (command.to === conversation.assignee) return no('same-person')
        if (full(command.to)) return no('limit-reached')
        open()
        give(command.to)
        notice(to, { what: 'transferred', by: me, to: command.to, ...had }, now, me)
      } else {
        if (!about.routing.settings.teams.some(({ code }) => code === team)) return no('not-found')
        open()
        // Not back to who sent it on, as long as anybody else is there.
        toQueue(to, { keep: false }, about, now)
        to.set({ team: team ?? null })
        // Answered or not, the team is to see to it.
        wanted(to, now)
        const sentTo = team === undefined ? {} : { team }
        notice(to, { what: 'transferred', by: me, to: null, ...sentTo, ...had }, now, me)
      }
      if (note !== '') to.add({ author: 'agent', kind: 'note', text: note, personId: me, sentAt: now })
      return done(buyer, to, about, now)
    }
    case 'snooze':
      if (closed) return no('already-closed')
      if (command.until <= now) return no('in-the-past')
      if (othersHave && !by.mayTake) return no('already-claimed')
      // Put away, it would be out of everybody's sight; and it would pay to put it away, for it frees a slot.
      if (needsAnswer(conversation, about)) return no('question-open')
      to.set({
        status: 'snoozed',
        snoozedUntil: command.until,
        assignee: conversation.assignee ?? me,
        queuedAt: null,
      })
      notice(to, { what: 'snoozed', by: me, until: command.until }, now, me)
      return done(buyer, to, about, now)
    case 'wake':
      if (conversation.status !== 'snoozed') return unchanged
      if (conversation.assignee !== null && full(conversation.assignee)) return no('limit-reached')
      to.set({ status: 'open', snoozedUntil: null })
      notice(to, { what: 'woken', by: me }, now, me)
      return done(buyer, to, about, now)
    case 'tag': {
      const tags = [...new Set(command.tags)]
      if (tags.join('\n') === conversation.tags.join('\n')) return unchanged
      to.set({ tags })
      return done(buyer, to, about, now)
    }
    case 'consent': {
      if (conversation.assistant.consent === command.messageId) return unchanged
      if (command.messageId > conversation.lastMessageId) return no('not-found')
      to.set({ assistant: { ...conversation.assistant, consent: command.messageId } })
      notice(to, { what: 'consented', by: me, messageId: command.messageId }, now, me)
      return done(buyer, to, about, now)
    }
    case 'seen':
      if (conversation.unread === 0 || command.messageId < conversation.lastMessageId) return unchanged
      to.set({ unread: 0 })
      return done(buyer, to, about, now)
  }
}
