import { chownSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isRoot } from './account.ts'
import { ClusterFault, explainFs } from './fault.ts'
import type { Home } from './home.ts'

/** SQLite's results: busy, and those that have a code of the file system. */
const BUSY = 5
const CODES: Record<number, string> = { 8: 'EACCES', 13: 'ENOSPC', 14: 'EACCES' }

/**
 * Holds the cluster for this process until `release` or the process's end, however it ends. Throws ClusterFault where
 * a living process holds it.
 *
 * The kernel keeps the lock: no stale process numbers, no race, and it holds between containers that share the folder.
 * Node has no flock of its own; an exclusive transaction on an empty SQLite file is one (0.5 ms, nothing is written).
 * The file must not be opened in any other way: closing it would drop the lock (POSIX). Hence the number of the
 * process, which is for the sentence alone, is in a file beside it.
 */
export const claim = ({ dataDir, pgdata }: Pick<Home, 'dataDir' | 'pgdata'>): { release(): void } => {
  const file = `${pgdata}.lock`
  const note = `${pgdata}.desk`
  let handle: DatabaseSync | undefined
  try {
    handle = new DatabaseSync(file)
    handle.exec('pragma locking_mode = exclusive; begin exclusive')
    writeFileSync(note, `${process.pid}\n`)
    // An ordinary user's data folder stays that user's when root starts Peakdesk once.
    const { uid, gid } = statSync(dataDir)
    if (isRoot() && uid !== 0) for (const path of [file, note]) chownSync(path, uid, gid)
  } catch (e) {
    handle?.close()
    const { errcode = 0, message } = e as Error & { errcode?: number }
    if (errcode !== BUSY) throw explainFs(file, CODES[errcode] ? { code: CODES[errcode], message } : e)
    throw new ClusterFault(
      `Another Peakdesk${holder(note)} is running on the data folder ${dataDir}: stop it first, or choose another data folder.`,
    )
  }
  const held = handle
  return {
    release: () => {
      rmSync(note, { force: true })
      if (held.isOpen) held.close()
    },
  }
}

const holder = (note: string): string => {
  try {
    return ` (process ${readFileSync(note, 'utf8').trim()})`
  } catch {
    return '' // it is just starting or stopping
  }
}
