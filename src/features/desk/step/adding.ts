import { excerpt } from '../../../shared/text.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Answered } from '../../assistant/domain/answer.ts'
import type { Breach } from '../../clock/domain/breach.ts'
import type { Clocks } from '../../clock/domain/live.ts'
import { answered } from '../../clock/domain/wait.ts'
import type { Conversation, Message, Notice } from '../../conversation/domain.ts'

type Fresh = Pick<Message, 'author' | 'kind' | 'text' | 'sentAt'> & Partial<Message>

/** Adds messages to a conversation and keeps its summary. Ids are taken in order. */
export const adding = (conversation: Conversation, ids: { message: number }) => {
  const messages: Message[] = []
  const breaches: Breach[] = []
  let next = conversation
  return {
    messages,
    /** Limits found broken, to be written down with it. */
    breaches,
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
      // Notes and notices are not the conversation's last word, a late message is not its newest, and a filler would
      // hide the question in the list.
      const said = (message.kind === 'text' || message.kind === 'picture') && !message.detail?.filler
      if (said && message.sentAt >= next.lastAt)
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
export type Adding = ReturnType<typeof adding>

export const notice = (to: Adding, what: Notice, now: Instant, personId: number | null = null) =>
  to.add({ author: 'system', kind: 'notice', text: '', sentAt: now, personId, detail: { notice: what } })

/** What the assistant says, what it remembers from now on, and what that does to the clocks. */
export const saysInto = (
  to: Adding,
  said: Answered,
  clocks: Clocks,
  now: Instant,
  replyTo: number | null,
) => {
  for (const say of said.says) {
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
    to.set({ clock: answered(to.conversation().clock, say.filler ? 'any' : 'auto', clocks) })
    if (!say.filler) to.set({ waitingSince: null })
  }
  to.set({ assistant: said.memory })
}
