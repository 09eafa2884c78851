import { randomUUID } from 'node:crypto'
import type { Command } from '../src/features/conversation/command.ts'
import type { Doer, Input } from '../src/features/desk/step.ts'
import { may, type Role } from '../src/shared/access.ts'
import { type Instant, MINUTE } from '../src/shared/time.ts'
import type { Moment, Talk } from './script.ts'

export const known = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`the seed knows no ${what}`)
  return value
}

/** A person as the shop has them. */
export interface Place {
  personId: number
  role: Role
  online: boolean
}

type People = ReadonlyMap<string, Place>

export type Said = { text: string } | { picture: string; size: { width: number; height: number } }

/** A buyer's message as a channel brings it. */
export const wrote = (channelId: number, buyer: Talk['buyer'], said: Said, sentAt: Instant): Input => {
  const shown = 'picture' in said
  return {
    what: 'buyer-wrote',
    channelId,
    buyer: { externalId: buyer.id, name: buyer.name, verified: false },
    message: {
      externalId: randomUUID(),
      kind: shown ? 'picture' : 'text',
      text: shown ? '' : said.text,
      picture: shown ? said.picture : null,
      size: shown ? said.size : null,
      sentAt,
    },
  }
}

/** A line of a person, or the buyer's reading, as the desk takes it. */
export const did = (
  { at, who, deed }: Moment,
  conversation: { id: number; lastMessageId: number },
  people: People,
): Input => {
  const conversationId = conversation.id
  if (who === 'buyer') return { what: 'buyer-read', conversationId, messageId: conversation.lastMessageId }
  const person = known(people.get(who), `person ${who}`)
  const by: Doer = { personId: person.personId, mayTake: may(person.role, 'conversation.take') }
  const command = commandOf(deed, at, people)
  const id = 'clientId' in command ? command.clientId : randomUUID()
  return { what: 'command', id, conversationId, by, command, size: null }
}

const commandOf = (deed: Moment['deed'], at: Instant, people: People): Command => {
  const clientId = randomUUID()
  if (typeof deed === 'string') return { do: 'reply', clientId, text: deed, picture: null, assist: false }
  switch (deed.do) {
    case 'note':
      return { do: 'note', clientId, text: deed.text }
    case 'transfer':
      return { ...deed, to: known(people.get(deed.to), `person ${deed.to}`).personId }
    case 'snooze':
      return { do: 'snooze', until: at + deed.minutes * MINUTE }
    case 'read':
    case 'picture':
      throw new Error(`in the seed only buyers do “${deed.do}”`)
    default:
      return deed
  }
}
