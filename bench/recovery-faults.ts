import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startCluster } from '../src/platform/db/cluster/index.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { playEvening } from '../tests/recovery/evening.ts'

/** A promotion evening with 100,000 orders on two servers that are killed at random. See bench/recovery-faults.md. */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '30' },
    step: { type: 'string', default: '1' }, // simulated minutes between two looks
    json: { type: 'boolean', default: false },
  },
})

const dataDir = await mkdtemp(join(tmpdir(), 'peakdesk-bench-'))
await chmod(dataDir, 0o711) // root's PostgreSQL runs as another user
const cluster = await startCluster({ dataDir, log: (line) => console.error(line), forTests: true })
try {
  const client = new pg.Client({ ...cluster.connection, database: 'postgres' })
  await client.connect()
  await client.query('create database evening')
  await client.end()
  const connection = { ...cluster.connection, database: 'evening' }
  await migrate({ connection })
  const { broken, figures } = await playEvening(connection, {
    orders: Number(values.orders),
    seed: Number(values.seed),
    kills: Number(values.kills),
    step: Number(values.step),
    ...(!values.json && { say: (line: string) => console.log(line) }),
  })
  console.log(JSON.stringify({ ...figures, broken: broken.length }, null, values.json ? 0 : 2))
  for (const { rule, what } of broken.slice(0, 30)) console.error(`${rule}: ${what}`)
  if (broken.length > 0) process.exitCode = 1
} finally {
  await cluster.stop()
  await rm(dataDir, { recursive: true, force: true })
}
