import { rmSync } from 'node:fs'
import { chmod, mkdtemp, readdir, realpath, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type Cluster, startCluster } from '../../src/platform/db/cluster/index.ts'
import { claim } from '../../src/platform/db/cluster/lock.ts'
import { signal } from '../../src/platform/db/cluster/remnants.ts'
import { migrate } from '../../src/platform/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL of this run of the tests; database.ts gives databases on it. */
    cluster: Cluster['connection']
  }
}

const TEMPLATE = 'peakdesk_template'
const PREFIX = 'peakdesk-test-'
const SETTLED = 60_000 // ms in which a run has surely claimed its folder

/** One PostgreSQL for a run of the tests (0.6 s), with the migrations applied once, to a database to be cloned. Each
 * run has its own, so runs do not meet; it ends with the run, however that ends (see Cluster). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const base = await place()
  await sweep(base)
  const dataDir = await mkdtemp(join(base, PREFIX))
  await chmod(dataDir, 0o711) // the server is another user when we are root
  const cluster = await startCluster({ dataDir, log: (line) => console.error(line), forTests: true })
  // Vitest leaves on a signal without tearing down. Nothing here is worth a shutdown in good order.
  const abandon = () => {
    signal([cluster.serverPid], 'SIGQUIT')
    for (const path of [dataDir, cluster.connection.host])
      rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
  process.once('exit', abandon)
  const close = async () => {
    process.off('exit', abandon)
    await cluster.stop()
    await discard(dataDir)
  }
  try {
    const connection = cluster.connection
    await query(connection, `create database ${TEMPLATE}`)
    await migrate({ connection: { ...connection, database: TEMPLATE } })
    project.provide('cluster', connection)
  } catch (e) {
    await close()
    throw e
  }
  return close
}

const query = async (connection: pg.ClientConfig, sql: string): Promise<void> => {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** `pg` may be a link: below a private temporary folder the cluster is elsewhere. */
const reach = (dataDir: string): Promise<string> =>
  realpath(join(dataDir, 'pg')).catch(() => join(dataDir, 'pg'))

const discard = async (dataDir: string): Promise<void> => {
  const pgdata = await reach(dataDir)
  for (const path of [pgdata, `${pgdata}.lock`, `${pgdata}.desk`, dataDir])
    await rm(path, { recursive: true, force: true })
}

/** In memory where 2 GB of it are free: a database is cloned in 15 ms there and in 220 ms on ext4, which takes its time
 * for 300 new files. (Docker's /dev/shm has 64 MB.) */
const place = async (): Promise<string> => {
  const memory = await statfs('/dev/shm').catch(() => null)
  return memory && memory.bavail * memory.bsize > 2 * 1024 ** 3 ? '/dev/shm' : tmpdir()
}

/** Takes away the folders of runs that were killed: nobody holds their clusters any more. */
const sweep = async (base: string): Promise<void> => {
  for (const name of await readdir(base)) {
    const dataDir = join(base, name)
    const made = name.startsWith(PREFIX) && (await stat(dataDir).catch(() => null))?.mtimeMs
    if (!made || Date.now() - made < SETTLED) continue
    try {
      claim({ dataDir, pgdata: await reach(dataDir) }).release()
      await discard(dataDir)
    } catch {
      // a run that lives, or another user's
    }
  }
}
