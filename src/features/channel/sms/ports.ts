import type { Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'

/** What became of a message, for whoever had it sent. */
export interface Reported {
  /** As it was given to `sendSms`. */
  once: string
  remoteId: string
  state: 'delivered' | 'failed'
  error: string | null
}

/** A reply, for whoever had something sent to that number. */
export interface Replied {
  /** `phone:<hash>`. */
  who: string
  /** The latest message that was sent to the number; null: none that is known. */
  once: string | null
  text: string
  at: Instant
  /** It asks for no more messages. */
  stop: boolean
  /** The number as people may see it. */
  masked: string
  /** What was said, shortened. */
  word: string
}

/** What others do about text messages; the channel knows none of them. All within the transaction that stores what came, in the
 * shop's turn. */
export interface SmsPorts {
  reported?(tx: Tx, shopId: number, report: Reported, now: Instant): Promise<unknown>
  /** Gives the conversation in which colleagues should see it. */
  replied?(tx: Tx, shopId: number, reply: Replied, now: Instant): Promise<{ conversationId: number | null }>
  /** After the commit: the note itself. Asked again for the same `once`, it changes nothing. */
  noted?(shopId: number, note: { conversationId: number; once: string; text: string }): Promise<unknown>
  /** Whether somebody wants no messages. */
  optedOut?(tx: Tx, shopId: number, who: string): Promise<boolean>
}
