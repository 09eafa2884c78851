import type pg from 'pg'
import { type Config, StartFault } from '../platform/config.ts'
import { type Cluster, startCluster } from '../platform/db/cluster/index.ts'
import { migrate } from '../platform/db/migrate.ts'
import { readConnectFile } from './connect-file.ts'

export interface Database {
  connection: pg.ClientConfig
  /** Our own server, when this process runs it. */
  cluster: Cluster | null
  stop(): Promise<void>
}

/** What PostgreSQL says when an existing server cannot be used, as a sentence. */
const unusable = (error: unknown): StartFault => {
  const { code, message } = error as { code?: string; message: string }
  const why: Record<string, string> = {
    ECONNREFUSED: 'nothing answers there: is the server running?',
    ENOTFOUND: 'its host name is not known.',
    ENOENT: 'its socket does not exist: is the server running?',
    '28P01': 'user or password is wrong.',
    '28000': 'the user may not sign in.',
    '3D000': 'that database does not exist: create it first.',
    '42501':
      'the user may not create tables and roles there: it needs CREATE on the database and CREATEROLE.',
    '53100': 'the server’s disk is full.',
  }
  return new StartFault(
    `The database of DATABASE_URL cannot be used: ${why[code ?? ''] ?? message} (${code ?? 'no code'})`,
  )
}

/** Brings up the database the configuration names, with all migrations. Throws StartFault or ClusterFault. */
export const openDatabase = async (config: Config, log: (line: string) => void): Promise<Database> => {
  if (config.databaseUrl !== null) {
    const connection = { connectionString: config.databaseUrl }
    try {
      await migrate({ connection, log })
    } catch (error) {
      throw unusable((error as Error).cause ?? error)
    }
    return { connection, cluster: null, stop: async () => {} }
  }
  const cluster = await startCluster({ dataDir: config.data, log })
  try {
    await migrate({ connection: cluster.connection, log })
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return { connection: cluster.connection, cluster, stop: () => cluster.stop() }
}

/** For a command beside the desk: the running desk's database, or else one brought up while the command runs. */
export const borrowDatabase = async (config: Config, log: (line: string) => void): Promise<Database> => {
  const running = config.databaseUrl === null ? await readConnectFile(config.data) : null
  if (running) return { connection: running.database, cluster: null, stop: async () => {} }
  return openDatabase(config, log)
}
