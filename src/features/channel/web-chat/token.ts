import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { refuse } from '../../../shared/refusal.ts'
import { DAY, type Instant } from '../../../shared/time.ts'

/** Who writes in a web chat. */
export interface Visitor {
  externalId: string
  name: string
  /** The shop's server signed for who this is. */
  verified: boolean
}

/** Keys of a channel, made once: HMAC with a key object takes 4 µs, with a string 20. */
export interface DoorKeys {
  /** The channel's secret itself, for the shop's signatures. */
  identity: KeyObject
  /** Derived from it: a signature for the one purpose is worth nothing for the other. */
  token: KeyObject
}

export const doorKeys = (secret: string): DoorKeys => ({
  identity: createSecretKey(secret, 'utf8'),
  token: createSecretKey(createHmac('sha256', secret).update('peakdesk web-chat token 1').digest()),
})

/** A visitor who has not been back for this long is a new one. */
const TOKEN_LIFE = 180 * DAY

const same = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)
const sign = (key: KeyObject, payload: string) => createHmac('sha256', key).update(payload).digest()

/** Nothing is kept for visitors who never write: the token is all there is of them. */
export const issueToken = (keys: DoorKeys, visitor: Visitor, now: Instant): string => {
  const { externalId, name, verified } = visitor
  const payload = Buffer.from(JSON.stringify([externalId, name, verified, now])).toString('base64url')
  return `${payload}.${sign(keys.token, payload).toString('base64url')}`
}

/** Throws 'bad-signature' for what this channel did not sign, 'old-signature' for a token out of use. */
export const readToken = (keys: DoorKeys, token: string, now: Instant): Visitor => {
  const [payload = '', signature = ''] = token.split('.')
  if (!same(Buffer.from(signature, 'base64url'), sign(keys.token, payload))) throw refuse('bad-signature')
  const [externalId, name, verified, issued] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
    string,
    string,
    boolean,
    Instant,
  ]
  if (now - issued > TOKEN_LIFE) throw refuse('old-signature')
  return { externalId, name, verified }
}

/** Somebody nobody knows: 128 random bits. */
export const newVisitor = (locale: string): Visitor => {
  const id = randomBytes(16)
  const mark = id.toString('hex').slice(0, 4).toUpperCase()
  return {
    externalId: `visitor:${id.toString('base64url')}`,
    name: locale === 'en' ? `Visitor ${mark}` : `访客 ${mark}`,
    verified: false,
  }
}

/** The buyer the shop's server vouches for. The name is not signed: it is what the page says. */
export const identified = (keys: DoorKeys, identity: { id: string; name: string; hash: string }): Visitor => {
  if (!same(Buffer.from(identity.hash, 'hex'), sign(keys.identity, identity.id)))
    throw refuse('bad-signature', { what: 'identity' })
  // A prefix of their own: no id of a shop's can be that of an anonymous visitor.
  return { externalId: `user:${identity.id}`, name: identity.name.trim() || identity.id, verified: true }
}
