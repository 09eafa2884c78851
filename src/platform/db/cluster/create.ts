import { chown, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isRoot, ownName, run } from './account.ts'
import { explain, explainFs } from './fault.ts'
import type { Home } from './home.ts'

/** The database user to whom everything belongs. */
export const OWNER = 'peakdesk_owner'

/**
 * Makes the cluster where there is none, and says whether it did: 0.6 s. It is made beside its place and renamed, so a first start that was
 * broken off leaves no half cluster. Text is sorted by code point and knows all of Unicode's letters (builtin
 * C.UTF-8): the same on every machine, whatever its libraries, and no index breaks when those are updated.
 */
export const createWhereMissing = async (home: Home, forTests: boolean): Promise<boolean> => {
  if (await lstat(home.pgdata).catch(() => null)) return false
  const around = dirname(home.pgdata)
  const drafts = `${basename(home.pgdata)}.new-`
  for (const name of await readdir(around))
    if (name.startsWith(drafts))
      await rm(join(around, name), { recursive: true, force: true }).catch(() => {}) // its initdb may still run

  const draft = join(around, `${drafts}${process.pid}`)
  try {
    await mkdir(draft, { mode: 0o700 })
    if (isRoot()) await chown(draft, home.account.uid, home.account.gid)
  } catch (e) {
    throw explainFs(around, e)
  }
  const made = await run(
    home.account,
    `${home.native}/bin/initdb`,
    '-D',
    draft,
    `--username=${OWNER}`,
    '--auth=peer',
    '--encoding=UTF8',
    `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`, // macOS has no C.UTF-8 in its own library
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(forTests ? ['--no-sync'] : []),
  )
  if (made.code !== 0) {
    await rm(draft, { recursive: true, force: true })
    throw explain('Making the database', made.text, home)
  }
  try {
    await rename(draft, home.pgdata)
    if (forTests) return true
    const folder = await open(around, 'r')
    await folder.sync() // or a power cut could leave the work of days under a draft's name
    await folder.close()
    return true
  } catch (e) {
    throw explainFs(home.pgdata, e)
  }
}

/**
 * Who may connect: over the socket alone, the machine's user who runs Peakdesk, as any database user. The kernel
 * says who comes (`peer`): no password to keep. Written at every start, as that user may change.
 */
export const writeAccess = async (home: Home): Promise<void> => {
  const allowed = `peakdesk "${ownName()}" all\n`
  // As the server's user, for root must not write where another user could have put a link.
  const written = await run(
    home.account,
    '/bin/sh',
    '-ec',
    'umask 077; chmod 0700 "$1"; printf %s "$2" >"$1/pg_hba.conf"; printf %s "$3" >"$1/pg_ident.conf"',
    'sh',
    home.pgdata,
    'local all all peer map=peakdesk\n',
    allowed,
  )
  if (written.code !== 0) throw explain('Writing who may connect', written.text, home)
}
