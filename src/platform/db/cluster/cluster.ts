import { rmdir } from 'node:fs/promises'
import pg from 'pg'
import { createWhereMissing, OWNER, writeAccess } from './create.ts'
import { ClusterFault, explain } from './fault.ts'
import { type Home, settle } from './home.ts'
import { claim } from './lock.ts'
import { clearRemnants, signal } from './remnants.ts'
import { launch, type Server } from './server.ts'
import { clearSockets, PORT, socketFolder } from './sockets.ts'
import { within } from './wait.ts'

const DATABASE = 'peakdesk'

/** The PostgreSQL that Peakdesk runs for itself. It ends with this process, however that ends, and by itself does not
 * keep the process from ending. */
export interface Cluster {
  /** For `pg`; the host is the folder of the server's socket. The user owns the database. */
  readonly connection: { host: string; port: number; user: string; database: string }
  /** Number of PostgreSQL's first process; another one after `restart`. */
  readonly serverPid: number
  /** Calls back each time the server ends without having been asked, with how ("signal 9"). Gives the way to
   * take that back. */
  onExit(tell: (how: string) => void): () => void
  /** Brings the server back (after `onExit`), or stops and starts it. Throws ClusterFault. */
  restart(): Promise<void>
  /** Ends the server and frees the data folder. Connections still open are cut off. Safe to call twice. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on a data folder: 1 s the first time, 0.2 s later. The cluster is in `<dataDir>/pg`, its log in
 * `<dataDir>/postgres.log`. Throws ClusterFault, whose message is for the person who started Peakdesk.
 */
export const startCluster = async (options: {
  dataDir: string
  log: (line: string) => void
  /** Nothing is kept safe against a crash of the machine. */
  forTests?: boolean
}): Promise<Cluster> => {
  const { log, forTests = false } = options
  const home = await settle(options.dataDir)
  const lock = claim(home)
  try {
    return await open(home, { log, forTests, release: lock.release })
  } catch (e) {
    lock.release()
    throw e
  }
}

const open = async (
  home: Home,
  options: { log: (line: string) => void; forTests: boolean; release: () => void },
): Promise<Cluster> => {
  const listeners = new Set<(how: string) => void>()
  let sockets = ''
  let server: Server
  let state: 'running' | 'changing' | 'stopped' = 'changing'

  const start = async () => {
    await clearRemnants(home, options.log)
    const made = await createWhereMissing(home, options.forTests)
    await writeAccess(home)
    sockets = await socketFolder(home)
    await clearSockets(sockets)
    const started = await launch(home, { ...options, sockets })
    server = started
    await enter(connection(), made).catch(async (e: Error) => {
      await finish(started, 3_000) // a damaged server may never come to its end
      throw explain('Connecting to PostgreSQL', `${await started.said()}\n${e.message}`, home)
    })
    state = 'running'
    started.ended.then((how) => {
      if (state !== 'running' || server !== started) return
      options.log(`PostgreSQL ended unasked (${how}); its log is ${home.logFile}`)
      for (const tell of listeners) tell(how)
    })
  }
  const end = async () => {
    state = 'changing'
    await finish(server, 30_000)
    await clearRemnants(home, options.log)
  }
  const connection = () => ({ host: sockets, port: PORT, user: OWNER, database: DATABASE })

  // One change after the other: a stop that comes amid a restart waits for it.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const next = last.then(change)
    last = next.catch(() => {})
    return next
  }

  await start().catch(async (e) => {
    await rmdir(sockets).catch(() => {})
    throw e
  })
  return {
    get connection() {
      return connection()
    },
    get serverPid() {
      return server.pid
    },
    onExit: (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    restart: () =>
      inTurn(async () => {
        if (state === 'stopped')
          throw new ClusterFault('PostgreSQL was stopped for good: start Peakdesk again.')
        await end()
        await start()
      }),
    stop: () =>
      inTurn(async () => {
        if (state === 'stopped') return
        await end()
        state = 'stopped'
        await rmdir(sockets).catch(() => {})
        options.release()
      }),
  }
}

/** Ends a server in good order, or after `patience` ms without: what was committed is safe in its log of writes. */
const finish = async (server: Server, patience: number): Promise<void> => {
  let over = false
  server.ended.then(() => {
    over = true
  })
  server.end()
  if (await within(patience, () => over)) return
  signal([server.pid], 'SIGQUIT')
  await within(5_000, () => over)
}

/** Proves that we get in, and makes the database where it is missing (60 ms, the first time only). */
const enter = async (connection: Cluster['connection'], made: boolean): Promise<void> => {
  const visit = async (database: string, sql: string) => {
    const client = new pg.Client({ ...connection, database, connectionTimeoutMillis: 20_000 })
    client.on('error', () => {}) // the query's own promise tells
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  const makeDatabase = () => visit('postgres', `create database ${DATABASE}`)
  if (made) await makeDatabase()
  await visit(DATABASE, 'select 1').catch(async (e: { code?: string }) => {
    if (e.code !== '3D000') throw e // else the first start was broken off at this point
    await makeDatabase()
  })
}
