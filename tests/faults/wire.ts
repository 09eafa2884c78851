import { setTimeout } from 'node:timers/promises'
import { BRIDGE } from '../../src/features/channel/bridge/protocol.ts'
import { keyOf, newId, requestLine, sign } from '../../src/features/channel/bridge/sign.ts'
import { systemClock } from '../../src/platform/clock.ts'

/** A channel of the desk under test, as a connector knows it. */
export interface Channel {
  url: string
  shopId: number
  channelId: number
  key: string
  secret: string
}

export interface Answer {
  status: number
  body: { [field: string]: unknown; error?: { code: string; detail: unknown } }
}

/** Long enough for a poll, and for the desk's own patience with its database. */
const PATIENCE = 30_000

/** Signed calls by hand, without the client's own retries: the test must know what was tried how often. Reject where
 * no whole answer comes. */
export const wireTo = ({ url, key, secret }: Pick<Channel, 'url' | 'key' | 'secret'>) => {
  const sealedWith = keyOf(secret)
  const call = async (method: string, name: string, body: string | null, id: string): Promise<Answer> => {
    const target = `${BRIDGE}${key}/${name}`
    const stamp = sign(sealedWith, id, systemClock.now(), body ?? requestLine(method, target))
    const response = await fetch(url + target, {
      method,
      body,
      signal: AbortSignal.timeout(PATIENCE),
      headers: {
        'content-type': 'application/json',
        'webhook-id': stamp.id,
        'webhook-timestamp': stamp.timestamp,
        'webhook-signature': stamp.signature,
      },
    })
    // Before the desk is up, what answers speaks no JSON.
    const text = await response.text()
    return { status: response.status, body: response.status === 503 ? {} : JSON.parse(text) }
  }
  return {
    post: (name: string, body: unknown, id = newId()) => call('POST', name, JSON.stringify(body), id),
    get: (name: string) => call('GET', name, null, newId()),
  }
}

/** Pause before knocking again at a desk that is down: more often, a dozen clients keep it from getting up. */
export const knockAgain = (): Promise<void> => setTimeout(100)

/** For what was under way when the desk went: `fetch` says TypeError. Anything else is what the tests look for. */
export const cutOff = (error: unknown): null => {
  if (error instanceof TypeError) return null
  throw error
}
