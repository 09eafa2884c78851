import type { Tx } from '../../../platform/db/db.ts'
import type { Reason } from '../domain/plan.ts'

/** A text message as its sender gets it. The text is what the approved template says with `values` in it. */
export interface TextMessage {
  /** Of the sending: the provider gets it as its own reference, so that receipts find back. */
  id: number
  planId: number
  step: string
  buyerKey: string
  orderId: string | null
  phone: string
  template: string
  values: Record<string, string>
  text: string
}

/** `failed`: the provider refused it, it did not leave. A rejection: nobody knows whether it left. */
export interface TextSent {
  state: 'sent' | 'failed'
  remoteId: string | null
  error: string | null
}

/** Through which text messages leave. Called once for each, whatever happens. */
export interface TextSender {
  /** Whether the shop has a provider set up. */
  ready(tx: Tx, shopId: number): Promise<boolean>
  send(shopId: number, message: TextMessage): Promise<TextSent>
}

/** Why people have not ordered or paid, as far as the desk can tell; subjects that are not named are not known. */
export type ReasonsOf = (
  tx: Tx,
  shopId: number,
  about: readonly {
    subject: string
    buyerKey: string
    buyerId: number | null
    orderId: string | null
    products: readonly string[]
    beganAt: number
  }[],
) => Promise<ReadonlyMap<string, { reason: Reason; confidence: number }>>

/** Where nothing is known: most forget. */
export const UNKNOWN_REASON = { reason: 'forgot', confidence: 0 } as const satisfies {
  reason: Reason
  confidence: number
}
