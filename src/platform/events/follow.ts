import type { Cursor } from './cursor.ts'
import type { Hub, Logged, Passing, Watcher } from './hub.ts'

export interface Follower {
  /** Stops handing on (the reader cannot take more); what comes meanwhile is read from the log later. */
  pause(): void
  resume(): void
  close(): void
}

/** Entries read from the log at once when a follower is behind. */
const PIECE = 500

/**
 * Hands a reader every log entry after its cursor, in order, each once: from the log while it is behind, from the hub
 * when it has caught up. `cursor` is kept up to date. `lost` is called when entries it needs are gone from the log,
 * `fault` when reading fails: at most one of them, once, and nothing more is handed on after it.
 */
export const follow = (
  hub: Hub,
  read: (shopId: number, after: number, limit: number) => Promise<Logged[]>,
  cursor: Cursor,
  reader: {
    entries(entries: readonly Logged[]): void
    passing?(news: Passing): void
    lost(): void
    fault(error: unknown): void
  },
): Follower => {
  let paused = false
  let closed = false
  const close = () => {
    closed = true
    unwatch()
  }
  const behind = new Set<number>(cursor.keys())
  const reading = new Set<number>()

  const take = (entries: readonly Logged[]) => {
    const fresh = entries.filter(
      (entry) => entry.seq > (cursor.get(entry.shopId) ?? Number.POSITIVE_INFINITY),
    )
    for (const entry of fresh) cursor.set(entry.shopId, entry.seq)
    if (fresh.length > 0) reader.entries(fresh)
  }

  const catchUp = async (shopId: number) => {
    if (reading.has(shopId)) return
    reading.add(shopId)
    try {
      while (!closed && !paused) {
        behind.delete(shopId)
        const after = cursor.get(shopId) ?? 0
        const entries = await read(shopId, after, PIECE)
        if (closed || paused) {
          behind.add(shopId)
          return
        }
        const first = entries[0]
        if (first && first.seq > after + 1) {
          close()
          return reader.lost()
        }
        take(entries)
        if (entries.length < PIECE && !behind.has(shopId)) return
      }
    } catch (error) {
      if (closed) return
      close()
      reader.fault(error)
    } finally {
      reading.delete(shopId)
    }
  }

  const watcher: Watcher = {
    logged(entries) {
      const shopId = entries[0]?.shopId
      if (shopId === undefined) return
      const at = cursor.get(shopId) ?? 0
      const last = entries[entries.length - 1]
      if (!last || last.seq <= at) return
      if (paused || reading.has(shopId) || (entries[0]?.seq ?? 0) > at + 1) {
        behind.add(shopId)
        if (!paused) void catchUp(shopId)
        return
      }
      take(entries)
    },
    passing(news) {
      if (!paused) reader.passing?.(news)
    },
  }
  const unwatch = hub.watch(watcher, cursor.keys())
  for (const shopId of cursor.keys()) void catchUp(shopId)

  return {
    pause() {
      paused = true
    },
    resume() {
      paused = false
      for (const shopId of [...behind]) void catchUp(shopId)
    },
    close,
  }
}
