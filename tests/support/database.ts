import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of its own for a test file, with all migrations applied: 15 ms in memory (wal_log: 35), 220 ms on disk. */
export const freshDatabase = async (): Promise<{ connection: pg.ClientConfig; drop(): Promise<void> }> => {
  const connection = inject('cluster')
  const name = `t_${randomBytes(6).toString('hex')}`
  const command = async (sql: string) => {
    const client = new pg.Client({ ...connection, database: 'postgres' })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await command(`create database ${name} template peakdesk_template strategy file_copy`)
  return {
    connection: { ...connection, database: name },
    drop: () => command(`drop database if exists ${name} with (force)`),
  }
}
