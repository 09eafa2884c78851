import { eventReader } from './sse.ts'
import type { BuyerMessage, LookedAt, Session } from './wire.ts'

/** The desk said no. Anything else thrown means that it could not be asked. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  /** ms to wait, if it said so. */
  readonly wait: number | null
  constructor(code: string, status: number, wait: number | null) {
    super(code)
    this.code = code
    this.status = status
    this.wait = wait
  }
}

/** Whether asking again later can help. */
export const mayPass = (error: unknown): boolean =>
  !(error instanceof Refused) || error.status >= 500 || error.status === 429

export interface IdentityClaim {
  id: string
  name?: string
  hash: string
}

export interface NewMessage {
  clientId: string
  text: string
  picture: string | null
  product: LookedAt | null
}

/** What one channel's public door can be asked. */
export interface Door {
  session(who: { token?: string; identity?: IdentityClaim }): Promise<Session>
  send(token: string, message: NewMessage): Promise<{ id: number; at: number }>
  upload(token: string, file: Blob): Promise<{ picture: string; width: number; height: number }>
  earlier(token: string, before: number): Promise<{ messages: BuyerMessage[]; more: boolean }>
  read(token: string, messageId: number): Promise<void>
  typing(token: string): Promise<void>
  /** Listens until the line breaks (resolves), is refused (throws) or `signal` ends it. */
  listen(token: string, after: number, ear: Ear, signal: AbortSignal): Promise<void>
}

export interface Ear {
  open(): void
  message(message: BuyerMessage): void
  typing(on: boolean): void
}

/** The desk shows life every 25 s; a line silent for longer than two of them is dead. */
const SILENCE = 60_000
/** An answer that takes longer is not awaited; the message will be sent again under the same id. */
const PATIENCE = 20_000
const UPLOAD_PATIENCE = 120_000

/** AbortSignal.timeout, for browsers of before 2023. */
const within = (ms: number): AbortSignal => {
  const limit = new AbortController()
  setTimeout(() => limit.abort(), ms)
  return limit.signal
}

export const doorAt = (desk: string, channelKey: string): Door => {
  const base = `${desk}/chat/v1/${encodeURIComponent(channelKey)}`

  const ask = async (path: string, init: RequestInit, token?: string): Promise<Response> => {
    const answer = await fetch(base + path, {
      ...init,
      credentials: 'omit',
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...(init.headers as object) },
    })
    if (answer.ok) return answer
    const told = (await answer.json().catch(() => null)) as { error?: { code?: string } } | null
    const wait = Number(answer.headers.get('retry-after')) * 1000
    throw new Refused(told?.error?.code ?? `status-${answer.status}`, answer.status, wait || null)
  }
  const post = async <T>(path: string, body: unknown, token?: string): Promise<T> =>
    (await (
      await ask(
        path,
        {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'Content-Type': 'application/json' },
          signal: within(PATIENCE),
        },
        token,
      )
    ).json()) as T

  return {
    session: (who) => post('/session', who),
    send: (token, message) => post('/messages', message, token),
    upload: async (token, file) =>
      (await ask('/pictures', { method: 'POST', body: file, signal: within(UPLOAD_PATIENCE) }, token)).json(),
    earlier: async (token, before) =>
      (await ask(`/messages?before=${before}`, { signal: within(PATIENCE) }, token)).json(),
    read: async (token, messageId) => void (await post('/read', { messageId }, token)),
    typing: async (token) => void (await post('/typing', {}, token)),
    async listen(token, after, ear, signal) {
      const silent = new AbortController()
      let alarm = setTimeout(() => silent.abort(), SILENCE)
      const stop = () => silent.abort()
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop)
      try {
        // Not an EventSource: it cannot carry a token in a header, and one in the address would end up in logs.
        const answer = await ask(
          '/stream',
          { headers: { 'Last-Event-ID': String(after) }, signal: silent.signal },
          token,
        )
        const reader = answer.body?.getReader()
        if (!reader) return
        const decoder = new TextDecoder()
        const read = eventReader()
        for (;;) {
          const { done, value } = await reader.read()
          if (done) return
          clearTimeout(alarm)
          alarm = setTimeout(() => silent.abort(), SILENCE)
          for (const { event, data } of read(decoder.decode(value, { stream: true }))) {
            if (event === 'open') ear.open()
            else if (event === 'message') ear.message(JSON.parse(data) as BuyerMessage)
            else if (event === 'typing') ear.typing(data === 'true')
          }
        }
      } finally {
        clearTimeout(alarm)
        signal.removeEventListener('abort', stop)
      }
    },
  }
}
