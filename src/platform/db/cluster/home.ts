import { createHash } from 'node:crypto'
import { lstat, mkdir, readdir, readFile, readlink, realpath, rmdir, stat, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Account, accounts, canEnter, isRoot, run } from './account.ts'
import { copyBinaries, findBinaries, STATE } from './binaries.ts'
import { ClusterFault, explain, explainFs, type Place } from './fault.ts'

/** Where a cluster lives, and as which user its server runs. */
export interface Home extends Place {
  dataDir: string
  /** bin, lib and share of PostgreSQL. */
  native: string
  account: Account
}

/** The user for a new cluster when we are root, whom PostgreSQL refuses: the first of these that exists. */
const SERVANTS = ['peakdesk', 'postgres', 'nobody']

/** A name of 12 letters for a path, the same at every start. */
export const short = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)
const missing = (e: unknown) => (e as NodeJS.ErrnoException).code === 'ENOENT'

/** Decides where the cluster of a data folder is or shall be. Makes folders, but nothing inside the cluster. */
export const settle = async (folder: string): Promise<Home> => {
  if (process.platform === 'win32')
    throw new ClusterFault(
      'On Windows Peakdesk needs a PostgreSQL server of your own: set DATABASE_URL, or run it in WSL.',
    )
  const dataDir = await openFolder(folder)
  const link = join(dataDir, 'pg')
  let pgdata = await follow(link)
  const found = await look(pgdata)
  const account = await servant(found, pgdata)
  const place = { pgdata, logFile: join(dataDir, 'postgres.log') }

  const shipped = await findBinaries()
  let native = shipped.native
  const ask = (as: Account) => run(as, join(native, 'bin/postgres'), '--version')
  let says = await ask(account)
  if (says.code !== 0 && isRoot()) {
    // Does it fail for everybody (a broken installation), or only for that user (a private home above)?
    const forUs = await ask({ uid: 0, gid: 0 })
    if (forUs.code !== 0) throw explain('Trying PostgreSQL', forUs.text, place)
    native = await copyBinaries(shipped)
    says = await ask(account)
  }
  if (says.code !== 0) throw explain('Trying PostgreSQL', says.text, place)
  if (found) checkVersion(found.version, says.text, pgdata)

  if (!(await canEnter(account, found ? pgdata : dirname(pgdata)))) {
    if (found)
      throw new ClusterFault(
        `The user who owns the database in ${pgdata} cannot enter that folder: ` +
          'open the folders above it (chmod o+x), or move the data folder to a place that user can reach.',
      )
    pgdata = await linkElsewhere(link)
  }
  return { dataDir, ...place, pgdata, native, account }
}

/** Makes the data folder where needed. For root it can be passed through by others (0711), but not listed. */
const openFolder = async (folder: string): Promise<string> => {
  try {
    await mkdir(folder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 })
    return await realpath(folder)
  } catch (e) {
    throw explainFs(folder, e)
  }
}

/** Where `data/pg` is, also when it is a link to a place that is not there yet. */
const follow = async (link: string): Promise<string> => {
  try {
    return await realpath(link)
  } catch (e) {
    if (!missing(e)) throw explainFs(link, e)
    const target = await readlink(link).catch(() => null)
    return target === null ? link : resolve(dirname(link), target)
  }
}

interface Found extends Account {
  version: string
}

/** The cluster at a place, null where there is nothing. Throws where there is something else. */
const look = async (pgdata: string): Promise<Found | null> => {
  try {
    const { uid, gid } = await stat(pgdata)
    const files = await readdir(pgdata)
    if (files.length === 0) {
      await rmdir(pgdata)
      return null
    }
    // initdb writes PG_VERSION first and global/pg_control in the middle; renaming makes ours whole from the start.
    if (!files.includes('PG_VERSION') || !files.includes('global'))
      throw new ClusterFault(
        `The folder ${pgdata} holds files that are not Peakdesk's database (${files[0]}): ` +
          'move them away, or choose another data folder.',
      )
    return { uid, gid, version: (await readFile(join(pgdata, 'PG_VERSION'), 'utf8')).trim() }
  } catch (e) {
    if (e instanceof ClusterFault) throw e
    if (missing(e)) return null
    if ((e as NodeJS.ErrnoException).code === 'EBUSY')
      throw new ClusterFault(
        `${pgdata} is itself a mounted disk: mount it one folder higher, at ${dirname(pgdata)}.`,
      )
    throw explainFs(pgdata, e)
  }
}

const servant = async (found: Found | null, pgdata: string): Promise<Account> => {
  const own: Account = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 }
  if (own.uid !== 0) {
    if (found && found.uid !== own.uid)
      throw new ClusterFault(
        `The database in ${pgdata} belongs to user number ${found.uid} and you are number ${own.uid}: ` +
          'start Peakdesk as that user or as root, or choose another data folder.',
      )
    return own
  }
  if (found?.uid === 0)
    throw new ClusterFault(
      `The database in ${pgdata} belongs to root, as whom PostgreSQL refuses to run: ` +
        `give it to another user (chown -R nobody ${pgdata}) and start again.`,
    )
  if (found) return { uid: found.uid, gid: found.gid }
  const known = await accounts()
  const name = SERVANTS.find((candidate) => known.has(candidate))
  const account = name === undefined ? undefined : known.get(name)
  if (!account)
    throw new ClusterFault(
      'Peakdesk runs as root, as whom PostgreSQL refuses to run, and there is no user to run it: ' +
        'make one (useradd --system peakdesk), or start Peakdesk as an ordinary user.',
    )
  return account
}

const checkVersion = (made: string, says: string, pgdata: string): void => {
  const brought = says.match(/\) (\d+)/)?.[1] ?? '?'
  if (made === brought) return
  const newer = Number(made) > Number(brought)
  throw new ClusterFault(
    `The database in ${pgdata} was made by PostgreSQL ${made || '(unknown)'} and this Peakdesk brings ${brought}: ` +
      (newer
        ? 'update Peakdesk, or choose another data folder.'
        : 'start it with the Peakdesk that made it, or upgrade the folder with pg_upgrade.'),
  )
}

/**
 * A place outside the private home, to which `data/pg` becomes a link. The link is made first and is the truth: a
 * place that no link leads to (the data folder was deleted to start afresh) is left alone, never taken over.
 */
const linkElsewhere = async (link: string): Promise<string> => {
  const present = await readlink(link).catch(() => null)
  if (present !== null)
    throw new ClusterFault(`${link} leads to ${present}, which cannot be used: remove that link.`)
  try {
    await mkdir(STATE, { recursive: true, mode: 0o755 })
    for (let n = 1; ; n++) {
      const place = join(STATE, short(link) + (n === 1 ? '' : `-${n}`))
      if (await lstat(place).catch(() => null)) continue
      await symlink(place, link).catch((e: NodeJS.ErrnoException) => {
        if (e.code !== 'EEXIST') throw e // another start was quicker: its link counts
      })
      return await follow(link)
    }
  } catch (e) {
    throw explainFs(STATE, e)
  }
}
