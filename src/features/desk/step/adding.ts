import { excerpt } from '../../../shared/text.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Answered, Say } from '../../assistant/domain/answer.ts'
import { goodsWith } from '../../catalog/domain/looked-at.ts'
import type { Breach } from '../../clock/domain/breach.ts'
import { answered } from '../../clock/domain/wait.ts'
import type { AssistantMemory, Conversation, Message, Notice } from '../../conversation/domain.ts'
import type { FoundLead, GuardRecord } from '../../guard/domain/record.ts'
import type { Finding, GuardContext } from '../../guard/domain/verdict.ts'
import { standingOf } from '../../pricing/domain/standing.ts'
import type { About } from './about.ts'

type Fresh = Pick<Message, 'author' | 'kind' | 'text' | 'sentAt'> & Partial<Message>

/** Adds messages to a conversation and keeps its summary. Ids are taken in order. */
export const adding = (conversation: Conversation, ids: { message: number }) => {
  const messages: Message[] = []
  const breaches: Breach[] = []
  const guarded: GuardRecord[] = []
  const leads: FoundLead[] = []
  let next = conversation
  return {
    messages,
    /** Limits found broken, to be written down with it. */
    breaches,
    /** What the guard found in what was said, and ways to reach the buyer in what they wrote: written down with it too. */
    guarded,
    leads,
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

/**
 * What the assistant says, what it remembers from now on, and what that does to the clocks. What the guard would stop,
 * or ask a person about, is not said: there is nobody to ask. The wait goes on, and a person sees why.
 */
export const saysInto = (
  to: Adding,
  said: Answered,
  { clocks, guard, shelf }: Pick<About, 'clocks' | 'guard' | 'shelf'>,
  now: Instant,
  replyTo: number | null,
) => {
  const author = 'assistant-auto'
  const before = to.conversation().assistant
  let stopped = false
  for (const say of said.says) {
    const { id: conversationId, assistant, lastAt } = to.conversation()
    const { verdict, findings } = guard.check(
      say.text,
      guardContext(author, spoken(assistant, say), { shelf }, now),
    )
    const record = (messageId: number, outcome: GuardRecord['outcome']) =>
      to.guarded.push({
        ...{ conversationId, messageId, once: `m${messageId}`, personId: null, author, outcome, findings },
        reason: null,
      })
    if (verdict === 'block' || verdict === 'ask') {
      const { id } = notice(to, { what: 'stopped', rules: rulesOf(findings) }, now)
      record(id, 'stopped')
      stopped = true
      continue
    }
    const outgoing = {
      author,
      // Never before the question in reading order, whatever the platform's clock says.
      sentAt: Math.max(now, lastAt),
      replyTo,
      outbound: true,
      detail: say.filler ? { rule: say.rule, filler: true } : { rule: say.rule },
    } as const
    const { id } = to.add({ ...outgoing, kind: 'text', text: say.text })
    for (const picture of say.pictures ?? []) to.add({ ...outgoing, kind: 'picture', text: '', picture })
    if (verdict === 'note') record(id, 'noted')
    to.set({ clock: answered(to.conversation().clock, say.filler ? 'any' : 'auto', clocks) })
    if (!say.filler) to.set({ waitingSince: null })
  }
  // What was not said must not be taken for said: no choice was offered, nothing answered, nothing handed over.
  const { greeted, heldFor } = said.memory
  to.set({ assistant: stopped ? { ...before, greeted, heldFor } : said.memory })
}

/** What the conversation is about once this is said. */
const spoken = (memory: AssistantMemory, { goods, basket }: Say): AssistantMemory => ({
  ...memory,
  ...(goods && { goods: goodsWith(memory.goods, goods) }),
  ...(basket && { basket }),
})

/** What the guard knows of a message besides its words. */
export const guardContext = (
  author: GuardContext['author'],
  memory: AssistantMemory,
  { shelf }: Pick<About, 'shelf'>,
  now: Instant,
): GuardContext => ({
  author,
  attachments: [],
  consent: memory.consent !== undefined,
  ...standingOf(shelf, memory, now),
  goods: memory.goods ?? [],
  basket: memory.basket ?? null,
  given: memory.bargain?.given ?? null,
  now,
})

export const rulesOf = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.map(({ rule }) => rule)),
]
