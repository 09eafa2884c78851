import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { createShop } from '../../features/shop/index.ts'
import { type Db, openDb } from '../db/db.ts'
import { createHub, type Logged, type Passing } from './hub.ts'
import { type Listening, listen } from './listen.ts'
import { append, lockShop, logEnds, readLog } from './log.ts'

// One process cannot be two: the writer's name, by which a process ignores itself, is changed for the listener.
vi.mock('./log.ts', async (original) => ({ ...(await original<object>()), WRITER: 'another' }))

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let listening: Listening
const got: Logged[] = []
const passed: Passing[] = []

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.connection)
  const hub = createHub(
    (shopId, after, limit) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit)),
    () => {},
  )
  hub.watch({ logged: (entries) => got.push(...entries), passing: (news) => passed.push(news) })
  const ends = async () => {
    const scope = await db.everyShop()
    return db.tx(scope, (tx) => logEnds(tx, scope.shops))
  }
  listening = listen(database.connection, hub, ends, () => {})
})
afterAll(async () => {
  await listening.close()
  await db.close()
  await database.drop()
})

const write = async (shopId: number, n: number) =>
  db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    return append(tx, shopId, [{ kind: 'test', data: { n } }], Date.now())
  })

test('[EVT-1] what another process writes is heard, also what it wrote while the connection was lost', async () => {
  const { id } = await db.tx({ shops: [] }, (tx) =>
    createShop(tx, { platform: 'site', name: '小铺', timeZone: 'UTC', locale: 'en' }, Date.now()),
  )
  const told = (n: number) => got.some((entry) => (entry.data as { n?: number }).n === n)
  await vi.waitFor(async () => {
    await write(id, 1)
    expect(told(1)).toBe(true)
  })
  const owner = new pg.Client(database.connection)
  await owner.connect()
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'peakdesk listen'
    and datname = current_database()`)
  await owner.end()
  await write(id, 2)
  await vi.waitFor(() => expect(told(2)).toBe(true), { timeout: 5000 })
  const seqs = got.map((entry) => entry.seq)
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
})

const asOwner = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(database.connection)
  await client.connect()
  return work(client).finally(() => client.end())
}

test('what is none of ours is passed over', async () => {
  passed.splice(0)
  await vi.waitFor(async () => {
    await asOwner(async (client) => {
      for (const payload of ['foreign {"shopId":', 'foreign', 'foreign 7', 'foreign {"a":1}'])
        await client.query(`select pg_notify('peakdesk_passing', $1)`, [payload])
      await client.query(`select pg_notify('peakdesk_log', 'foreign x:y 1 :')`)
      await client.query(
        `select pg_notify('peakdesk_passing', 'foreign {"shopId":1,"kind":"live","data":{}}')`,
      )
    })
    expect(passed[0]).toEqual({ shopId: 1, kind: 'live', data: {} })
  })
  expect(new Set(passed.map((news) => JSON.stringify(news))).size).toBe(1)
})

test('closed while it connects, it leaves no connection behind', async () => {
  const hub = createHub(
    async () => [],
    () => {},
  )
  for (let i = 0; i < 5; i += 1)
    await listen(
      database.connection,
      hub,
      async () => new Map(),
      () => {},
    ).close()
  await vi.waitFor(async () => {
    const { rows } = await asOwner((client) =>
      client.query(`select count(*) from pg_stat_activity
        where application_name = 'peakdesk listen' and datname = current_database()`),
    )
    expect(rows).toEqual([{ count: '1' }]) // the one of the other tests
  })
})

test('news of this second reaches this process once', async () => {
  passed.splice(0)
  listening.pass({ shopId: 1, kind: 'live', data: { doing: 'typing' } })
  expect(passed).toEqual([{ shopId: 1, kind: 'live', data: { doing: 'typing' } }])
})
