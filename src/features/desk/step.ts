import type { Instant } from '../../shared/time.ts'
import type { About, Input, NextIds, Talk } from './step/about.ts'
import { adding } from './step/adding.ts'
import { saidAgain } from './step/again.ts'
import { conceded, takenBack } from './step/bargaining.ts'
import { buyerWrote } from './step/buyer-wrote.ts'
import { commanded } from './step/commanded.ts'
import { type Decision, done, no } from './step/decision.ts'
import { due } from './step/due.ts'
import { noted } from './step/noted.ts'
import { reminded } from './step/remind.ts'
import { assigned, putBack } from './step/routed.ts'

export type { About, Doer, Input, NextIds, Remind, Reminding, Talk } from './step/about.ts'
export type { Decision } from './step/decision.ts'

/**
 * The one function that decides what happens to a conversation. Pure: the server runs it inside a transaction, the
 * rehearsal in memory. Times in ms; ids are taken from `ids` in order, one for each message of the result.
 */
export const step = (talk: Talk, input: Input, about: About, ids: NextIds, now: Instant): Decision => {
  if (input.what === 'buyer-wrote') return buyerWrote(talk, input, about, ids, now)
  if (input.what === 'remind') return reminded(talk, input, about, ids, now)
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
      return done(buyer, to, about, now)
    }
    case 'again':
      return saidAgain({ buyer, conversation }, input, about, ids, now)
    case 'assigned':
      return assigned({ buyer, conversation }, input, about, ids, now)
    case 'conceded':
      return conceded({ buyer, conversation }, input, about, ids, now)
    case 'taken-back':
      return takenBack({ buyer, conversation }, input, about, ids, now)
    case 'noted':
      return noted({ buyer, conversation }, input, about, ids, now)
    case 'put-back':
      return putBack({ buyer, conversation }, input, about, ids, now)
    case 'command':
      return once(commanded({ buyer, conversation }, input, about, ids, now), input.id)
  }
}

/** Gives what a command leaves behind the command's id: the reply or note if it has one already, else the notice. */
const once = (decision: Decision, id: string): Decision => {
  if (!decision.ok || !decision.changed || decision.messages.some((m) => m.externalId === id)) return decision
  const [first, ...rest] = decision.messages
  return first ? { ...decision, messages: [{ ...first, externalId: id }, ...rest] } : decision
}
