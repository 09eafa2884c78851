import type { RefusalCode } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Breach } from '../../clock/domain/breach.ts'
import { tidied } from '../../clock/domain/wait.ts'
import type { Buyer, Conversation, Message } from '../../conversation/domain.ts'
import type { About } from './about.ts'
import type { Adding } from './adding.ts'
import { dueOf } from './due-at.ts'
import { inQueue } from './queue.ts'

export type Decision =
  | {
      ok: true
      changed: true
      buyer: Buyer
      conversation: Conversation
      messages: Message[]
      breaches: Breach[]
    }
  | { ok: true; changed: false; conversation: Conversation }
  | { ok: false; why: RefusalCode }

export const no = (why: RefusalCode): Decision => ({ ok: false, why })

export const done = (buyer: Buyer, to: Adding, about: About, now: Instant): Decision => {
  const said = to.conversation()
  const tidy = { ...said, clock: tidied(said, about.clocks) }
  const conversation = inQueue(tidy, about, now)
  return {
    ok: true,
    changed: true,
    buyer,
    conversation: { ...conversation, dueAt: dueOf(conversation, about) },
    messages: to.messages,
    breaches: to.breaches,
  }
}
