import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Me } from '../../../shop/contract.ts'
import { me } from '../../../shop/ui/session.ts'
import { followDesk } from './feed.ts'

const person: Me = { personId: 7, username: 'lin', name: '林', preferences: {}, shops: [] }

let streams: EventSourceLike[] = []
class EventSourceLike {
  static CLOSED = 2
  readyState = 0
  onerror: (() => void) | null = null
  onopen: (() => void) | null = null
  constructor() {
    streams.push(this)
  }
  addEventListener() {}
  close() {
    this.readyState = 2
  }
}

/** What the desk answers when it is asked who is signed in. */
let whoAmI: () => Response
let asked: string[] = []
class WorkerLike {
  onmessage: (() => void) | null = null
  postMessage() {}
  terminate() {}
}

beforeEach(() => {
  streams = []
  asked = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', EventSourceLike)
  vi.stubGlobal('Worker', WorkerLike)
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('cancelAnimationFrame', () => {})
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address)
    return address === '/api/me'
      ? whoAmI()
      : Response.json({ cursor: '1-0', now: 0, conversations: [], members: [] })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test.each([
  {
    says: 'a refused stream brings up the sign-in page where nobody is signed in',
    answer: () => Response.json({ error: { code: 'not-signed-in' } }, { status: 401 }),
    state: 2,
    signedIn: false,
    tries: 1,
    asks: 1,
  },
  {
    says: 'otherwise it is asked for again',
    answer: () => Response.json(person),
    state: 2,
    signedIn: true,
    tries: 2,
    asks: 1,
  },
  {
    says: 'so it is where the desk does not say',
    answer: () => new Response('', { status: 500 }),
    state: 2,
    signedIn: true,
    tries: 2,
    asks: 1,
  },
  {
    says: 'a stream that breaks off is left to the browser',
    answer: () => Response.json(person),
    state: 0,
    signedIn: true,
    tries: 1,
    asks: 0,
  },
])('$says', async ({ answer, state, signedIn, tries, asks }) => {
  whoAmI = answer
  me.set(person)
  const stop = followDesk()
  await vi.advanceTimersByTimeAsync(0)
  const [stream] = streams
  if (!stream) throw new Error('it did not ask for the stream')
  stream.readyState = state
  stream.onerror?.()
  await vi.advanceTimersByTimeAsync(600)
  expect(me.get() !== null).toBe(signedIn)
  expect(asked.filter((a) => a === '/api/me')).toHaveLength(asks)
  expect(streams).toHaveLength(tries)
  stop()
})
