import { refuse } from '../../shared/refusal.ts'

/**
 * Lets pieces of work through one after the other. Decoding a large picture takes up to 160 MB and a whole core:
 * one at a time keeps memory flat and leaves the other core to the messages. Beyond `limit` waiting, throws
 * 'too-many': an upload that will wait for minutes is better tried again.
 */
export const inTurn = (limit: number) => {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= limit) throw refuse('too-many', { what: 'pictures', retryAfter: 5 })
    waiting += 1
    const mine = last.then(work)
    last = mine.catch(() => {})
    try {
      return await mine
    } finally {
      waiting -= 1
    }
  }
}
