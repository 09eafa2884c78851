import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { all, sql } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/serve.ts'
import { SECOND } from '../../shared/time.ts'
import { shopRoutes } from '../shop/index.ts'
import { openAdministration } from '../shop/testing.ts'
import { createPresence, hearing, type Presence } from './index.ts'
import { UNHEARD } from './presence.ts'
import { routingRoutes } from './routes.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let presence: Presence
let shops: number[]
let anna: number
let ask: Awaited<ReturnType<typeof desk.as>>

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    presence = createPresence({ ...deps, log: (_, error) => desk.faults.push(error) })
    app.use('/api/*', hearing(presence))
    shopRoutes(app, deps)
    routingRoutes(app, deps)
  })
  shops = [(await desk.shop('甲')).id, (await desk.shop('乙')).id]
  anna = (await desk.person(shops[0] as number, 'anna', 'agent')).personId
  await desk.db.tx({ shops }, async (tx) => {
    await sql`insert into membership (shop_id, person_id, role) values (${shops[1]}, ${anna}, 'agent')`.execute(
      tx,
    )
  })
  ask = await desk.as('anna')
})
afterAll(async () => {
  await presence.close()
  await desk.close()
})
beforeEach(async () => {
  desk.time.now += 3600 * SECOND
  await presence.sweep()
  desk.published.length = 0
})

const told = () =>
  desk.published
    .filter(({ kind }) => kind === 'member')
    .map(({ shopId, data }) => {
      const { personId, here, state } = data as { personId: number; here: boolean; state: string }
      return { shopId, personId, here, state }
    })
const inBoth = (how: { here: boolean; state: string }) =>
  shops.map((shopId) => ({ shopId, personId: anna, ...how }))

test('[RTG-33] any request says that one is here, and all one’s shops are told once', async () => {
  await ask('/api/me')
  await presence.write()
  expect(told()).toEqual(inBoth({ here: true, state: 'offline' }))
  desk.time.now += 20 * SECOND
  await ask('/api/me/here', { body: {} })
  await presence.write()
  expect(told()).toHaveLength(2)
  const [row] = await desk.db.tx({ shops: [] }, (tx) =>
    all(tx, sql<{ at: number }>`select seen_at as at from presence where person_id = ${anna}`),
  )
  expect(row?.at).toBe(desk.time.now)
})

test.each([
  { says: 'heard of for 45 s', after: UNHEARD, gone: false },
  { says: 'longer', after: UNHEARD + 1, gone: true },
])('[RTG-33] who is not $says', async ({ after, gone }) => {
  await ask('/api/me/here', { body: {} })
  await presence.write()
  desk.published.length = 0
  desk.time.now += after
  await presence.sweep()
  expect(told()).toEqual(gone ? inBoth({ here: false, state: 'offline' }) : [])
  await ask('/api/me/here', { body: {} })
  await presence.write()
  expect(told()).toEqual(
    gone ? [...inBoth({ here: false, state: 'offline' }), ...inBoth({ here: true, state: 'offline' })] : [],
  )
})

test('[RTG-33] what another process heard counts: neither misses whom the other has heard', async () => {
  const other = createPresence({ ...desk.deps, log: (_, error) => desk.faults.push(error) })
  presence.heard(anna)
  await presence.write()
  desk.time.now += 40 * SECOND
  other.heard(anna)
  await other.write()
  desk.time.now += 40 * SECOND
  desk.published.length = 0
  await presence.sweep()
  expect(told()).toEqual([])
  await other.close()
})

test.each([
  { path: '/api/me', signedIn: true, heard: [7], signedOut: [] },
  { path: '/api/me', signedIn: false, heard: [], signedOut: [] },
  { path: '/api/auth/sign-out', signedIn: true, heard: [], signedOut: [7] },
  { path: '/api/auth/sign-out', signedIn: false, heard: [], signedOut: [] },
  { path: '/api/auth/sign-out?fails', signedIn: true, heard: [], signedOut: [] },
])('[RTG-33] asking $path (signed in: $signedIn)', async ({ path, signedIn, heard, signedOut }) => {
  const noted: { heard: number[]; signedOut: number[] } = { heard: [], signedOut: [] }
  const app = createApp()
  app.use('*', (c, next) => {
    c.set('actor', signedIn ? { personId: 7, name: '', roles: new Map() } : null)
    return next()
  })
  const noting = {
    heard: (p: number) => noted.heard.push(p),
    signedOut: (p: number) => noted.signedOut.push(p),
  }
  app.use('*', hearing({ ...presence, ...noting }))
  app.all('*', (c) => (c.req.query('fails') === undefined ? c.json({}) : c.json({}, 403)))
  await app.request(path)
  expect(noted).toEqual({ heard, signedOut })
})

test('nobody is heard without being signed in', async () => {
  expect((await desk.ask('/api/me/here', { body: {} })).status).toBe(401)
})

test('[RTG-33] who signs out is not here at once; offline, unless another window of theirs is heard of', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const [one, two] = [await desk.as('anna'), await desk.as('anna')]
    await one('/api/me/state', { method: 'PUT', body: { state: 'online' } })
    await presence.write()
    desk.published.length = 0
    presence.signedOut(anna)
    await presence.write()
    expect(told()).toEqual(inBoth({ here: false, state: 'online' }))
    // The other window's next beat.
    await two('/api/me/here', { body: {} })
    await presence.write()
    vi.advanceTimersByTime(26_000)
    await presence.write()
    expect(told().at(-1)).toMatchObject({ here: true, state: 'online' })
    presence.signedOut(anna)
    await presence.write()
    vi.advanceTimersByTime(26_000)
    await presence.write()
    expect(told().slice(-2)).toEqual(inBoth({ here: false, state: 'offline' }))
  } finally {
    vi.useRealTimers()
  }
  expect(desk.faults).toEqual([])
})
