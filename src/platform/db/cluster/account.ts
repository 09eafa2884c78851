import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { ClusterFault } from './fault.ts'

/** A user of the machine. */
export interface Account {
  uid: number
  gid: number
}

export const isRoot = (): boolean => process.getuid?.() === 0

/** The name by which PostgreSQL will know us on its socket. Throws ClusterFault where we have none. */
export const ownName = (): string => {
  try {
    return userInfo().username
  } catch {
    throw new ClusterFault(
      `The user with the number ${process.getuid?.()} has no line in /etc/passwd, which PostgreSQL needs: ` +
        'add one, or start Peakdesk as another user.',
    )
  }
}

/** The users of /etc/passwd by name. Only root asks, and only for system users, which are never kept elsewhere. */
export const accounts = async (): Promise<Map<string, Account>> => {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.split(':'))
  return new Map(
    lines.filter((f) => f.length >= 4).map((f) => [f[0] ?? '', { uid: Number(f[2]), gid: Number(f[3]) }]),
  )
}

/** For spawn: to become `as`, which only root can and need do. libuv drops the supplementary groups as well. */
export const becoming = (as: Account): { uid?: number; gid?: number } =>
  isRoot() ? { uid: as.uid, gid: as.gid } : {}

/** Nothing of ours may reach PostgreSQL (PGPORT, PGDATA, a locale); LC_ALL=C keeps its messages English for
 * `explain`, TZ spares initdb the search for the machine's time zone. */
export const plainEnv = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
  ...(process.env.LD_LIBRARY_PATH ? { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH } : {}),
  LC_ALL: 'C',
  TZ: 'UTC',
})

/** Runs a program as a user to its end, in `/` (our own folder may be closed to that user). Never rejects: a program
 * that could not be started has the code null and says why in `text`. */
export const run = (
  as: Account,
  command: string,
  ...args: string[]
): Promise<{ code: number | null; text: string }> =>
  new Promise((done) => {
    let text = ''
    const child = (() => {
      try {
        return spawn(command, args, {
          ...becoming(as),
          cwd: '/',
          env: plainEnv(),
          stdio: ['ignore', 'pipe', 'pipe'],
        })
      } catch (e) {
        text = (e as Error).message
        return null
      }
    })()
    if (!child) return done({ code: null, text })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
    child.on('error', (e) => done({ code: null, text: e.message }))
    child.on('close', (code) => done({ code, text }))
  })

/** Whether a user can enter a folder, tried and not reckoned: modes of every folder above, ACLs and mounts count. */
export const canEnter = async (as: Account, folder: string): Promise<boolean> =>
  !isRoot() || (await run(as, '/bin/sh', '-c', 'cd -- "$1"', 'sh', folder)).code === 0
