import { expect, test } from 'vitest'
import { explain } from './fault.ts'

const at = { pgdata: '/srv/desk/pg', logFile: '/srv/desk/postgres.log' }

// The texts are PostgreSQL 18's own, from servers broken on purpose (shortened, with other paths).
test.each([
  {
    cause: 'a full disk',
    text: 'running bootstrap script ... FATAL:  could not extend file "base/1/2691": No space left on device\nHINT:  Check free disk space.',
    says: 'The disk that holds /srv/desk/pg is full',
  },
  {
    cause: 'a library is missing',
    text: 'initdb: error while loading shared libraries: libicuuc.so.60: cannot open shared object file: No such file',
    says: 'cannot find the library libicuuc.so.60: run "npm install"',
  },
  {
    cause: 'a system without glibc',
    text: 'spawn /opt/desk/native/bin/postgres ENOENT',
    says: 'does not run on this system',
  },
  {
    cause: 'an unknown user',
    text: 'initdb: could not look up effective user ID 4711: user does not exist',
    says: 'The user with the number 4711 has no line in /etc/passwd',
  },
  {
    cause: 'another version',
    text: 'DETAIL:  The data directory was initialized by PostgreSQL version 16, which is not compatible with this version 18.4.',
    says: 'was made by PostgreSQL 16: start it with the Peakdesk that made it',
  },
  {
    cause: 'too little memory',
    text: 'FATAL:  could not map anonymous shared memory: Cannot allocate memory',
    says: 'not enough memory',
  },
  {
    cause: 'another server',
    text: 'FATAL:  lock file "postmaster.pid" already exists\nHINT:  Is another postmaster (PID 4) running?',
    says: 'Another PostgreSQL is still using /srv/desk/pg',
  },
  {
    cause: 'a lost file',
    text: 'postgres: could not find the database system\nExpected to find it in the directory "/srv/desk/pg",\nbut could not open file "/srv/desk/pg/global/pg_control": No such file or directory',
    says: 'The database in /srv/desk/pg is damaged',
  },
  {
    cause: 'a broken log of writes',
    text: 'LOG:  invalid checkpoint record\nPANIC:  could not locate a valid checkpoint record at 0/1B811A8',
    says: 'The database in /srv/desk/pg is damaged',
  },
  {
    cause: 'rights taken away',
    text: 'postgres: could not find the database system\nExpected to find it in the directory "/srv/desk/pg",\nbut could not open file "/srv/desk/pg/global/pg_control": Permission denied',
    says: 'PostgreSQL may not use /srv/desk/pg (could not open file',
  },
  {
    cause: 'a wrong setting',
    text: 'LOG:  unrecognized configuration parameter "shared_bufers" in file "/srv/desk/pg/postgresql.conf" line 9\nFATAL:  configuration file "/srv/desk/pg/postgresql.conf" contains errors',
    says: 'The settings in /srv/desk/pg/postgresql.conf',
  },
  {
    cause: 'lost tables',
    text: 'FATAL:  database "peakdesk" does not exist\nDETAIL:  The database subdirectory "base/16384" is missing.',
    says: 'The database in /srv/desk/pg is damaged',
  },
  {
    cause: 'anything else: its last complaint',
    text: 'LOG:  starting\n2026-11-11 00:00:00.000 UTC [75] FATAL:  the moon is in the way\nLOG:  bye',
    says: 'Starting PostgreSQL failed: FATAL:  the moon is in the way (see /srv/desk/postgres.log).',
  },
])('$cause is said in one sentence', ({ text, says }) => {
  const fault = explain('Starting PostgreSQL', text, at)
  expect(fault.message).toContain(says)
  expect(fault.message).not.toContain('\n')
  expect(fault.message).toMatch(/\.$/)
  expect(fault.stack).toBe(`ClusterFault: ${fault.message}`)
})
