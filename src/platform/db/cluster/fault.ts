/**
 * Something outside the program keeps PostgreSQL from running. The message is one plain sentence that says what
 * is wrong, where, and what to do: print it as it is. It carries no stack, because the cause is not in the code.
 */
export class ClusterFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ClusterFault'
    this.stack = `ClusterFault: ${message}`
  }
}

/** Where things are, for the sentence of a fault. */
export interface Place {
  /** The folder of the cluster. */
  pgdata: string
  /** The file PostgreSQL logs to. */
  logFile: string
}

/** What initdb and postgres write (always in English: they run under LC_ALL=C), and what that means for a person.
 * The first row that fits is used: a full disk, for one, also makes files unreadable. */
const MEANINGS: { when: RegExp; says: (at: Place, found: RegExpMatchArray) => string }[] = [
  {
    when: /No space left on device|Disk quota exceeded/,
    says: ({ pgdata }) =>
      `The disk that holds ${pgdata} is full: free at least 200 MB there and start Peakdesk again.`,
  },
  {
    when: /error while loading shared libraries: ([^\s:]+)|Library not loaded: (\S+)/,
    says: (_, found) =>
      `PostgreSQL's program cannot find the library ${found[1] ?? found[2]}: run "npm install" in Peakdesk's folder.`,
  },
  {
    when: /spawn \S+ (ENOENT|EACCES|ENOEXEC)|cannot execute|Exec format error/,
    says: () =>
      'The PostgreSQL that Peakdesk brings does not run on this system (it needs glibc, and a disk from which programs may run): ' +
      'run "npm install" again, or set DATABASE_URL to a PostgreSQL server of your own.',
  },
  {
    when: /spawn \S+ EPERM/,
    says: () =>
      'Peakdesk runs as root but may not start PostgreSQL as another user here: start Peakdesk as an ordinary user.',
  },
  {
    when: /could not look up effective user ID (\d+)/,
    says: (_, found) =>
      `The user with the number ${found[1]} has no line in /etc/passwd, which PostgreSQL needs: ` +
      'add one, or start Peakdesk as another user.',
  },
  {
    when: /initialized by PostgreSQL version (\d+)|database files are incompatible with server/,
    says: ({ pgdata }, found) =>
      `The database in ${pgdata} was made by ${found[1] ? `PostgreSQL ${found[1]}` : 'another PostgreSQL'}: ` +
      'start it with the Peakdesk that made it.',
  },
  {
    when: /could not (map anonymous|create|resize|attach).* shared memory|Cannot allocate memory|out of memory/i,
    says: () =>
      'There is not enough memory for PostgreSQL (it needs about 400 MB): free some and start again.',
  },
  {
    when: /lock file "([^"]+)" already exists|pre-existing shared memory block/,
    says: ({ pgdata }) =>
      `Another PostgreSQL is still using ${pgdata}: stop it (its process number is in postmaster.pid there) and start again.`,
  },
  {
    when: /(could not [^\n]*): (Permission denied|Operation not permitted)|(?:Permission denied|Operation not permitted)/,
    says: ({ pgdata }, found) =>
      `PostgreSQL may not use ${pgdata}${found[1] ? ` (${found[1]})` : ''}: ` +
      'give that folder and all in it back to the user who made it (chown -R), or choose another data folder.',
  },
  {
    when: /valid checkpoint record|control file|could not find the database system|could not access the server configuration file|not a valid data directory|could not \w+ (file|directory) "([^"]*\/)?(base|global|pg_[a-z_]+)\b[^"]*": (No such file|read \d+ of)|database subdirectory .* is missing|invalid magic number|contains invalid data|invalid page/i,
    says: ({ pgdata, logFile }) =>
      `The database in ${pgdata} is damaged: put back your last copy of that folder (what PostgreSQL says is in ${logFile}).`,
  },
  {
    when: /Read-only file system/,
    says: ({ pgdata }) =>
      `The disk that holds ${pgdata} is read-only: make it writable or choose another data folder.`,
  },
  {
    when: /unrecognized configuration parameter|configuration file "[^"]+" contains errors|syntax error in file/,
    says: ({ pgdata, logFile }) =>
      `The settings in ${pgdata}/postgresql.conf or postgresql.auto.conf are wrong: correct them as ${logFile} says.`,
  },
]

/** What the words that initdb or postgres left mean. `doing` opens the sentence when nothing known is in them. */
export const explain = (doing: string, text: string, at: Place): ClusterFault => {
  for (const { when, says } of MEANINGS) {
    const found = text.match(when)
    if (found) return new ClusterFault(says(at, found))
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const worst =
    lines.findLast((line) => /PANIC|FATAL|error:|ERROR/.test(line)) ?? lines.at(-1) ?? 'it said nothing'
  const bare = worst.replace(/^.* (?=(PANIC|FATAL|ERROR|LOG): )/, '').trim() // without time and process number
  return new ClusterFault(`${doing} failed: ${bare} (see ${at.logFile}).`)
}

/** The same for a call of ours to the file system, where the reason is a code and not a text. */
export const explainFs = (path: string, cause: unknown): ClusterFault => {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new ClusterFault(
      `The disk that holds ${path} is full: free at least 200 MB there and start Peakdesk again.`,
    )
  if (code === 'EACCES' || code === 'EPERM')
    return new ClusterFault(
      `Peakdesk may not write to ${path}: give that folder to the user who starts Peakdesk, or choose another data folder.`,
    )
  if (code === 'EROFS')
    return new ClusterFault(
      `The disk that holds ${path} is read-only: make it writable or choose another data folder.`,
    )
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new ClusterFault(
      `A file is in the way at ${path}, where a folder is needed: move it or choose another data folder.`,
    )
  return new ClusterFault(`${path} cannot be used (${(cause as Error).message}): choose another data folder.`)
}
