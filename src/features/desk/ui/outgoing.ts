import { cell } from '../../../web/cell.ts'
import type { Sending } from '../../conversation/ui/lines.ts'
import type { Key } from './live/state.ts'

const KEPT = 'peakdesk.sending'

export type OnTheirWay = ReadonlyMap<Key, readonly Sending[]>

interface Kept {
  personId: number
  lines: [Key, Sending[]][]
}

interface Outside {
  /** Gives one line to the desk; throws if the desk does not take it. */
  post(key: Key, one: Sending): Promise<void>
  failed(error: unknown): void
  /** Whether a line that was refused goes back to who wrote it, instead of staying to be sent again. */
  givesBack(error: unknown, key: Key, one: Sending): boolean
  /** Of this window: two windows would overwrite each other's lines. */
  storage: Pick<Storage, 'getItem' | 'setItem'>
}

/**
 * Replies and notes on their way. Those of one conversation leave one after the other, in the order they were written;
 * one that failed holds back those behind it, until it is sent again or discarded. So only a first one can have failed.
 */
export const outgoing = ({ post, failed, givesBack, storage }: Outside) => {
  const sending = cell<OnTheirWay>(new Map())
  const running = new Map<Key, Promise<void>>()
  /** Given back to their writers; whoever waits for one hears that it did not arrive. */
  const returned = new Set<string>()
  let owner: number | null = null
  sending.follow(() => {
    if (owner === null) return
    const kept = { personId: owner, lines: [...sending.get()] }
    storage.setItem(KEPT, JSON.stringify(kept))
  })

  const of = (key: Key): readonly Sending[] => sending.get().get(key) ?? []
  const change = (key: Key, mine: readonly Sending[]) =>
    sending.update((all) => {
      const next = new Map(all)
      if (mine.length === 0) next.delete(key)
      else next.set(key, mine)
      return next
    })
  const without = (key: Key, clientId: string) =>
    change(
      key,
      of(key).filter((s) => s.clientId !== clientId),
    )
  const mark = (key: Key, clientId: string, hasFailed: boolean) =>
    change(
      key,
      of(key).map((s) => (s.clientId === clientId ? { ...s, failed: hasFailed } : s)),
    )

  const drain = async (key: Key) => {
    for (;;) {
      const [first] = of(key)
      if (!first || first.failed) break
      try {
        await post(key, first)
        without(key, first.clientId)
      } catch (error) {
        if (givesBack(error, key, first)) {
          returned.add(first.clientId)
          without(key, first.clientId)
        } else mark(key, first.clientId, true)
        failed(error)
      }
    }
    running.delete(key)
  }
  /** Resolves when nothing of the conversation can leave any more. */
  const go = (key: Key): Promise<void> => {
    const now = running.get(key)
    if (now) return now
    const next = Promise.resolve().then(() => drain(key))
    running.set(key, next)
    return next
  }
  const gone = async (key: Key, clientId: string): Promise<boolean> => {
    await go(key)
    return !returned.delete(clientId) && !of(key).some((s) => s.clientId === clientId)
  }

  const restored = (personId: number): OnTheirWay => {
    try {
      const kept = JSON.parse(storage.getItem(KEPT) ?? 'null') as Kept | null
      if (kept?.personId !== personId) return new Map()
      // Whether the first one arrived is not known; sent again under the same id, it is not stored twice.
      return new Map(kept.lines.map(([key, all]) => [key, all.map((s, i) => ({ ...s, failed: i === 0 }))]))
    } catch {
      return new Map()
    }
  }

  return {
    sending,
    /** Conversations in which something is leaving now. */
    leaving: () => running.size,
    /** Shows a line and sends it. True when the desk has it; otherwise it stays, to be sent again. */
    send: (key: Key, one: Sending): Promise<boolean> => {
      change(key, [...of(key), one])
      return gone(key, one.clientId)
    },
    /** Sends again under the same id: if the desk did have it, it is not stored twice. */
    sendAgain: (key: Key, clientId: string): Promise<boolean> => {
      mark(key, clientId, false)
      return gone(key, clientId)
    },
    discard: (key: Key, clientId: string) => {
      without(key, clientId)
      void go(key)
    },
    /** Says who is signed in: lines of before a reload come back to who wrote them, and to nobody else. */
    belongTo: (personId: number | null) => {
      if (personId === owner) return
      owner = null
      sending.set(new Map())
      owner = personId
      if (personId !== null) sending.set(restored(personId))
    },
  }
}
