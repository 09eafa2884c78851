import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './account.ts'
import { ClusterFault } from './fault.ts'
import type { Home } from './home.ts'
import { within } from './wait.ts'

/** Asked as the server's user: root in a container may lack the right to look into other users' processes. The work
 * folder tells whose cluster it is, the name keeps a person's shell in that folder out. No program is started per
 * process, so 300 processes take 5 ms. */
const LINUX = `for p in /proc/[0-9]*; do
  [ "$p/cwd" -ef "$1" ] || continue
  read -r name <"$p/comm" && [ "$name" = postgres ] && echo "\${p#/proc/}"
done 2>/dev/null; :`

/** The numbers of all PostgreSQL processes at work on a cluster (outside Linux only of its first one). A number in
 * postmaster.pid alone proves nothing: after a restart of the machine or container another program may bear it. */
export const processesOn = async ({ pgdata, account }: Home): Promise<number[]> => {
  if (process.platform === 'linux') {
    const { text } = await run(account, '/bin/sh', '-c', LINUX, 'sh', pgdata)
    return text.split('\n').filter(Boolean).map(Number)
  }
  const { text } = await run(account, 'ps', '-axww', '-o', 'pid=,args=')
  const ours = text.split('\n').filter((line) => line.includes(`/bin/postgres -D ${pgdata} `))
  return ours.map((line) => Number.parseInt(line, 10))
}

/** What the first PostgreSQL process writes about itself; null where there is none. */
export const readPidFile = async (pgdata: string): Promise<{ pid: number; ready: boolean } | null> => {
  const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' }
}

/** Signals processes, of which some may be gone already. */
export const signal = (pids: number[], name: NodeJS.Signals) => {
  for (const pid of pids)
    try {
      process.kill(pid, name)
    } catch {
      // gone meanwhile
    }
}

/**
 * Ends what still works on the cluster and clears its process file. Call it while holding the cluster: then whatever
 * runs there has lost its desk. A server is asked first (SIGINT: roll back, checkpoint, end); the processes that a
 * killed server left end by themselves within ms, or, when busy, are killed: without their server they are useless
 * and keep a new one from starting. Throws ClusterFault where they do not go.
 */
export const clearRemnants = async (home: Home, log: (line: string) => void): Promise<void> => {
  const noted = await readPidFile(home.pgdata)
  if (!noted) return
  let left = await processesOn(home)
  const gone = async (limit: number) =>
    within(limit, async () => {
      left = await processesOn(home)
      return left.length === 0
    })
  if (left.includes(noted.pid)) {
    log(`stopping the PostgreSQL that an earlier Peakdesk left running (process ${noted.pid})`)
    signal([noted.pid], 'SIGINT')
    if (!(await gone(60_000))) signal([noted.pid], 'SIGQUIT')
  }
  if (!(await gone(500))) signal(left, 'SIGKILL')
  if (!(await gone(10_000)))
    throw new ClusterFault(
      `An earlier PostgreSQL (process ${left.join(', ')}) does not leave ${home.pgdata}: end it, or restart the machine.`,
    )
  await rm(join(home.pgdata, 'postmaster.pid'), { force: true })
}
