import type { KeyObject } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal, refusals } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import { discard } from './body.ts'
import { answerId, sign } from './sign.ts'

/** What signs an answer: only a caller who has signed gets one signed. */
export interface Seal {
  key: KeyObject
  /** The id of the call. */
  id: string
  now: Instant
}

/** Writes a JSON answer, signed where the caller had signed. No effect where the caller is gone. */
export const answer = (res: ServerResponse, status: number, json: string, seal: Seal | null): void => {
  if (res.destroyed || res.headersSent) return
  const headers = [
    'content-type',
    'application/json',
    'content-length',
    String(Buffer.byteLength(json)),
    'cache-control',
    'no-store',
    'x-content-type-options',
    'nosniff',
  ]
  if (seal) {
    const stamp = sign(seal.key, answerId(seal.id), seal.now, json)
    headers.push('webhook-id', stamp.id, 'webhook-timestamp', stamp.timestamp)
    headers.push('webhook-signature', stamp.signature)
  }
  res.writeHead(status, headers)
  res.end(json)
}

export const denial = (error: unknown): { status: number; json: string } => {
  if (!(error instanceof Refusal)) return { status: 500, json: '{"error":{"code":"fault","detail":{}}}' }
  const { code, detail } = error
  return { status: refusals[code], json: JSON.stringify({ error: { code, detail } }) }
}

/** Answers with a refusal, or with a bare 500 for a fault, and lets the rest of the body go by. */
export const deny = (req: IncomingMessage, res: ServerResponse, error: unknown, seal: Seal | null): void => {
  const { status, json } = denial(error)
  answer(res, status, json, seal)
  discard(req)
}
