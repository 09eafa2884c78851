import type { Instant } from '../../../shared/time.ts'
import type { Buyer, Conversation } from '../../conversation/domain.ts'
import { PASSED } from '../../guard/domain/verdict.ts'
import type { About, Input, NextIds } from './about.ts'
import { guardContext } from './adding.ts'
import { checkedWith } from './checked.ts'
import { type Decision, done, keptBack, no } from './decision.ts'
import { beginning } from './late.ts'

/** Delivering again answers nothing anew: who has the conversation, and since when the buyer waits, stay as they are. */
export const saidAgain = (
  { buyer, conversation }: { buyer: Buyer; conversation: Conversation },
  input: Extract<Input, { what: 'again' }>,
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  if (conversation.status === 'closed') return no('already-closed')
  const { text, author, personId, detail } = input.said
  const verdict =
    author === 'buyer'
      ? PASSED
      : checkedWith(about.guard, text, detail?.card, guardContext(author, conversation.assistant, about, now))
  if (verdict.verdict === 'block' || (verdict.verdict === 'ask' && !detail?.guard))
    return keptBack(verdict, { conversationId: conversation.id, once: input.id, personId, author })
  const to = beginning(conversation, about, ids, now)
  to.add({
    ...input.said,
    sentAt: Math.max(now, conversation.lastAt),
    externalId: input.id,
    outbound: true,
  })
  return done(buyer, to, about, now)
}
