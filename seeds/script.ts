import type { Role } from '../src/shared/access.ts'
import { DAY, type Instant, localTime, MINUTE, SECOND } from '../src/shared/time.ts'

export type ShopName = 'tmall' | 'site'

/** A person of the made-up store, and what they are in each of its shops. */
export interface SeedPerson {
  username: string
  name: string
  places: Record<ShopName, { role: Role; teams: string[] }>
  online: boolean
  /** Told beside the password at the first start. */
  says: string
}

/** What somebody does at one point of a talk; a bare text is said. */
export type Deed =
  | string
  | { do: 'claim' }
  | { do: 'close' }
  /** The buyer sends a picture of the folder `pictures`, a WebP file. */
  | { do: 'picture'; file: string; size: { width: number; height: number } }
  /** The buyer has read everything up to here. */
  | { do: 'read' }
  | { do: 'note'; text: string }
  | { do: 'tag'; tags: string[] }
  | { do: 'transfer'; to: string; note: string }
  | { do: 'snooze'; minutes: number }

/** Seconds after the line before, who, and what. The assistant's lines are not written here: it gives them itself. */
export type Line = readonly [after: number, who: string, deed: Deed]

export interface Talk {
  shop: ShopName
  via: 'bridge' | 'web-chat'
  buyer: { id: string; name: string }
  /** Minutes before now, or a wall-clock time some days ago: yesterday's talks must not lie in the night. */
  begins: { minutesAgo: number } | { daysAgo: number; at: string }
  lines: readonly Line[]
  /** What the shop has noted about the buyer. */
  note?: string
}

export interface Moment {
  at: Instant
  talk: Talk
  who: string
  deed: Deed
}

const beginOf = ({ begins }: Talk, now: Instant, zone: string): Instant => {
  if ('minutesAgo' in begins) return now - begins.minutesAgo * MINUTE
  const midnight = now - localTime(now, zone).minute * MINUTE - (now % MINUTE)
  const [hour = 0, minute = 0] = begins.at.split(':').map(Number)
  return midnight - begins.daysAgo * DAY + (hour * 60 + minute) * MINUTE
}

/** What happens in all the talks, in the order in which it happened. Nothing of it lies after `now`. */
export const inOrder = (talks: readonly Talk[], now: Instant, zone: string): Moment[] =>
  talks
    .flatMap((talk) => {
      let at = beginOf(talk, now, zone)
      return talk.lines.map(([after, who, deed]): Moment => {
        at += after * SECOND
        return { at: Math.min(at, now), talk, who, deed }
      })
    })
    .sort((a, b) => a.at - b.at)
