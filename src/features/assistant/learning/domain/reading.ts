import { folded } from '../../../../shared/text.ts'
import { DAY, type Instant, MINUTE } from '../../../../shared/time.ts'
import type { Message } from '../../../conversation/domain.ts'
import { featuresOf, likeness } from './features.ts'
import { JOIN } from './grouping.ts'
import { asksNothingOfUse, isSubstance, type Reaction, soundsContent, soundsDispleased } from './words.ts'

/** A buyer's question the assistant could not answer (AST-70). */
export interface Asked {
  messageId: number
  conversationId: number
  at: Instant
  text: string
  /** The only question of its round: whatever was answered, was answered to it. */
  alone: boolean
  /** What a person said first in substance. */
  reply: { messageId: number; text: string; personId: number | null; assist: boolean } | null
}

/** A record of the knowledge that was said to a buyer, and what came of it (AST-72). */
export interface Used {
  messageId: number
  conversationId: number
  at: Instant
  source: string
  record: string
  assist: boolean
  edited: boolean
  handedOver: boolean
  reaction: Reaction | null
}

/** A person who answers later than this answers something else. */
const ANSWERED_WITHIN = DAY
/** What comes later than this after an answer has to do with something else. */
const FOLLOWS_WITHIN = 30 * MINUTE
const AGAIN_WITHIN = 2 * MINUTE
/** Longest question or answer kept, in characters. */
const KEPT = 300

/** A record by its key: `faq:12`, or a keyword rule's id alone. */
export const recordOf = (key: string): { source: string; record: string } => {
  const at = key.indexOf(':')
  return at < 0 ? { source: 'rule', record: key } : { source: key.slice(0, at), record: key.slice(at + 1) }
}

const byPerson = (m: Message) => m.author === 'agent' || m.author === 'assistant-assist'
const fromBuyer = (m: Message) => m.author === 'buyer' && m.kind === 'text'
/** What the assistant said by itself, fillers left out. */
const answersAlone = (m: Message) => m.author === 'assistant-auto' && m.detail?.filler !== true
/** A suggestion is an answer however short: it was found for the question. */
const answersAsPerson = (m: Message) =>
  byPerson(m) && m.kind === 'text' && (m.detail?.assist !== undefined || isSubstance(m.text))

/** Whether a word after which only a person answers is in a text. */
const intercepted = (text: string, intercepts: readonly string[]): boolean => {
  const said = folded(text)
  return intercepts.some((word) => said.includes(word))
}

/** Whether a person has to answer whatever the assistant knows: nothing to learn from. */
const notToLearn = (text: string, intercepts: readonly string[]): boolean =>
  asksNothingOfUse(text) || soundsDispleased(text) || intercepted(text, intercepts)

const questionsOf = (messages: readonly Message[], intercepts: readonly string[]): Asked[] => {
  const answered = new Set(messages.filter(answersAlone).map((m) => m.replyTo))
  /** Questions of the round that nobody has answered yet, and those for which choices were offered. */
  let open: Asked[] = []
  const offered = new Set<number | null>()
  const asked = new Set<Asked>()
  const known = (which: (one: Asked) => boolean) => {
    for (const one of open.filter(which)) asked.delete(one)
    open = open.filter((one) => !which(one))
  }
  for (const m of messages) {
    if (fromBuyer(m)) {
      if (answered.has(m.id) || notToLearn(m.text, intercepts)) continue
      const one: Asked = {
        messageId: m.id,
        conversationId: m.conversationId,
        at: m.sentAt,
        text: m.text.slice(0, KEPT).toWellFormed(),
        alone: true,
        reply: null,
      }
      open.push(one)
      asked.add(one)
    } else if (m.author === 'assistant-auto') {
      if (m.detail?.rule === 'choices') offered.add(m.replyTo)
      if (!answersAlone(m)) continue
      // The buyer has chosen; or, where people go first, nobody came, and it answered what was asked last.
      const last = open.at(-1)
      known((one) => offered.has(one.messageId) || (m.replyTo === null && one === last))
    } else if (answersAsPerson(m)) {
      const text = m.text.slice(0, KEPT * 3).toWellFormed()
      for (const one of open) {
        one.alone = open.length === 1
        if (m.sentAt - one.at <= ANSWERED_WITHIN)
          one.reply = { messageId: m.id, text, personId: m.personId, assist: m.author !== 'agent' }
      }
      // Sent from the knowledge: what was asked is known, the assistant was only not to say it by itself.
      if (m.detail?.assist && recordOf(m.detail.assist.from).source !== 'draft') known(() => true)
      open = []
    }
  }
  for (const one of open) one.alone = open.length === 1
  return [...asked]
}

/** What followed an answer, up to and with the buyer's next words. */
const whatFollowed = (messages: readonly Message[], at: number, question: string) => {
  const said = messages[at]
  let helped = false
  for (const m of messages.slice(at + 1)) {
    if (!said || m.sentAt - said.sentAt > FOLLOWS_WITHIN) break
    if (answersAsPerson(m)) helped = true
    if (!fromBuyer(m)) continue
    const soon = m.sentAt - said.sentAt <= AGAIN_WITHIN
    const reaction: Reaction | null = soundsDispleased(m.text)
      ? 'displeased'
      : soundsContent(m.text)
        ? 'thanks'
        : soon && likeness(featuresOf(m.text), featuresOf(question)) >= JOIN
          ? 'again'
          : null
    return { helped, reaction }
  }
  return { helped, reaction: null }
}

const usesOf = (messages: readonly Message[]): Used[] => {
  const texts = new Map(messages.filter(fromBuyer).map((m) => [m.id, m.text]))
  let lastAsked = ''
  return messages.flatMap((m, i) => {
    if (fromBuyer(m)) lastAsked = m.text
    // A record's pictures follow its words, and are no use of their own.
    if (m.kind !== 'text') return []
    const auto = answersAlone(m) ? m.detail?.rule : undefined
    const assist = m.author === 'assistant-assist' ? m.detail?.assist : undefined
    const key = auto ?? assist?.from
    if (key === undefined) return []
    const question = (m.replyTo === null ? undefined : texts.get(m.replyTo)) ?? lastAsked
    const { helped, reaction } = whatFollowed(messages, i, question)
    const content = reaction === null || reaction === 'thanks'
    return [
      {
        messageId: m.id,
        conversationId: m.conversationId,
        at: m.sentAt,
        ...recordOf(key),
        assist: assist !== undefined,
        edited: assist?.edited ?? false,
        handedOver: assist === undefined && (helped || !content),
        reaction,
      },
    ]
  })
}

/**
 * What a conversation teaches: its messages in the order of their ids, or a part of them (what comes before the part is
 * not known, what comes after will be read later). The same messages give the same.
 * `intercepts`: folded words after which only a person answers; what holds one is not the assistant's to learn.
 */
export const readConversation = (
  messages: readonly Message[],
  intercepts: readonly string[],
): { asked: Asked[]; used: Used[] } => ({ asked: questionsOf(messages, intercepts), used: usesOf(messages) })
