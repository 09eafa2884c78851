import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { chown, open, readFile, rename, stat } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { becoming, isRoot, plainEnv } from './account.ts'
import { explain, explainFs } from './fault.ts'
import type { Home } from './home.ts'
import { readPidFile, signal } from './remnants.ts'
import { PORT } from './sockets.ts'

/** A running server. */
export interface Server {
  /** Number of PostgreSQL's first process. */
  pid: number
  /** Comes true when the server has ended, with how it ended. */
  ended: Promise<string>
  /** Asks it to end: open transactions are rolled back, a checkpoint is written. */
  end(): void
  /** What it has written to its log since it was started. */
  said(): Promise<string>
}

/**
 * Starts the server and stays beside it. Pipe 3 leads to us: when we end, however that comes (SIGKILL too), `read`
 * returns and PostgreSQL is asked to stop. SIGINT is for PostgreSQL; SIGTERM goes first for a child that has not become
 * PostgreSQL yet, as a shell starts its children deaf to SIGINT. The trap comes after the start, because a child
 * would inherit it. When PostgreSQL ends first, the listener ends too, lest it signals a number that was given anew.
 */
const WATCHDOG = `"$@" </dev/null 3<&- & p=$!
trap '' HUP INT TERM
(read -r _; kill -TERM $p; kill -INT $p) <&3 >/dev/null 2>&1 & w=$!
wait $p; code=$?
{ kill -KILL $w; wait $w; } 2>/dev/null
exit $code`

/** Measured with 2 cores for the desk's short transactions; memory is what a small server can spare. */
const settings = (forTests: boolean): Record<string, string> => ({
  listen_addresses: '',
  port: String(PORT),
  unix_socket_permissions: '0700',
  shared_buffers: forTests ? '128MB' : '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_buffers: '16MB',
  jit: 'off',
  random_page_cost: '1.1',
  synchronous_commit: 'on',
  // Tables of a new shop grow from nothing to thousands of rows in a minute; until they are analysed, plans are wrong.
  autovacuum_naptime: '5s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C', // fault.ts reads them
  log_destination: 'stderr',
  // A slow statement is a bug of ours: named in postgres.log, without the values it was asked with.
  log_min_duration_statement: '500ms',
  log_parameter_max_length: '0',
  logging_collector: 'off',
  // Test files run beside each other, each with its pools. What a test writes need not outlive the machine.
  ...(forTests
    ? { fsync: 'off', full_page_writes: 'off', max_wal_size: '256MB', max_connections: '300' }
    : {}),
})

const LOG_LIMIT = 16 * 1024 * 1024 // bytes; the log before is kept once, as postgres.log.1

/** Opens the server's log, which is ours and which it inherits: it need not be able to enter the data folder. */
const openLog = async ({ logFile, dataDir }: Home) => {
  try {
    if (((await stat(logFile).catch(() => null))?.size ?? 0) > LOG_LIMIT)
      await rename(logFile, `${logFile}.1`)
    const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants
    const file = await open(logFile, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600)
    const { uid, gid } = await stat(dataDir)
    if (isRoot() && uid !== 0) await chown(logFile, uid, gid)
    return { file, from: (await file.stat()).size }
  } catch (e) {
    throw explainFs(logFile, e)
  }
}

/**
 * Starts PostgreSQL on the cluster and waits until it takes connections: 0.1 s, longer after a crash, as it repeats
 * what the log of writes holds; then `log` hears of it every 5 s. Throws ClusterFault with the reason where it ends.
 */
export const launch = async (
  home: Home,
  options: { sockets: string; forTests: boolean; log: (line: string) => void },
): Promise<Server> => {
  const flags = Object.entries({ ...settings(options.forTests), unix_socket_directories: options.sockets })
  const { file, from } = await openLog(home)
  const child = spawn(
    '/bin/sh',
    [
      '-c',
      WATCHDOG,
      'sh',
      join(home.native, 'bin/postgres'),
      '-D',
      home.pgdata,
      ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...becoming(home.account),
      cwd: '/',
      env: plainEnv(),
      detached: true, // Ctrl-C in our terminal must not reach it before we have closed
      stdio: ['ignore', file.fd, file.fd, 'pipe'],
    },
  )
  const pipe = child.stdio[3] as Socket
  pipe.on('error', () => {})
  pipe.unref()
  child.unref()
  let over: string | null = null
  const ended = new Promise<string>((tell) => {
    const told = (how: string) => {
      over = how
      pipe.destroy()
      tell(how)
    }
    child.on('error', (e) => told(e.message))
    child.on('exit', (code, signal) =>
      told(signal ?? (code !== null && code > 128 ? `signal ${code - 128}` : `code ${code}`)),
    )
  })
  await file.close()
  const said = async () => (await readFile(home.logFile)).subarray(from).toString()

  for (let asked = 1; ; asked++) {
    const noted = await readPidFile(home.pgdata)
    if (noted?.ready && over === null) {
      const end = () => {
        pipe.destroy()
        if (over === null) signal([noted.pid], 'SIGINT') // should someone have killed the listener
      }
      return { pid: noted.pid, ended, end, said }
    }
    if (over !== null) throw explain('Starting PostgreSQL', (await said()) || over, home)
    if (asked % 500 === 0) options.log(`PostgreSQL is still starting (see ${home.logFile})`)
    await setTimeout(10)
  }
}
