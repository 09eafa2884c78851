import type { Instant } from '../../../shared/time.ts'
import type { Buyer, Conversation } from '../../conversation/domain.ts'
import type { About, Input, NextIds } from './about.ts'
import { type Decision, done } from './decision.ts'
import { beginning } from './late.ts'

/** A note that no person wrote. It answers nothing and opens nothing. */
export const noted = (
  { buyer, conversation }: { buyer: Buyer; conversation: Conversation },
  { id, text }: Extract<Input, { what: 'noted' }>,
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  const to = beginning(conversation, about, ids, now)
  to.add({ author: 'system', kind: 'note', text, sentAt: now, externalId: id })
  return done(buyer, to, about, now)
}
