import type { KeyObject } from 'node:crypto'
import type { Clock } from '../../../platform/clock.ts'
import { Refusal, refuse } from '../../../shared/refusal.ts'
import { type Instant, SECOND } from '../../../shared/time.ts'
import type { Door } from '../domain.ts'
import { keyOf } from './sign.ts'

/** How long a channel is believed to be as it was: a disabled one, or an old secret, still works for this long. */
const FRESH = SECOND
/** Keys remembered at most; made-up keys must not fill the memory. */
const KEPT = 1000

export interface Channel extends Pick<Door, 'shopId' | 'channelId' | 'key' | 'secret'> {
  /** What signs both ways. */
  sealedWith: KeyObject
}

type Known = { at: Instant } & ({ channel: Channel } | { refusal: Refusal })

export interface Channels {
  /** The channel behind a public key. Throws refusals `unknown-channel` and `channel-disabled`. At once where it was
   * asked for within the last second, so that the busiest path waits for nothing. */
  of(key: string): Channel | Promise<Channel>
}

/** Remembers for a second what `doorOf` said, unknown and disabled channels as well. */
export const createChannels = (doorOf: (key: string) => Promise<Door>, clock: Clock): Channels => {
  const known = new Map<string, Known>()
  const asked = new Map<string, Promise<Channel>>()

  const remember = (key: string, entry: Known) => {
    known.delete(key)
    known.set(key, entry)
    if (known.size > KEPT) for (const oldest of known.keys()) return void known.delete(oldest)
  }

  const ask = async (key: string): Promise<Channel> => {
    const before = known.get(key)
    try {
      const door = await doorOf(key)
      // Another kind of channel has another door; here it does not exist.
      if (door.kind !== 'bridge') throw refuse('unknown-channel')
      const same = before && 'channel' in before && before.channel.secret === door.secret
      const { shopId, channelId, secret } = door
      const sealedWith = same ? before.channel.sealedWith : keyOf(secret)
      const channel = { shopId, channelId, key, secret, sealedWith }
      remember(key, { at: clock.now(), channel })
      return channel
    } catch (error) {
      if (error instanceof Refusal) remember(key, { at: clock.now(), refusal: error })
      throw error
    }
  }

  return {
    of(key) {
      const entry = known.get(key)
      if (entry && clock.now() - entry.at < FRESH) {
        if ('channel' in entry) return entry.channel
        throw entry.refusal
      }
      const already = asked.get(key)
      if (already) return already
      const asking = ask(key).finally(() => asked.delete(key))
      asked.set(key, asking)
      return asking
    },
  }
}
