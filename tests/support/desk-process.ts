import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, realpath, rm, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settle } from '../../src/platform/db/cluster/home.ts'
import { processesOn, signal } from '../../src/platform/db/cluster/remnants.ts'

export const ROOT = join(import.meta.dirname, '../..')

/** A command of the command line, as a user runs it: its own process, with what it says. */
export interface Command {
  pid: number
  stdout(): string
  stderr(): string
  /** Comes true when the process has ended: with its exit code, or null and the signal that ended it. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Resolves when standard output fits. Rejects, with all it said, when it ends before or `limit` ms have passed. */
  said(pattern: RegExp, limit: number): Promise<void>
  /** Sends a signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>
}

const running = new Set<number>()
// A test run that is broken off must not leave desks behind.
process.once('exit', () => signal([...running], 'SIGKILL'))

/** What the environment of the test run may say about desks is not for the desks under test. Compiled code is kept from
 * one start to the next: they are many, and each is 0.3 s shorter. */
const plainEnv = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(DATABASE_URL|PEAKDESK_|NODE_|VITEST)/.test(name)),
  ),
  NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/node'),
})

/** Runs `./peakdesk` with arguments and comes back at once. */
export const peakdesk = (
  args: string[],
  options: { env?: NodeJS.ProcessEnv; uid?: number; gid?: number; cwd?: string } = {},
): Command => {
  const { env = {}, ...as } = options
  const child = spawn(join(ROOT, 'peakdesk'), args, {
    cwd: ROOT,
    ...as,
    env: { ...plainEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (pid === undefined) throw new Error('./peakdesk cannot be run')
  running.add(pid)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const exit = once(child, 'exit').finally(() => running.delete(pid))
  const ended = once(child, 'close').then(async () => {
    const [code, signal] = await exit
    return { code: code as number | null, signal: signal as NodeJS.Signals | null }
  })
  return {
    pid,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    said: (pattern, limit) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) =>
          reject(new Error(`./peakdesk ${args.join(' ')} ${why}:\n${stdout}${stderr}`))
        const timer = setTimeout(() => fail(`did not say ${pattern} within ${limit} ms`), limit)
        const look = () => {
          if (!pattern.test(stdout)) return
          clearTimeout(timer)
          child.stdout.off('data', look)
          resolve()
        }
        child.stdout.on('data', look)
        void ended.then(({ code, signal }) => {
          clearTimeout(timer)
          if (!pattern.test(stdout)) fail(`ended (${signal ?? code})`)
        })
        look()
      }),
    async kill(signal) {
      child.kill(signal)
      await ended
    },
  }
}

/** A folder for a desk's data: in memory where there is room, and open to PostgreSQL's user when we are root. Its
 * name is one that the next test run clears away if this one is broken off. */
export const dataFolder = async (): Promise<string> => {
  const memory = await statfs('/dev/shm').catch(() => null)
  const roomy = memory !== null && memory.bavail * memory.bsize > 2 * 1024 ** 3
  const folder = await mkdtemp(join(roomy ? '/dev/shm' : tmpdir(), 'peakdesk-test-'))
  await chmod(folder, 0o711)
  return folder
}

/** Takes a desk's data away, also where `pg` leads to another place. */
export const removeData = async (dataDir: string): Promise<void> => {
  const cluster = await realpath(join(dataDir, 'pg')).catch(() => join(dataDir, 'pg'))
  for (const path of [cluster, `${cluster}.lock`, `${cluster}.desk`, dataDir])
    await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

/** PostgreSQL's processes on a desk's data. */
export const postgresOn = async (dataDir: string): Promise<number[]> => processesOn(await settle(dataDir))

/**
 * A free port below those that the kernel gives to outgoing connections: while the desk is down, a client that knocks
 * at a port above may be given that very port for its own end, and keeps the desk from coming back.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const server = createServer()
    const free = await new Promise<boolean>((tell) => {
      server.once('error', () => tell(false)).listen(port, '127.0.0.1', () => tell(true))
    })
    server.close()
    if (free) return port
  }
}

export interface Account {
  username: string
  password: string
}

/** A running desk. */
export interface RunningDesk extends Command {
  url: string
  port: number
  dataDir: string
  /** Who can sign in, as printed by the first start on this data; the owner first. */
  accounts: Account[]
  /** The first account's, or '' where this start printed none. */
  password: string
  /** The oldest bridge channel. */
  bridge: { shopId: number; channelId: number; key: string; secret: string }
  database: { host: string; port: number; user: string; database: string }
  /** Ctrl-C; gives the exit code. */
  stop(): Promise<number | null>
}

export interface DeskOptions {
  /** A folder made by `dataFolder`, or one on which a desk has run; a new one if left out. */
  dataDir?: string
  port?: number
  /** With the seeded shop: false. */
  empty?: boolean
  env?: NodeJS.ProcessEnv
}

const OPEN = /Ctrl-C stops it/
/** Longest start, ms: the pages may have to be built first. */
const PATIENCE = 90_000

export const launchDesk = ({
  dataDir,
  port = 0,
  empty = true,
  env = {},
}: DeskOptions & { dataDir: string }): Command =>
  peakdesk(['start', '--port', String(port), '--data', dataDir, ...(empty ? ['--empty'] : [])], { env })

const accountsIn = (stdout: string): Account[] => {
  const [, shown = ''] = stdout.split(/^Sign in with.*\n/m)
  const [lines = ''] = shown.split('\n\n')
  return [...lines.matchAll(/^ {2}(\S+) +(\S+)/gm)].map(([, username = '', password = '']) => ({
    username,
    password,
  }))
}

/** What a launched desk says of itself once it is open. */
export const opened = async (command: Command, dataDir: string): Promise<RunningDesk> => {
  await command.said(OPEN, PATIENCE)
  const { url, bridge, database } = JSON.parse(await readFile(join(dataDir, 'connect.json'), 'utf8'))
  const accounts = accountsIn(command.stdout())
  return {
    ...command,
    url,
    port: Number(new URL(url).port),
    dataDir,
    accounts,
    password: accounts[0]?.password ?? '',
    bridge,
    database,
    async stop() {
      await command.kill('SIGINT')
      return (await command.ended).code
    },
  }
}

/** Starts a desk as a user does and waits until it is open. To start it again on the same data and port after `kill`
 * or `stop`: `startDesk({ dataDir: desk.dataDir, port: desk.port })`. */
export const startDesk = async (options: DeskOptions = {}): Promise<RunningDesk> => {
  const dataDir = options.dataDir ?? (await dataFolder())
  return opened(launchDesk({ ...options, dataDir }), dataDir)
}
