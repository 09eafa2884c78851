import type { KeyObject } from 'node:crypto'
import type { Clock } from '../../../../platform/clock.ts'
import { SECOND } from '../../../../shared/time.ts'
import { BRIDGE } from '../protocol.ts'
import { answerId, flawOf, newId, requestLine, sign } from '../sign.ts'
import { pause, rest } from './backoff.ts'
import { BridgeRefusal, BridgeSilence, refusalIn } from './errors.ts'

/** How long one attempt may take. */
const ATTEMPT = 30 * SECOND

/** The desk as the client knows it. */
export interface Desk {
  url: string
  channelKey: string
  key: KeyObject
  clock: Clock
  /** How long a call is tried again, ms. */
  patience: number
  /** Fires when the client closes. */
  closing: AbortSignal
}

export const addressOf = (desk: Desk, name: string): URL =>
  new URL(`${BRIDGE}${encodeURIComponent(desk.channelKey)}/${name}`, desk.url)

/** Whether `text` is the desk's answer to the call `id`, and no one else's. */
const isAnswer = (desk: Desk, id: string, { headers }: Response, text: string): boolean => {
  const stamp = {
    id: headers.get('webhook-id') ?? '',
    timestamp: headers.get('webhook-timestamp') ?? '',
    signature: headers.get('webhook-signature') ?? '',
  }
  return stamp.id === answerId(id) && flawOf(desk.key, stamp, text, desk.clock.now()) === null
}

/** One attempt, with a body or (null) to get something, under an id of its own: nobody can tell whether a lost one was taken. */
const attempt = async (
  desk: Desk,
  name: string,
  body: string | Uint8Array | null,
  ending: AbortSignal = desk.closing,
): Promise<unknown> => {
  const id = newId()
  const address = addressOf(desk, name)
  const signed = body ?? requestLine('GET', `${address.pathname}${address.search}`)
  const stamp = sign(desk.key, id, desk.clock.now(), signed)
  const response = await fetch(address, {
    method: body === null ? 'GET' : 'POST',
    ...(body !== null && { body: body as string | Uint8Array<ArrayBuffer> }),
    signal: AbortSignal.any([ending, AbortSignal.timeout(ATTEMPT)]),
    headers: {
      ...(body !== null && {
        'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
      }),
      'webhook-id': id,
      'webhook-timestamp': stamp.timestamp,
      'webhook-signature': stamp.signature,
    },
  })
  const text = await response.text()
  if (response.ok) {
    if (isAnswer(desk, id, response, text)) return JSON.parse(text)
    throw new BridgeRefusal('forged-answer', {
      problem: 'what answered is not this desk, or its clock is more than 5 minutes off',
    })
  }
  const refusal = refusalIn(text)
  if (response.status >= 500 || response.status === 429 || !refusal)
    throw new Error(`HTTP ${response.status}`)
  throw refusal
}

/** Asks the desk once for something, waiting for it if need be. Throws BridgeRefusal, and whatever broke the line. */
export const get = (desk: Desk, name: string, ending: AbortSignal): Promise<unknown> =>
  attempt(desk, name, null, ending)

/**
 * Calls the desk and gives its answer. Network errors, 5xx and 429 are tried again with backoff. Throws
 * BridgeRefusal where the desk says no, BridgeSilence when patience is at its end or the client closes.
 */
export const call = async (desk: Desk, name: string, body: string | Uint8Array): Promise<unknown> => {
  const until = desk.clock.now() + desk.patience
  for (let n = 0; ; n++) {
    try {
      return await attempt(desk, name, body)
    } catch (error) {
      if (error instanceof BridgeRefusal) throw error
      const wait = pause(n)
      if (desk.closing.aborted || desk.clock.now() + wait > until) throw new BridgeSilence(error)
      await rest(wait, desk.closing)
    }
  }
}
