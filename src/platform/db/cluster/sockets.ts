import { chown, lstat, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canEnter, isRoot } from './account.ts'
import { ClusterFault, explainFs } from './fault.ts'
import { type Home, short } from './home.ts'

/** Longest path of a socket in bytes: 108 with the closing zero on Linux, 104 on macOS. */
const SOCKET_LIMIT = process.platform === 'linux' ? 107 : 103
/** Only names the socket's file: the server listens on no network. */
export const PORT = 5432
const SOCKET = `.s.PGSQL.${PORT}`

/**
 * The private folder of the server's socket: in the machine's temporary folder, as the data folder may be too deep or
 * on a disk that knows no sockets. Only the server's user and root get in, and `peer` asks once more who comes.
 * The name is the same at every start, so what a killed server left is found again.
 */
export const socketFolder = async ({ pgdata, account }: Home): Promise<string> => {
  for (const base of [tmpdir(), '/tmp']) {
    const folder = join(base, `peakdesk-${short(pgdata)}`)
    if (Buffer.byteLength(join(folder, SOCKET)) > SOCKET_LIMIT || !(await canEnter(account, base))) continue
    try {
      await mkdir(folder, { mode: 0o700 })
      if (isRoot()) await chown(folder, account.uid, account.gid)
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw explainFs(base, e)
    }
    const { uid, mode } = await lstat(folder)
    if (uid === 0 && isRoot())
      await chown(folder, account.uid, account.gid) // killed between the two steps above
    else if (uid !== account.uid || (mode & 0o170777) !== 0o040700)
      throw new ClusterFault(
        `The folder ${folder}, needed for PostgreSQL's socket, belongs to someone else or is open to others: remove it.`,
      )
    return folder
  }
  throw new ClusterFault(
    `The temporary folder ${tmpdir()} cannot hold PostgreSQL's socket (its path is longer than ` +
      `${SOCKET_LIMIT - SOCKET.length} bytes or closed to the server): set TMPDIR to a short one such as /tmp.`,
  )
}

/** Takes away what a killed server left in its folder. To be called when no server runs: PostgreSQL itself would
 * keep the socket's lock file where its process number has meanwhile gone to another program. */
export const clearSockets = async (folder: string): Promise<void> => {
  for (const name of [SOCKET, `${SOCKET}.lock`]) await rm(join(folder, name), { force: true })
}
