import type { KeyObject } from 'node:crypto'
import type { Instant } from '../../../shared/time.ts'
import { type Flaw, flawOf, sign } from './sign.ts'

/**
 * Frames of the socket are signed like calls: one line `id timestamp signature`, then the JSON. Ids are the
 * connection's, counted up from 1 on each side, so that a frame can be neither repeated, left out, moved, nor taken
 * from another connection or from the other side.
 */
export const sealing = (key: KeyObject, side: string) => {
  let count = 0
  return (value: unknown, now: Instant): string => {
    count += 1
    const json = JSON.stringify(value)
    const { id, timestamp, signature } = sign(key, `${side}-${count}`, now, json)
    return `${id} ${timestamp} ${signature}\n${json}`
  }
}

/** Gives the JSON text of the side's next frame, or what is wrong with it. */
export const opening = (key: KeyObject, side: string) => {
  let count = 0
  return (frame: string, now: Instant): { json: string } | { flaw: Flaw } => {
    count += 1
    const end = frame.indexOf('\n')
    const [id = '', timestamp = '', signature = ''] = frame.slice(0, Math.max(0, end)).split(' ', 3)
    const json = frame.slice(end + 1)
    if (id !== `${side}-${count}`) return { flaw: 'bad-signature' }
    const flaw = flawOf(key, { id, timestamp, signature }, json, now)
    return flaw ? { flaw } : { json }
  }
}
