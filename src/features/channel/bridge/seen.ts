import type { Instant } from '../../../shared/time.ts'
import { TOLERANCE } from './sign.ts'

/** Ids remembered at most, about 20 MB: 160 calls a second, all within the tolerance. */
const KEPT = 100_000

/**
 * Whether a call's id is used for the first time. Held in memory for as long as the signature could pass again. For
 * the small calls only, which do no harm when a restart forgets: message batches are remembered by the database.
 */
export const createSeen = (): {
  first(channel: { shopId: number; channelId: number }, id: string, now: Instant): boolean
} => {
  const seen = new Map<string, Instant>()
  return {
    first({ shopId, channelId }, id, now) {
      for (const [oldest, at] of seen) {
        // A stamp may be dated ahead by the tolerance, and lives for the tolerance after that.
        if (now - at <= 2 * TOLERANCE && seen.size < KEPT) break
        seen.delete(oldest)
      }
      const name = `${shopId}:${channelId} ${id}`
      if (seen.has(name)) return false
      seen.set(name, now)
      return true
    },
  }
}
