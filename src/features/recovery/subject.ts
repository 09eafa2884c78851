import type { Instant } from '../../shared/time.ts'

/** Somebody a plan could be about, before chance and reason are asked. */
export interface Subject {
  subject: string
  buyerKey: string
  buyerId: number | null
  buyerName: string
  orderId: string | null
  products: readonly string[]
  fen: number | null
  beganAt: Instant
  endsAt: Instant | null
}
