import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

const FOLDER = join(import.meta.dirname, '../../../migrations')
/** Any number, the same in every process: who holds it migrates, the others wait. */
const LOCK = 4_600_001

/**
 * Applies the migrations that a database has not seen, in order, each in its own transaction. Forward only.
 * Throws where a migration fails, naming it; what came before it stays applied.
 */
export const migrate = async (options: {
  connection: pg.ClientConfig
  log?: (line: string) => void
}): Promise<{ applied: string[] }> => {
  const client = new pg.Client(options.connection)
  client.on('error', () => {}) // a connection that breaks fails its statement, which tells
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migration (name text primary key, at timestamptz not null default now())',
    )
    const known = new Set(
      (await client.query('select name from migration')).rows.map((r) => r.name as string),
    )
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
    const applied: string[] = []
    for (const name of files) {
      if (known.has(name)) continue
      const text = await readFile(join(FOLDER, name), 'utf8')
      try {
        await client.query('begin')
        await client.query(text)
        await client.query('insert into migration (name) values ($1)', [name])
        await client.query('commit')
      } catch (cause) {
        await client.query('rollback')
        throw new Error(`Migration ${name} failed: ${(cause as Error).message}`, { cause })
      }
      options.log?.(`migrated ${name}`)
      applied.push(name)
    }
    return { applied }
  } finally {
    await client.end()
  }
}
