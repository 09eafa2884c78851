import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { readPidFile } from '../../src/platform/db/cluster/remnants.ts'
import { within } from '../../src/platform/db/cluster/wait.ts'
import { launchDesk, opened, postgresOn, type RunningDesk } from '../support/desk-process.ts'
import type { Chance } from './chance.ts'

/** What is killed with SIGKILL: the desk; the desk, and the new one while it starts; the first process of its
 * PostgreSQL; both at the same time. */
export type Strike = 'desk' | 'desk-twice' | 'postgres' | 'both'

/** Longest until the desk serves again, ms. */
const BACK = 30_000

/** The first process of a desk’s own PostgreSQL. */
export const postmaster = async (dataDir: string): Promise<number> => {
  const noted = await readPidFile(await realpath(join(dataDir, 'pg')))
  // A number alone proves nothing: only a process at work on this very data is ours to kill.
  if (!noted || !(await postgresOn(dataDir)).includes(noted.pid))
    throw new Error('the desk’s PostgreSQL is not where it should be')
  return noted.pid
}

const ready = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/readyz`).catch(() => null))?.status === 200

/** Kills, and brings everything up again on the same data and port. Gives the desk that runs now. */
export const strike = async (what: Strike, desk: RunningDesk, chance: Chance): Promise<RunningDesk> => {
  const { dataDir, port, url } = desk
  if (what === 'postgres') {
    const pid = await postmaster(dataDir)
    process.kill(pid, 'SIGKILL')
    const back = async () =>
      (await readPidFile(await realpath(join(dataDir, 'pg'))))?.pid !== pid && ready(url)
    if (!(await within(BACK, back, 25))) throw new Error(`PostgreSQL did not come back:\n${desk.stderr()}`)
    return desk
  }
  if (what === 'both') process.kill(await postmaster(dataDir), 'SIGKILL')
  await desk.kill('SIGKILL')
  const start = () => launchDesk({ dataDir, port })
  if (what === 'desk-twice') {
    const early = start()
    await Promise.race([setTimeout(chance.between(50, 900)), early.ended])
    await early.kill('SIGKILL')
  }
  return opened(start(), dataDir)
}

/** Processes that one strike kills. */
export const killed = (what: Strike): { desks: number; postmasters: number } => ({
  desks: { desk: 1, 'desk-twice': 2, postgres: 0, both: 1 }[what],
  postmasters: what === 'postgres' || what === 'both' ? 1 : 0,
})

/** Ten strikes in a random order. */
export const strikesOf = (chance: Chance): Strike[] => {
  const strikes: Strike[] = [...Array<Strike>(7).fill('desk'), 'desk-twice', 'desk-twice', 'both', 'postgres']
  return strikes
    .map((what) => ({ what, place: chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ what }) => what)
}
