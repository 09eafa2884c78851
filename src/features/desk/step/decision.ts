import type { RefusalCode } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Breach } from '../../clock/domain/breach.ts'
import { tidied } from '../../clock/domain/wait.ts'
import type { Buyer, Conversation, Message } from '../../conversation/domain.ts'
import type { FoundLead, GuardRecord } from '../../guard/domain/record.ts'
import type { Verdict } from '../../guard/domain/verdict.ts'
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
      guarded: GuardRecord[]
      leads: FoundLead[]
    }
  | { ok: true; changed: false; conversation: Conversation }
  | {
      ok: false
      why: RefusalCode
      detail?: Record<string, unknown>
      /** Of `guarded`: what was found, for who wrote it, and what is written down of it. */
      guarded?: { verdict: Verdict; record: GuardRecord }
    }

export const no = (why: RefusalCode): Decision => ({ ok: false, why })

/** Refuses what the guard does not let leave, or not without a reason. */
export const keptBack = (
  verdict: Verdict,
  of: Pick<GuardRecord, 'conversationId' | 'once' | 'personId' | 'author'>,
): Decision => ({
  ok: false,
  why: 'guarded',
  guarded: {
    verdict,
    record: {
      ...of,
      messageId: null,
      outcome: verdict.verdict === 'block' ? 'stopped' : 'asked',
      findings: verdict.findings,
      reason: null,
    },
  },
})

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
    guarded: to.guarded,
    leads: to.leads,
  }
}
