import type { KeyObject } from 'node:crypto'
import type { Clock } from '../../../platform/clock.ts'
import { Refusal, refuse } from '../../../shared/refusal.ts'
import { type Instant, SECOND } from '../../../shared/time.ts'
import type { Door } from '../domain.ts'
import { keyOf } from './sign.ts'

/** How long a channel is believed to be as it was: a disabled one, or an old secret, still works for this long. */
const FRESH = SECOND
/** Unknown keys asked for in a second; made-up keys must not keep the database busy. Channels in use are not held up. */
const STRANGERS = 100
/** Refusals remembered at most; made-up keys must not fill the memory. */
const KEPT = 1000

export interface Channel extends Pick<Door, 'shopId' | 'channelId' | 'key' | 'secret'> {
  /** What signs both ways. */
  sealedWith: KeyObject
}

export interface Channels {
  /** The channel behind a public key. Throws refusals 'unknown-channel', 'channel-disabled', and
   * 'too-many' while many unknown ones are asked for. At once where it was
   * asked for within the last second, so that the busiest path waits for nothing. */
  of(key: string): Channel | Promise<Channel>
}

/** Remembers for a second what `doorOf` said, unknown and disabled channels as well. */
export const createChannels = (doorOf: (key: string) => Promise<Door>, clock: Clock): Channels => {
  const open = new Map<string, { at: Instant; channel: Channel }>()
  const shut = new Map<string, { at: Instant; refusal: Refusal }>()
  const asked = new Map<string, Promise<Channel>>()
  let strangers = { since: 0, count: 0 }

  const ask = async (key: string): Promise<Channel> => {
    const before = open.get(key)?.channel
    try {
      const door = await doorOf(key)
      // Another kind of channel has another door; here it does not exist.
      if (door.kind !== 'bridge') throw refuse('unknown-channel')
      const { shopId, channelId, secret } = door
      const sealedWith = before?.secret === secret ? before.sealedWith : keyOf(secret)
      const channel = { shopId, channelId, key, secret, sealedWith }
      open.set(key, { at: clock.now(), channel })
      shut.delete(key)
      return channel
    } catch (error) {
      if (error instanceof Refusal) {
        open.delete(key)
        shut.delete(key)
        shut.set(key, { at: clock.now(), refusal: error })
        if (shut.size > KEPT) for (const oldest of shut.keys()) if (shut.delete(oldest)) break
      }
      throw error
    }
  }

  const admitStranger = (now: Instant) => {
    if (now - strangers.since >= SECOND) strangers = { since: now, count: 0 }
    strangers.count += 1
    if (strangers.count > STRANGERS)
      throw refuse('too-many', { problem: 'too many unknown channels are asked for' })
  }

  return {
    of(key) {
      const now = clock.now()
      const channel = open.get(key)
      if (channel && now - channel.at < FRESH) return channel.channel
      const refusal = shut.get(key)
      if (refusal && now - refusal.at < FRESH) throw refusal.refusal
      const already = asked.get(key)
      if (already) return already
      if (!channel) admitStranger(now)
      const asking = ask(key).finally(() => asked.delete(key))
      asked.set(key, asking)
      return asking
    },
  }
}
