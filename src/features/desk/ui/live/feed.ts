import { client } from '../../../../web/api.ts'
import { cell } from '../../../../web/cell.ts'
import { learnSkew } from '../../../../web/clock.ts'
import { queries } from '../../../../web/query.ts'
import { askExposureAnew } from '../../../clock/ui/exposure-news.ts'
import type { ConversationEvent } from '../../../conversation/domain.ts'
import { askGuardAnew, askLeadsAnew } from '../../../guard/ui/api.ts'
import { heardOfOrders } from '../../../order/ui/api.ts'
import { routingApi } from '../../../routing/ui/api.ts'
import { learnMe, me } from '../../../shop/ui/session.ts'
import { heardOfTask, type TaskNews } from '../../../task/ui/api.ts'
import { deskContract, type Live, type LogEntry } from '../../contract.ts'
import { flash, nudges } from '../reminder/flash.ts'
import { beating } from './beat.ts'
import { heardLive } from './passing.ts'
import { renewAllRules, renewRules } from './rules.ts'
import { applyLog, type DeskState, emptyState, fromSnapshot, keyOf } from './state.ts'

export const deskApi = client(deskContract)

/** What the screens know of the desk. */
export const desk = cell<DeskState>(emptyState)

export type Link =
  | { is: 'starting' }
  | { is: 'live' }
  | { is: 'failed'; error: unknown }
  | { is: 'lost'; since: number }
/** How the connection stands. */
export const link = cell<Link>({ is: 'starting' })

/** Which answers an entry of the log makes old, by the first word of their query. */
const asksAnew: Record<string, string[]> = {
  settings: ['settings', 'phrases', 'campaigns', 'recovery', 'sms'],
  recovery: ['recovery'],
  member: ['settings'],
  'member-left': ['settings'],
  'letter-settled': ['letters'],
  imported: ['closed'],
  sms: ['sms', 'opt-outs'],
  errands: ['errands'],
  'opt-out': ['opt-outs'],
}

/** Waits between attempts, ms. */
const BACKOFF = [500, 1000, 2000, 4000, 8000, 15_000]
/** The desk gives nothing to whom it has not heard of for 45 s: one message may be lost, ms. */
const STILL_HERE = 15_000
/** The computer slept if a one-second beat is this late, ms: the stream may be dead without having noticed. */
const SLEPT = 8000

/**
 * Follows the desk until the returned function is called: snapshot, then the log from there on. Entries are gathered
 * and applied once a frame, so that a burst costs one drawing.
 */
export const followDesk = (): (() => void) => {
  let stopped = false
  let source: EventSource | null = null
  let cursor: string | null = null
  let attempts = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let waiting: LogEntry[] = []
  let frame = 0
  let hidden: ReturnType<typeof setTimeout> | undefined

  const apply = () => {
    cancelAnimationFrame(frame)
    clearTimeout(hidden)
    frame = 0
    hidden = undefined
    const entries = waiting
    waiting = []
    if (entries.length === 0) return
    desk.update((state) => applyLog(state, entries))
    for (const { kind, shopId, data } of entries) {
      if (kind === 'settings') {
        const { area } = data as { area: string }
        renewRules(shopId, area)
        if (area === 'guard') void askGuardAnew(shopId)
        // What things cost hangs on all three.
        if (area === 'pricing' || area === 'catalog' || area === 'campaign')
          void queries.invalidateQueries({ queryKey: ['pricing', shopId] })
      }
      if (kind === 'breach') askExposureAnew()
      if (kind === 'orders') heardOfOrders(shopId, (data as { orders: string[] | null }).orders)
      if (kind === 'task') heardOfTask(shopId, data as TaskNews)
      if (kind !== 'conversation') continue
      const { conversation, messages } = data as ConversationEvent
      if (messages.some((m) => m.detail?.notice?.what === 'breached')) askExposureAnew()
      if (messages.some((m) => m.detail?.masked)) void askLeadsAnew(shopId)
      if (nudges(messages, me.get()?.personId ?? 0)) flash(keyOf(conversation))
      // Who has sent it no longer types it.
      if (messages.some((m) => m.author === 'buyer'))
        heardLive({ shopId, conversationId: conversation.id, personId: null, doing: 'left' })
    }
    const stale = new Set(entries.flatMap((e) => asksAnew[e.kind] ?? []))
    for (const first of stale) void queries.invalidateQueries({ queryKey: [first] })
  }
  const gather = (entries: LogEntry[]) => {
    waiting.push(...entries)
    // A hidden page gets no frames.
    if (document.hidden) hidden ??= setTimeout(apply, 250)
    else frame ||= requestAnimationFrame(apply)
  }

  const lost = () => {
    if (link.get().is === 'live') link.set({ is: 'lost', since: Date.now() })
  }
  const later = (go: () => void) => {
    clearTimeout(retry)
    retry = setTimeout(go, BACKOFF[Math.min(attempts++, BACKOFF.length - 1)])
  }

  const listen = () => {
    source?.close()
    if (stopped || cursor === null) return
    source = new EventSource(`/api/events?after=${encodeURIComponent(cursor)}`)
    source.onopen = () => {
      attempts = 0
      link.set({ is: 'live' })
    }
    source.addEventListener('log', (event) => {
      if (event.lastEventId !== '') cursor = event.lastEventId
      gather(JSON.parse(event.data as string) as LogEntry[])
    })
    // Every 20 s: where the page is hidden, its timers may sleep for a minute.
    source.addEventListener('beat', sayHere)
    source.addEventListener('live', (event) => heardLive(JSON.parse(event.data as string) as Live))
    source.addEventListener('reset', () => {
      cursor = null
      source?.close()
      void start()
    })
    source.onerror = () => {
      lost()
      // The browser reconnects by itself, unless the desk answered with a refusal. What it refused a stream does not
      // tell; if nobody is signed in any more, this question brings up the sign-in page, and following ends.
      if (source?.readyState !== EventSource.CLOSED) return
      const again = () => (cursor === null ? void start() : listen())
      learnMe()
        .catch(() => {})
        .then(() => {
          if (!stopped && me.get() !== null) later(again)
        })
    }
  }

  const start = async () => {
    try {
      const snapshot = await deskApi.snapshot({})
      if (stopped) return
      waiting = []
      learnSkew(snapshot.now)
      desk.update((state) => fromSnapshot(snapshot, state))
      cursor = snapshot.cursor
      renewAllRules()
      for (const first of ['conversation', 'closed']) void queries.invalidateQueries({ queryKey: [first] })
      listen()
    } catch (error) {
      if (stopped) return
      if (link.get().is === 'starting') link.set({ is: 'failed', error })
      later(() => void start())
    }
  }

  let beat = Date.now()
  const pulse = setInterval(() => {
    if (Date.now() - beat > SLEPT) listen()
    beat = Date.now()
  }, 1000)
  const sayHere = () => {
    if (!stopped) routingApi.here({}).catch(() => {})
  }
  const stopBeating = beating(STILL_HERE, sayHere)
  const online = () => {
    attempts = 0
    if (link.get().is !== 'live') later(() => (cursor === null ? void start() : listen()))
  }
  window.addEventListener('online', online)
  window.addEventListener('offline', lost)
  void start()

  return () => {
    stopped = true
    source?.close()
    clearTimeout(retry)
    clearTimeout(hidden)
    cancelAnimationFrame(frame)
    clearInterval(pulse)
    stopBeating()
    window.removeEventListener('online', online)
    window.removeEventListener('offline', lost)
    desk.set(emptyState)
    link.set({ is: 'starting' })
  }
}
