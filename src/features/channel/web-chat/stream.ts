import type { BuyerMessage } from './contract.ts'
import type { Listener } from './feeds.ts'
import type { Said } from './shown.ts'

/** Proxies close what is silent for a minute; buyers' phones are told every 25 s that the line stands. */
export const HEARTBEAT = 25_000
/** Bytes given to the connection ahead of its reader; beyond, the line waits for it. */
const AHEAD = 16 * 1024
const PAGE = 100
/** Events that may wait for the reader. One further behind is cut off, and goes on later where it stopped. */
const WAITING = 200

export interface Line {
  response: Response
  listener: Listener
  /** Call once the listener is attached. */
  start(): void
  beat(): void
  end(): void
}

/**
 * A stream of a visitor's messages from `after` on: first what is stored, then what comes, each once and in order,
 * whatever happens in between. (Attached first, read then: what is committed before the reading is read, what is
 * committed later is told; what is both has an id that was sent already.)
 */
export const openLine = (deps: {
  after: number
  /** Stored messages after an id, oldest first. */
  read(after: number, limit: number): Promise<readonly Said[]>
  show(messages: readonly Said[]): Promise<BuyerMessage[]>
  onEnd(): void
  onFault(error: unknown): void
}): Line => {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array>
  let sent = deps.after
  let ended = false
  let waiting = 0
  let stalled = false
  let work: Promise<void> = Promise.resolve()
  let drained = Promise.withResolvers<void>()

  const close = () => {
    if (ended) return
    ended = true
    drained.resolve()
    deps.onEnd()
  }
  const end = () => {
    if (ended) return
    close()
    controller.close()
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given
      },
      pull: () => {
        drained.resolve()
        drained = Promise.withResolvers()
      },
      cancel: close,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: AHEAD }),
  )

  const full = () => (controller.desiredSize ?? 0) <= 0
  const write = (text: string) => {
    if (!ended) controller.enqueue(encoder.encode(text))
  }
  const send = async (messages: readonly Said[]) => {
    for (const message of await deps.show(messages.filter(({ id }) => id > sent))) {
      if (full()) await drained.promise
      sent = Math.max(sent, message.id)
      write(`event: message\nid: ${message.id}\ndata: ${JSON.stringify(message)}\n\n`)
    }
  }
  /** One thing after the other. A fault ends the line: the widget comes back and goes on where it stopped. */
  const next = (step: () => Promise<void>) => {
    if (ended) return
    if (waiting >= WAITING) return end()
    waiting += 1
    work = work
      .then(() => (ended ? undefined : step()))
      .catch((error: unknown) => {
        deps.onFault(error)
        end()
      })
      .finally(() => {
        waiting -= 1
      })
  }
  const catchUp = async () => {
    for (;;) {
      const page = await deps.read(sent, PAGE)
      await send(page)
      sent = Math.max(sent, page.at(-1)?.id ?? 0)
      if (ended || page.length < PAGE) return
    }
  }

  return {
    response: new Response(body, {
      headers: {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        // nginx holds back what it proxies until a page is full.
        'X-Accel-Buffering': 'no',
      },
    }),
    listener: {
      said: (messages) => next(() => send(messages)),
      // Before the news of a message that is being prepared; the message itself ends the typing.
      typing: (on) => write(`event: typing\ndata: ${on}\n\n`),
      catchUp: () => next(catchUp),
    },
    start: () => {
      write('event: open\ndata: {}\n\n')
      next(catchUp)
    },
    beat: () => {
      // Full at one beat and still at the next: nobody is reading any more.
      if (stalled && full()) return end()
      stalled = full()
      if (!stalled) write(': \n\n')
    },
    end,
  }
}
