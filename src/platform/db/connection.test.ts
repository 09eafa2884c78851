import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { refuse } from '../../shared/refusal.ts'
import { assertBound } from './bound.ts'
import { asApplication, connectionLost, openPool, withSettings } from './connection.ts'
import { all, type Db, openDb, sql } from './db.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

/** Cuts a connection off, as PostgreSQL's death does. */
const cutOff = async (pid: number) => {
  const other = new pg.Client(database.connection)
  await other.connect()
  await other.query('select pg_terminate_backend($1, 5000)', [pid]).finally(() => other.end())
}
const pidOf = (rows: { pid: number }[]): number => rows[0]?.pid ?? 0

// Vitest fails a run in which an error event finds no listener, as Node ends the desk.
test('a connection that breaks in the middle of a transaction fails the transaction and nothing else', async () => {
  const told: Error[] = []
  const db = openDb(database.connection, { onError: (error) => told.push(error) })
  const broken = db.tx({ shops: [] }, async (tx) => {
    await cutOff(pidOf(await all(tx, sql<{ pid: number }>`select pg_backend_pid() as pid`)))
    await sql`select 1`.execute(tx)
  })
  await expect(broken).rejects.toEqual(refuse('not-available'))
  const again = await db.tx({ shops: [] }, (tx) => all(tx, sql<{ one: number }>`select 1 as one`))
  expect(again).toEqual([{ one: 1 }])
  expect(told).toEqual([])
  await db.close()
})

test('a connection that breaks idle is told of and replaced; one that breaks after the end is not', async () => {
  const told: Error[] = []
  const heard = Promise.withResolvers<void>()
  const pool = openPool({ ...database.connection, max: 1 }, (error) => {
    told.push(error)
    heard.resolve()
  })
  await cutOff(pidOf((await pool.query('select pg_backend_pid() as pid')).rows))
  await heard.promise
  expect(told.map(({ message }) => message)).toEqual([expect.stringMatching(/terminat/)])
  const client = await pool.connect()
  client.release()
  await pool.end()
  client.emit('error', new Error('cut off while saying goodbye'))
  expect(told).toHaveLength(1)
})

/** The test database as DATABASE_URL would name it. */
const asUrl = (options: string): pg.ClientConfig => {
  const { host = '', port, user = '', database: name } = database.connection
  const query = new URLSearchParams({ host, port: String(port), user, options })
  return { connectionString: `postgres:///${name}?${query}` }
}

test('settings in the connection string do not replace ours', async () => {
  const db = openDb(asUrl('-c statement_timeout=61000 -c role=none'))
  await assertBound(db)
  const set = await db.tx({ shops: [] }, (tx) =>
    all(
      tx,
      sql`select current_user as role, current_setting('statement_timeout') as timeout, current_setting('timezone') as zone`,
    ),
  )
  expect(set).toEqual([{ role: 'peakdesk_app', timeout: '61s', zone: 'UTC' }])
  await db.close()
})

test('a desk that row-level security does not bind does not start', async () => {
  const db = openDb(database.connection)
  const asOwner: Db = {
    ...db,
    tx: (scope, work) =>
      db.tx(scope, async (tx) => {
        await sql`set local role none`.execute(tx)
        return work(tx)
      }),
  }
  await expect(assertBound(asOwner)).rejects.toThrow(/peakdesk_app was asked for/)
  await db.close()
})

test.each([
  ['postgres://u:p%3F@h/db', 'postgres://u:p%3F@h/db', '-c a=1'],
  ['postgres://h/db?options=-c%20b%3D2', 'postgres://h/db', '-c b=2 -c a=1'],
  [
    'postgres://h/db?sslmode=require&options=-c+b%3D2&x=%20',
    'postgres://h/db?sslmode=require&x=%20',
    '-c b=2 -c a=1',
  ],
  ['postgres://h/db?option%73=-cb', 'postgres://h/db', '-cb -c a=1'],
  ['/run/postgresql db', '/run/postgresql db', '-c a=1'],
])('%s', (connectionString, stays, options) => {
  expect(withSettings({ connectionString }, '-c a=1')).toEqual({ connectionString: stays, options })
  expect(asApplication({ connectionString }, 'x').connectionString).toBe(stays)
})

test('nobody but the application calls the functions that pass row-level security', async () => {
  const client = new pg.Client(database.connection)
  await client.connect()
  const { rows } = await client.query(`select proname as name, proconfig as settings,
      has_function_privilege('peakdesk_app', oid, 'execute') as ours,
      exists (select 1 from aclexplode(proacl) where grantee = 0) or proacl is null as everybodys
    from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by proname`)
  await client.end()
  expect(rows.map(({ name }) => name)).toEqual([
    'channel_by_key',
    'every_shop',
    'search_messages',
    'shops_of',
    'sms_door_by_key',
  ])
  for (const row of rows) {
    expect(row).toMatchObject({ ours: true, everybodys: false })
    expect(row.settings).toContain('search_path=public, pg_temp')
  }
})

const withCode = (code: string) => Object.assign(new Error(), { code })
test.each([
  { error: withCode('57P01'), says: 'the server is told to stop', lost: true },
  { error: withCode('57P03'), says: 'the server is starting', lost: true },
  { error: withCode('ENOENT'), says: 'its socket is not there', lost: true },
  { error: new Error('Connection terminated unexpectedly'), says: 'cut off', lost: true },
  { error: new Error('Client was closed and is not queryable'), says: 'cut off before', lost: true },
  { error: refuse('not-available'), says: 'what Db.tx makes of these', lost: true },
  { error: withCode('23505'), says: 'a row twice', lost: false },
  { error: refuse('already-closed'), says: 'a refusal', lost: false },
  { error: new TypeError("Cannot read properties of null (reading 'closedAt')"), says: 'a bug', lost: false },
])('$says: lost $lost', ({ error, lost }) => {
  expect(connectionLost(error)).toBe(lost)
})
