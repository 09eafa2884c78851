import type { Instant } from '../../../shared/time.ts'
import type { Author } from '../../conversation/domain.ts'
import type { Contact } from './contacts.ts'
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

/** Findings as they are stored: the words found, but of ways to reach somebody only their ends. */
export const keptOf = (findings: readonly Finding[]) =>
  findings.map(({ rule, severity, text }) => {
    const ends = text.length > 4 ? `${text.slice(0, 2)}…${text.slice(-2)}` : '…'
    return { rule, severity, text: rule.startsWith('contact.') ? ends : text }
  })

/** A way to reach a buyer that they wrote themselves. */
export interface FoundLead extends Pick<Contact, 'kind' | 'value'> {
  conversationId: number
  messageId: number
  buyerId: number
  foundAt: Instant
  expiresAt: Instant
}
