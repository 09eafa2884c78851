import type { Instant } from '../../../shared/time.ts'
import type { Author } from '../../conversation/domain.ts'
import { type Contact, contactsIn } from './contacts.ts'
import { masked } from './mask.ts'
import type { Finding } from './verdict.ts'

/** What became of a message in which the guard found something. `asked`: it waits for its writer's reason. */
export type Outcome = 'stopped' | 'asked' | 'sent-anyway' | 'noted'

/** What is written down of it, for the report. */
export interface GuardRecord {
  conversationId: number
  /** The message that left, or null. */
  messageId: number | null
  /** Under which it is written down once, however often it is tried. */
  once: string
  personId: number | null
  author: Author
  outcome: Outcome
  findings: readonly Finding[]
  /** Why it was sent all the same. */
  reason: string | null
}

/** Digits enough for an account or a card. */
const LONG_NUMBER = /\d(?:[ -]?\d){5,}/g

/** Findings as they are stored: the words found, without ways to reach or to pay somebody that stand in them. */
export const keptOf = (findings: readonly Finding[]) =>
  findings.map(({ rule, severity, text }) => {
    const ends = text.length > 4 ? `${text.slice(0, 2)}…${text.slice(-2)}` : '…'
    const kept = rule.startsWith('contact.') ? ends : masked(text, contactsIn(text))
    return { rule, severity, text: kept.replace(LONG_NUMBER, '…') }
  })

/** A way to reach a buyer that they wrote themselves. */
export interface FoundLead extends Pick<Contact, 'kind' | 'value'> {
  conversationId: number
  messageId: number
  buyerId: number
  foundAt: Instant
  expiresAt: Instant
}
