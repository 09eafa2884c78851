import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from '../../../shared/refusal.ts'

export interface Limit {
  points: number
  /** Length of the window; it starts with a key's first request. */
  seconds: number
}

/** Counts by key. Each process counts for itself: with several, a limit is that many times as wide. */
export interface Counter {
  /** Takes a point. Throws the refusal `too-many`, with `retryAfter` in seconds, when there is none left. */
  take(key: string): Promise<void>
  /** Gives one back. */
  giveBack(key: string): Promise<void>
  clear(key: string): Promise<void>
}

export const counter = ({ points, seconds }: Limit): Counter => {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    async take(key) {
      try {
        await limiter.consume(key)
      } catch (spent) {
        if (!(spent instanceof RateLimiterRes)) throw spent
        throw refuse('too-many', { retryAfter: Math.max(1, Math.ceil(spent.msBeforeNext / 1000)) })
      }
    },
    giveBack: async (key) => void (await limiter.reward(key)),
    clear: async (key) => void (await limiter.delete(key)),
  }
}

/** Lets `points` requests of one key through in any `seconds`; more are refused `too-many`. */
export const limitBy = (limit: Limit & { key: (c: Context) => string }): MiddlewareHandler => {
  const count = counter(limit)
  return async (c, next) => {
    await count.take(limit.key(c))
    return next()
  }
}
