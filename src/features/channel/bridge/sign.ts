import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Instant, MINUTE, SECOND } from '../../../shared/time.ts'

/** How far a signature's time may be from now, either way. */
export const TOLERANCE = 5 * MINUTE

/** What the desk's own ids begin with. A caller may not use it, so nothing the desk signed can be sent back to it. */
const ANSWER = 're_'
/** More signatures than a sender with several keys would ever list. */
const SIGNATURES = 8
const ID = /^[A-Za-z0-9_-]{1,128}$/

/** The three headers of Standard Webhooks. */
export interface Stamp {
  id: string
  /** Seconds since 1970, as text. */
  timestamp: string
  /** `v1,<base64>`; several separated by blanks. */
  signature: string
}

/**
 * The key behind a `whsec_…` secret, made once and kept: signing with a key object takes 4 µs, with bytes 20 µs.
 * Throws RangeError where the text is not such a secret of at least 16 bytes.
 */
export const keyOf = (secret: string): KeyObject => {
  const base64 = secret.startsWith('whsec_') ? secret.slice(6) : ''
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : Buffer.alloc(0)
  if (bytes.length < 16) throw new RangeError('a secret is whsec_ and at least 16 bytes in base64')
  return createSecretKey(bytes)
}

export const newId = (): string => `msg_${randomBytes(15).toString('base64url')}`

/** The id of the answer to a call. It binds the two: no other call's answer can be passed off as this one's. */
export const answerId = (id: string): string => ANSWER + id

const digest = (key: KeyObject, id: string, timestamp: string, body: string | Uint8Array): Buffer =>
  createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()

/** Signs `id.timestamp.body` (HMAC-SHA256, Standard Webhooks). */
export const sign = (key: KeyObject, id: string, now: Instant, body: string | Uint8Array): Stamp => {
  const timestamp = String(Math.floor(now / SECOND))
  return { id, timestamp, signature: `v1,${digest(key, id, timestamp, body).toString('base64')}` }
}

/** What is signed where a call has no body: its request line, so that the signature opens no other address. */
export const requestLine = (method: string, target: string): string => `${method} ${target}`

/** Reasons why a stamp does not open the door. */
export type Flaw = 'bad-signature' | 'old-signature'

/** Whether one of the signatures fits, compared in constant time. */
const fits = (expected: Buffer, list: string): boolean => {
  for (const one of list.split(' ', SIGNATURES)) {
    if (!one.startsWith('v1,')) continue
    const given = Buffer.from(one.slice(3), 'base64')
    if (given.length === expected.length && timingSafeEqual(given, expected)) return true
  }
  return false
}

/** Checks who signed `body`, and when. Null: all is well. Whether the id is one a caller may use is its own check. */
export const flawOf = (
  key: KeyObject,
  stamp: Stamp,
  body: string | Uint8Array,
  now: Instant,
): Flaw | null => {
  if (!/^\d{1,12}$/.test(stamp.timestamp)) return 'bad-signature'
  if (Math.abs(Number(stamp.timestamp) * SECOND - now) > TOLERANCE) return 'old-signature'
  if (!fits(digest(key, stamp.id, stamp.timestamp, body), stamp.signature)) return 'bad-signature'
  return null
}

/** Whether a caller may use this id for a call. */
export const isCallId = (id: string): boolean => ID.test(id) && !id.startsWith(ANSWER)
