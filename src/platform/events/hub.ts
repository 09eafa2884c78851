import type { Instant } from '../../shared/time.ts'

/** One entry of a shop's event log. `json` is `data` as it stands in the database, made once and sent as it is. */
export interface Logged {
  shopId: number
  seq: number
  kind: string
  at: Instant
  json: string
  data: unknown
}

/** News that is not kept: typing, looking, presence. */
export interface Passing {
  shopId: number
  kind: string
  data: unknown
}

export interface Watcher {
  /** Log entries of one shop in order, without gaps, each once. */
  logged?(entries: readonly Logged[]): void
  passing?(news: Passing): void
}

export interface Hub {
  /** Entries committed by this process. They may come in any order between its writers. */
  publish(entries: readonly Logged[]): void
  /** Another process says that a shop's log has grown to `seq`. */
  heard(shopId: number, seq: number): void
  pass(news: Passing): void
  /** `shops`: which it wants to hear of; all of them if not given. */
  watch(watcher: Watcher, shops?: Iterable<number>): () => void
  /** Whether an entry was committed by this process. */
  isOwn(entry: Logged): boolean
  /** The last entry handed on of a shop, if this process has seen one. */
  last(shopId: number): number | undefined
}

type ReadLog = (shopId: number, after: number, limit: number) => Promise<Logged[]>

/** How many early entries are kept per shop while an earlier one is missing; beyond, they are read again. */
const HOLD = 2000

interface ShopTail {
  last: number
  early: Map<number, Logged>
  reading: boolean
  heard: number
}

/**
 * Hands the log on to everything in this process that follows it. Entries committed here come directly; what other
 * processes committed, or what overtook, is read from the database.
 */
export const createHub = (read: ReadLog, onFault: (error: unknown) => void): Hub => {
  const ofAll = new Set<Watcher>()
  // By shop: with thousands of screens, a shop's news costs only those that show it.
  const ofShop = new Map<number, Set<Watcher>>()
  const tails = new Map<number, ShopTail>()
  const own = new WeakSet<Logged>()

  const tell = (shopId: number, news: (watcher: Watcher) => void) => {
    for (const watchers of [ofAll, ofShop.get(shopId) ?? []])
      for (const watcher of watchers) {
        try {
          news(watcher)
        } catch (error) {
          onFault(error)
        }
      }
  }
  const emit = (entries: readonly Logged[]) => {
    const [first] = entries
    if (first) tell(first.shopId, (watcher) => watcher.logged?.(entries))
  }

  /** Hands on what follows `tail.last` without a gap. */
  const drain = (tail: ShopTail) => {
    const ready: Logged[] = []
    for (let next = tail.early.get(tail.last + 1); next; next = tail.early.get(tail.last + 1)) {
      tail.early.delete(next.seq)
      tail.last = next.seq
      ready.push(next)
    }
    emit(ready)
  }

  const fillGap = async (shopId: number, tail: ShopTail) => {
    if (tail.reading) return
    tail.reading = true
    try {
      while (tail.heard > tail.last) {
        const entries = await read(shopId, tail.last, 500)
        if (entries.length === 0) break
        const first = entries[0]
        // Entries before the first one read have been pruned: go on from there.
        if (first && first.seq > tail.last + 1) tail.last = first.seq - 1
        for (const entry of entries) if (entry.seq > tail.last) tail.early.set(entry.seq, entry)
        drain(tail)
      }
    } catch (error) {
      onFault(error)
    } finally {
      tail.reading = false
    }
  }

  const tailOf = (shopId: number, seq: number): ShopTail => {
    let tail = tails.get(shopId)
    if (!tail) {
      // Nobody here has followed this shop before: start with what comes now.
      tail = { last: seq - 1, early: new Map(), reading: false, heard: seq }
      tails.set(shopId, tail)
    }
    return tail
  }

  return {
    publish(entries) {
      const touched = new Map<number, ShopTail>()
      for (const entry of entries) {
        own.add(entry)
        const tail = tailOf(entry.shopId, entry.seq)
        if (entry.seq <= tail.last) continue
        tail.heard = Math.max(tail.heard, entry.seq)
        if (tail.early.size < HOLD) tail.early.set(entry.seq, entry)
        touched.set(entry.shopId, tail)
      }
      for (const [shopId, tail] of touched) {
        drain(tail)
        if (tail.heard > tail.last) void fillGap(shopId, tail)
      }
    },
    heard(shopId, seq) {
      const tail = tailOf(shopId, seq)
      if (seq <= tail.last) return
      tail.heard = Math.max(tail.heard, seq)
      void fillGap(shopId, tail)
    },
    pass(news) {
      tell(news.shopId, (watcher) => watcher.passing?.(news))
    },
    watch(watcher, shops) {
      if (!shops) {
        ofAll.add(watcher)
        return () => ofAll.delete(watcher)
      }
      const its = [...shops]
      for (const shopId of its) {
        const others = ofShop.get(shopId) ?? new Set()
        ofShop.set(shopId, others.add(watcher))
      }
      return () => {
        for (const shopId of its) {
          const others = ofShop.get(shopId)
          others?.delete(watcher)
          if (others?.size === 0) ofShop.delete(shopId)
        }
      }
    },
    isOwn: (entry) => own.has(entry),
    last: (shopId) => tails.get(shopId)?.last,
  }
}
