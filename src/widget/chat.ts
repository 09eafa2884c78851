import { backoff } from './backoff.ts'
import { type Door, type IdentityClaim, mayPass, Refused } from './door.ts'
import { inOrder, nextToSend, type Outgoing, outbox } from './outgoing.ts'
import type { Store } from './store.ts'
import { lastId, merged, unreadCount } from './thread.ts'
import { uuid } from './uuid.ts'
import { type BuyerMessage, type LookedAt, withProduct } from './wire.ts'

export interface ChatState {
  /** asleep: nothing asked of the desk yet; refused: the desk does not serve this channel. */
  phase: 'asleep' | 'starting' | 'ready' | 'refused'
  refusal: string | null
  shop: string
  /** Whether what was tried last got through. */
  reached: boolean
  messages: BuyerMessage[]
  outgoing: Outgoing[]
  /** There are earlier messages at the desk. */
  more: boolean
  typing: boolean
  /** The buyer has seen everything up to this message. */
  readId: number
  /** What the buyer looks at, to go along with the next message. */
  product: LookedAt | null
}

export interface ChatDeps {
  door: Door
  store: Store
  now(): number
  /** Runs work after so many ms; the function calls it off. */
  later(work: () => void, ms: number): () => void
  /** A picture chosen here, as a file. */
  fileOf(url: string): Promise<Blob>
  /** Tells the shop's developer. */
  warn(text: string): void
}

/** A line that broke sooner does not prove that the next attempt may come at once. */
const STOOD = 10_000
/** Typing is told this often while it goes on, and believed a little longer. */
const TYPING_EVERY = 3000
const TYPING_FOR = 8000
/** An agent told what the buyer looks at does not need to be told again with every page. */
const TOLD_FOR = 30 * 60_000
/** Read marks wait for more of the same. */
const READ_AFTER = 400

const notKnown = (error: unknown) => error instanceof Refused && error.status === 401

/** One buyer's chat: session, sending, listening. All that is kept is in `store`; all that is shown, in the state. */
export const createChat = (deps: ChatDeps) => {
  const { door, store, now, later } = deps
  const out = outbox(store)
  const listeners = new Set<() => void>()
  let state: ChatState = {
    phase: 'asleep',
    refusal: null,
    shop: '',
    reached: true,
    messages: [],
    outgoing: out.all(),
    more: false,
    typing: false,
    readId: Number(store.get('read') ?? 0),
    product: null,
  }
  let identity: IdentityClaim | null = null
  /** Rises with every session: answers to an earlier one are not taken for this one's. */
  let era = 0
  let token = store.get('token')
  let who = store.get('who')
  /** The desk knows the buyer: before, nothing can come by the stream. */
  let known = false
  let awake = true
  /** Where the stream goes on: moved by the session and the stream alone. One's own message, confirmed while the
   * line was down, may have overtaken answers that are still to come. */
  let cursor = 0
  let line: AbortController | null = null
  let sending = false
  let sendAttempt = 0
  const waiting = new Set<() => void>()
  let stopTyping = () => {}
  let typedAt = 0

  const set = (change: Partial<ChatState>) => {
    state = { ...state, ...change }
    for (const tell of listeners) tell()
  }
  const setOutgoing = (outgoing: Outgoing[]) => set({ outgoing: inOrder(outgoing) })

  /** Calls the work after a while, or at once when the network is back. */
  const soon = (work: () => void, ms: number) => {
    const once = () => {
      if (!waiting.delete(once)) return
      cancel()
      work()
    }
    waiting.add(once)
    const cancel = later(once, ms)
  }

  const restart = () => {
    era += 1
    line?.abort()
    line = null
    known = false
    set({ phase: 'asleep', typing: false })
    start()
  }

  const start = (attempt = 0): void => {
    if (state.phase === 'starting' || state.phase === 'ready') return
    const mine = era
    const stale = () => mine !== era
    set({ phase: 'starting', refusal: null })
    door
      .session(identity ? { identity } : token ? { token } : {})
      .then((session) => {
        if (stale()) return
        token = session.token
        store.set('token', token)
        who = session.visitor.id
        store.set('who', who)
        known = session.known
        cursor = lastId(session.messages)
        if (store.get('read') === null) {
          store.set('read', String(cursor))
          set({ readId: cursor })
        }
        const arrived = new Set(session.messages.map((m) => m.clientId))
        for (const { clientId } of state.outgoing) if (arrived.has(clientId)) out.drop(clientId)
        set({
          phase: 'ready',
          reached: true,
          shop: session.shop.name,
          messages: merged([], session.messages),
          more: session.more,
          outgoing: state.outgoing.filter((m) => !arrived.has(m.clientId)),
        })
        pump()
        listen()
      })
      .catch((error: unknown) => {
        if (stale()) return
        set({ phase: 'asleep' })
        if (notKnown(error)) {
          // A wrong signature of the shop's must not shut its buyers out: they write as strangers.
          if (identity) deps.warn('the identity’s hash is wrong; see docs/guide/web-chat.md')
          identity = null
          token = null
          store.remove('token')
          return start()
        }
        if (!mayPass(error))
          return set({ phase: 'refused', refusal: error instanceof Refused ? error.code : 'fault' })
        set({ reached: false })
        const wait = error instanceof Refused ? error.wait : null
        soon(() => !stale() && start(attempt + 1), wait ?? backoff(attempt))
      })
  }

  const take = (news: readonly BuyerMessage[]) => {
    const arrived = new Set(news.map((m) => m.clientId))
    const left = state.outgoing.filter((m) => !arrived.has(m.clientId))
    for (const { clientId } of state.outgoing) if (arrived.has(clientId)) out.drop(clientId)
    const answered = news.some((m) => m.from !== 'buyer')
    if (answered) stopTyping()
    set({ messages: merged(state.messages, news), outgoing: left, ...(answered && { typing: false }) })
  }

  const listen = (attempt = 0): void => {
    if (state.phase !== 'ready' || !known || !awake || line || !token) return
    const mine = era
    const current = new AbortController()
    line = current
    let openedAt: number | null = null
    const ended = (error?: unknown) => {
      if (line === current) line = null
      if (mine !== era || !awake) return
      if (notKnown(error)) return restart()
      if (error instanceof Refused && !mayPass(error)) return set({ phase: 'refused', refusal: error.code })
      const stood = openedAt !== null && now() - openedAt >= STOOD
      set({ typing: false, ...(openedAt === null && { reached: false }) })
      const wait = error instanceof Refused ? error.wait : null
      soon(() => listen(stood ? 0 : attempt + 1), wait ?? backoff(stood ? 0 : attempt))
    }
    const ear = {
      open: () => {
        openedAt = now()
        set({ reached: true })
      },
      message: (message: BuyerMessage) => {
        if (mine !== era) return
        cursor = Math.max(cursor, message.id)
        take([message])
      },
      typing: (on: boolean) => {
        stopTyping()
        set({ typing: on })
        if (on) stopTyping = later(() => set({ typing: false }), TYPING_FOR)
      },
    }
    door.listen(token, cursor, ear, current.signal).then(() => ended(), ended)
  }

  const pump = async (): Promise<void> => {
    if (sending) return
    sending = true
    try {
      for (;;) {
        const message = nextToSend(state.outgoing)
        if (!message || state.phase !== 'ready' || !token) return
        const mine = era
        try {
          const picture = await uploaded(message, token)
          const { clientId, text, product } = message
          const { id, at } = await door.send(token, { clientId, text, product, picture })
          sendAttempt = 0
          if (mine !== era) {
            discard(message.clientId)
            continue
          }
          known = true
          set({ reached: true })
          take([
            {
              id,
              at,
              from: 'buyer',
              name: null,
              kind: picture ? 'picture' : 'text',
              text: withProduct(message.text, message.product),
              picture,
              size: message.image,
              clientId: message.clientId,
              card: null,
            },
          ])
          listen()
        } catch (error) {
          if (mine !== era) continue
          if (notKnown(error)) return restart()
          if (mayPass(error)) {
            const limited = error instanceof Refused && error.status === 429
            if (!limited) set({ reached: false })
            const wait = error instanceof Refused ? error.wait : null
            soon(() => void pump(), wait ?? backoff(sendAttempt))
            sendAttempt += 1
            return
          }
          change(message.clientId, { refused: error instanceof Refused ? error.code : 'fault' })
        }
      }
    } finally {
      sending = false
    }
  }

  const uploaded = async (message: Outgoing, as: string): Promise<string | null> => {
    if (message.picture || !message.image) return message.picture
    const { picture } = await door.upload(as, await deps.fileOf(message.image.url))
    change(message.clientId, { picture })
    return picture
  }

  const change = (clientId: string, to: Partial<Outgoing>) => {
    setOutgoing(
      state.outgoing.map((message) => {
        if (message.clientId !== clientId) return message
        const changed = { ...message, ...to }
        out.keep(changed)
        return changed
      }),
    )
  }

  const told = () => {
    if (state.product) store.set('told', JSON.stringify([state.product.id, now()]))
    set({ product: null })
  }

  const discard = (clientId: string) => {
    out.drop(clientId)
    setOutgoing(state.outgoing.filter((message) => message.clientId !== clientId))
  }

  const put = (said: Pick<Outgoing, 'text' | 'product' | 'image'>) => {
    // Two messages of one millisecond keep their order.
    const at = Math.max(now(), (state.outgoing.at(-1)?.at ?? 0) + 1)
    const message: Outgoing = { ...said, clientId: uuid(), at, picture: null, refused: null }
    out.keep(message)
    setOutgoing([...state.outgoing, message])
    start()
    void pump()
  }

  return {
    state: () => state,
    subscribe: (tell: () => void) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    unread: () => unreadCount(state.messages, state.readId),
    /** Somebody who has written from here before, or has something to send. */
    returning: () => token !== null || state.outgoing.length > 0,
    start: () => start(),

    /** Who the shop says this is; null forgets everything about the one who was here. */
    identify(claim: IdentityClaim | null) {
      if (claim && identity?.id === claim.id && identity.hash === claim.hash) return
      const begun = state.phase !== 'asleep'
      identity = claim
      if (claim === null) {
        token = null
        for (const name of store.names()) store.remove(name)
        set({ outgoing: [], readId: 0 })
      }
      set({ messages: [], more: false })
      if (begun) restart()
    },
    /** Goes along with the next message, unless it has just done so. */
    look(product: LookedAt | null) {
      const [id, at = 0] = JSON.parse(store.get('told') ?? '[]') as [string?, number?]
      const told = product !== null && product.id === id && now() - at < TOLD_FOR
      set({ product: told ? null : product })
    },
    /** The buyer does not want it to go along. */
    unlook: () => told(),

    send(text: string) {
      const words = text.trim()
      if (words === '') return
      put({ text: words, product: state.product, image: null })
      told()
    },
    sendPicture: (image: { url: string; width: number; height: number }) =>
      put({ text: '', product: null, image }),
    retry(clientId: string) {
      change(clientId, { refused: null })
      void pump()
    },
    discard,

    async earlier() {
      const first = state.messages[0]
      if (!token || !first || !state.more) return
      const mine = era
      const oldest = state.messages.reduce((least, { id }) => Math.min(least, id), first.id)
      try {
        const { messages, more } = await door.earlier(token, oldest)
        if (mine === era) set({ messages: merged(state.messages, messages), more })
      } catch {
        set({ reached: false })
      }
    },

    /** The buyer has everything before their eyes. */
    seen() {
      const last = lastId(state.messages)
      if (last <= state.readId) return
      store.set('read', String(last))
      set({ readId: last })
      later(() => {
        if (token && state.readId === last) door.read(token, last).catch(() => {})
      }, READ_AFTER)
    },
    typed() {
      if (!token || !known || now() - typedAt < TYPING_EVERY) return
      typedAt = now()
      door.typing(token).catch(() => {})
    },

    /** The network is back, or the window: do not wait any longer. */
    wake() {
      awake = true
      for (const again of [...waiting]) again()
      listen()
      void pump()
    },
    /** Nobody looks at this window: give the line back. Browsers allow a site six, over all windows. */
    sleep() {
      awake = false
      line?.abort()
      line = null
    },

    /** Another window of this buyer's has changed something of what is kept. */
    changed(name: string) {
      if (name === 'token') token = store.get('token')
      else if (name === 'who') {
        const other = store.get('who')
        if (other === who) return
        who = other
        identity = null
        set({ messages: [], more: false })
        if (state.phase !== 'asleep') restart()
      } else if (name === 'read') set({ readId: Number(store.get('read') ?? 0) })
      else if (name.startsWith('out:')) {
        setOutgoing(out.all())
        // It has spoken: from now on there may be answers.
        if (state.phase === 'ready' && !known) {
          known = true
          listen()
        }
      }
    },
  }
}
export type Chat = ReturnType<typeof createChat>
