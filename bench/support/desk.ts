import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A desk of its own for a bench: `./peakdesk start` on a fresh data folder, as a user would run it. */
export interface BenchDesk {
  url: string
  pid: number
  data: string
  database: { host: string; port: number; user: string; database: string }
  bridge: { key: string; secret: string; shopId: number; channelId: number }
  /** The owner's, whose name is `owner`, and their session, for /api. */
  password: string
  cookie: string
  /** Resident memory of the Node process, MiB. */
  memory(): Promise<number>
  stop(): Promise<void>
}

const ROOT = join(import.meta.dirname, '../..')

const until = async <T>(what: string, look: () => Promise<T | null>, ms = 60_000): Promise<T> => {
  const end = Date.now() + ms
  for (;;) {
    const found = await look().catch(() => null)
    if (found !== null) return found
    if (Date.now() > end) throw new Error(`${what} did not happen within ${ms / 1000} s`)
    await new Promise((go) => setTimeout(go, 50))
  }
}

const signIn = async (url: string, username: string, password: string): Promise<string> => {
  const answer = await fetch(`${url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username, password }),
  })
  if (!answer.ok) throw new Error(`sign-in failed: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

const addressOf = ({ host, port, user, database }: BenchDesk['database']): string =>
  `postgres://${user}@${encodeURIComponent(host)}:${port}/${database}`

/** `beside`: another process on the database of that desk, which must be stopped later. */
export const startBenchDesk = async (
  options: { nodeArgs?: string[]; beside?: BenchDesk } = {},
): Promise<BenchDesk> => {
  const data = await mkdtemp(join(tmpdir(), 'peakdesk-bench-'))
  // Root's PostgreSQL runs as another user, who must be able to enter; else the cluster goes elsewhere and stays.
  await chmod(data, 0o711)
  const child: ChildProcess = spawn(
    join(ROOT, 'node_modules/.bin/node'),
    [
      ...(options.nodeArgs ?? []),
      join(ROOT, 'src/cli/main.ts'),
      'start',
      '--empty',
      '--port',
      '0',
      '--data',
      data,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PEAKDESK_LOG: 'error',
        DATABASE_URL: options.beside ? addressOf(options.beside.database) : '',
      },
    },
  )
  let out = ''
  child.stdout?.on('data', (text) => {
    out += text
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const connect = await until('starting the desk', async () =>
    JSON.parse(await readFile(join(data, 'connect.json'), 'utf8')),
  )
  const password =
    options.beside?.password ??
    (await until('printing the password', async () => /owner\s+(\S+)/.exec(out)?.[1] ?? null))
  const { pid } = connect as { pid: number }
  return {
    url: connect.url,
    pid,
    data,
    database: connect.database,
    bridge: connect.bridge,
    password,
    cookie: await signIn(connect.url, 'owner', password),
    async memory() {
      const status = await readFile(`/proc/${pid}/status`, 'utf8')
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}
