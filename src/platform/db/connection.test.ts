import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { refuse } from '../../shared/refusal.ts'
import { connectionLost, openPool } from './connection.ts'
import { all, openDb, sql } from './db.ts'

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
