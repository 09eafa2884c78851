import type { ServerResponse } from 'node:http'
import { type Cursor, writeCursor } from './cursor.ts'
import { follow } from './follow.ts'
import type { Hub, Logged } from './hub.ts'

/** Entries that arrive within this time go out as one event, ms: a screen redraws 60 times a second at most. */
const GATHER = 15
/** An event this often keeps proxies from closing a quiet stream, and lets browsers say that they are there: timers of a
 * hidden page may run once a minute only, what the network brings is told at once. ms. */
const HEARTBEAT = 20_000

const frame = (entries: readonly Logged[]): string =>
  `[${entries
    .map((e) => `{"shopId":${e.shopId},"seq":${e.seq},"kind":"${e.kind}","at":${e.at},"data":${e.json}}`)
    .join(',')}]`

export interface Stream {
  close(): void
}

/**
 * Streams the logs of some shops to a browser from a cursor on. The id of each event is the cursor after it, so that
 * the browser's own reconnecting resumes without loss. A reader slower than the log is paused, not buffered. It ends
 * once, whoever ends it: a write to an ended response is an error that nobody expects.
 */
export const streamLog = (
  res: ServerResponse,
  deps: {
    hub: Hub
    read: (shopId: number, after: number, limit: number) => Promise<Logged[]>
    /** Asked at every heartbeat; false ends the stream. Where it cannot be told, the stream goes on. */
    stillWelcome: () => Promise<boolean>
    ended: () => void
    log: (message: string, error: unknown) => void
  },
  cursor: Cursor,
): Stream => {
  let ended = false
  let full = false
  let gathered: Logged[] = []
  let timer: NodeJS.Timeout | undefined

  const write = (text: string) => {
    if (ended || res.write(text) || full) return
    full = true
    follower.pause()
    res.once('drain', () => {
      full = false
      follower.resume()
    })
  }
  const finish = (lastWords = '') => {
    if (ended) return
    ended = true
    clearTimeout(timer)
    clearInterval(beat)
    follower.close()
    // Who does not read would keep the connection for ever.
    if (full) res.destroy()
    else res.end(lastWords)
    deps.ended()
  }
  const reached: Cursor = new Map(cursor)
  const sent = (entries: readonly Logged[]): Cursor => {
    for (const entry of entries) reached.set(entry.shopId, entry.seq)
    return reached
  }
  const send = () => {
    timer = undefined
    const entries = gathered
    gathered = []
    write(`id: ${writeCursor(sent(entries))}\nevent: log\ndata: ${frame(entries)}\n\n`)
  }
  const askAgain = () =>
    deps.stillWelcome().then(
      (welcome) => welcome || finish(),
      (error) => deps.log('asking whose an event stream is failed', error),
    )

  res.on('error', () => finish())
  res.on('close', () => finish())
  res.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  res.write(': connected\n\n')
  const follower = follow(deps.hub, deps.read, cursor, {
    entries(entries) {
      gathered.push(...entries)
      timer ??= setTimeout(send, GATHER)
    },
    passing: (news) => write(`event: live\ndata: ${JSON.stringify(news.data)}\n\n`),
    lost: () => finish('event: reset\ndata: {}\n\n'),
    fault(error) {
      // The browser comes back by itself, with its cursor.
      deps.log('reading the event log failed', error)
      finish()
    },
  })
  const beat = setInterval(() => {
    write('event: beat\ndata: 1\n\n')
    void askAgain()
  }, HEARTBEAT)
  return { close: () => finish() }
}
