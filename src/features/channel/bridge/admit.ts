import type { IncomingMessage } from 'node:http'
import { refuse } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Channel } from './channels.ts'
import { BRIDGE } from './protocol.ts'
import { flawOf, isCallId, type Stamp, TOLERANCE } from './sign.ts'

/** A call's address taken apart: `/bridge/v1/{key}/{name}?{query}`. */
export interface Target {
  key: string
  name: string
  query: string
}

export const targetOf = (url: string): Target => {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const slash = path.indexOf('/', BRIDGE.length)
  return slash < 0
    ? { key: path.slice(BRIDGE.length), name: '', query: '' }
    : {
        key: path.slice(BRIDGE.length, slash),
        name: path.slice(slash + 1),
        query: mark < 0 ? '' : url.slice(mark + 1),
      }
}

/** The signature's headers. Throws 'bad-signature' where one is missing or no caller may use the id. */
export const stampOf = ({ headers }: IncomingMessage): Stamp => {
  const id = headers['webhook-id']
  const timestamp = headers['webhook-timestamp']
  const signature = headers['webhook-signature']
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string')
    throw refuse('bad-signature', {
      problem: 'send the headers webhook-id, webhook-timestamp and webhook-signature',
    })
  if (!isCallId(id))
    throw refuse('bad-signature', {
      problem: 'webhook-id must be 1 to 128 of A-Z a-z 0-9 _ - and must not begin with re_',
    })
  return { id, timestamp, signature }
}

/** Throws 'bad-signature' or 'old-signature' where the stamp does not open this channel now. */
export const admit = (channel: Channel, stamp: Stamp, body: string | Uint8Array, now: Instant): void => {
  const flaw = flawOf(channel.sealedWith, stamp, body, now)
  if (flaw === 'old-signature')
    throw refuse(flaw, {
      problem: `webhook-timestamp must be within ${TOLERANCE / 1000} s of the desk's clock`,
      now: Math.floor(now / 1000),
    })
  if (flaw === 'bad-signature')
    throw refuse(flaw, {
      problem: 'no signature in webhook-signature fits this body and this channel’s secret',
    })
}
