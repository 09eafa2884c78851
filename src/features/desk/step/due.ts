import { type Instant, MINUTE } from '../../../shared/time.ts'
import { hold } from '../../assistant/domain.ts'
import type { Buyer, Conversation } from '../../conversation/domain.ts'
import { adding, notice, saysInto } from './adding.ts'
import { type About, type Decision, done, dueOf, type NextIds } from './decision.ts'

/** Answered, and nothing was said for as long as the shop keeps conversations open. */
const isQuiet = ({ status, waitingSince, lastAt }: Conversation, about: About, now: Instant): boolean => {
  const { closeAfter } = about.assistant.settings
  return status === 'open' && waitingSince === null && closeAfter > 0 && lastAt + closeAfter * MINUTE <= now
}

/** A moment has come: a snoozed conversation wakes, a question that has waited is told that we
 * are busy, an answered one that has been quiet is closed. */
export const due = (
  talk: { buyer: Buyer; conversation: Conversation },
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
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
  if (isQuiet(conversation, about, now)) {
    to.set({ status: 'closed', closedAt: now, unread: 0 })
    notice(to, { what: 'closed', by: null }, now)
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
    return { ok: true, changed: false, conversation }
  return done(buyer, to, about)
}
