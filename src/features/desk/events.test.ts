import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Db } from '../../platform/db/db.ts'
import { createHub } from '../../platform/events/hub.ts'
import type { Stream } from '../../platform/events/sse.ts'
import { answerErrors } from '../../platform/http/security.ts'
import { createApp } from '../../platform/http/serve.ts'
import type { Actor, Role } from '../../shared/access.ts'
import { deskRoutes } from './routes.ts'

const HEARTBEAT = 20_000
const turn = () => new Promise((resolve) => setImmediate(resolve))
const actor = (personId: number, roles: [number, Role][]): Actor => ({
  personId,
  name: 'Lin',
  roles: new Map(roles),
})

let server: Server
let streams: Set<Stream>
/** Who a session belongs to, asked when a stream is opened and at its heartbeats. */
let session: () => Promise<Actor | null>
const arrived: (() => void)[] = []

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
  session = async () => actor(7, [[1, 'agent']])
  const app = createApp()
  app.onError(answerErrors({ error: () => {} }))
  app.use('*', async (c, next) => {
    arrived.shift()?.()
    c.set('actor', await session())
    await next()
  })
  const nothing = createHub(
    async () => [],
    () => {},
  )
  streams = deskRoutes(app, {
    auth: { watch: () => () => {}, authenticate: () => session() },
    db: { tx: async () => [] } as unknown as Db,
    hub: nothing,
    pass: () => {},
    clock: { now: () => 0 },
    pipeline: {} as never,
    log: () => {},
  })
  server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterEach(async () => {
  vi.useRealTimers()
  server.closeAllConnections()
  await once(server.close(), 'close')
})

const ask = () => {
  const asking = get(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/events?after=1.0`)
  asking.on('error', () => {})
  return asking
}
const listen = async () => ((await once(ask(), 'response')) as [IncomingMessage])[0].resume()

test('a browser that is gone before its stream begins leaves none behind', async () => {
  const known = Promise.withResolvers<void>()
  session = async () => {
    await known.promise
    return actor(7, [[1, 'agent']])
  }
  const here = new Promise<void>((resolve) => arrived.push(resolve))
  const asking = ask()
  const gone = new Promise((resolve) => server.once('connection', (socket) => socket.once('close', resolve)))
  await here
  asking.destroy()
  await gone
  known.resolve()
  for (let i = 0; i < 5; i += 1) await turn()
  expect(streams.size).toBe(0)
})

test.each<{ says: string; now: Actor | null; open: boolean }>([
  { says: 'all is as it was', now: actor(7, [[1, 'agent']]), open: true },
  { says: 'the session has ended', now: null, open: false },
  { says: 'the session is another person’s', now: actor(8, [[1, 'agent']]), open: false },
  { says: 'the role is another', now: actor(7, [[1, 'viewer']]), open: false },
  {
    says: 'there is one shop more',
    now: actor(7, [
      [1, 'agent'],
      [2, 'agent'],
    ]),
    open: false,
  },
  { says: 'there is another shop instead', now: actor(7, [[2, 'agent']]), open: false },
])('at a heartbeat, when $says: open $open', async ({ now, open }) => {
  await listen()
  session = async () => now
  vi.advanceTimersByTime(HEARTBEAT)
  for (let i = 0; i < 5; i += 1) await turn()
  expect(streams.size).toBe(open ? 1 : 0)
})

test('one person has at most twenty streams; one that ends makes room', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, listen))
  expect((await listen()).statusCode).toBe(429)
  session = async () => actor(8, [[1, 'agent']])
  expect((await listen()).statusCode).toBe(200)
  session = async () => actor(7, [[1, 'agent']])
  all[0]?.destroy()
  await vi.waitFor(() => expect(streams.size).toBe(20))
  expect((await listen()).statusCode).toBe(200)
})
