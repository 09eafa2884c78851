import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { channelContract } from '../../src/features/channel/contract.ts'
import { shopContract } from '../../src/features/shop/contract.ts'
import { readConfig, StartFault } from '../../src/platform/config.ts'
import { accounts, canEnter, isRoot } from '../../src/platform/db/cluster/account.ts'
import { freshDatabase } from '../support/database.ts'
import {
  dataFolder,
  freePort,
  launchDesk,
  opened,
  peakdesk,
  postgresOn,
  ROOT,
  type RunningDesk,
  removeData,
  startDesk,
} from '../support/desk-process.ts'
import { signIn } from '../support/session.ts'
import { postmaster } from './strikes.ts'
import { wireTo } from './wire.ts'

// A start takes a second, and many when everything else runs beside it.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

let folder = ''
beforeAll(async () => {
  folder = await dataFolder()
})
afterAll(() => removeData(folder))

/** What a start says that is refused: one sentence, and no stack. */
const refused = async (args: string[], options: Parameters<typeof peakdesk>[1] = {}): Promise<string> => {
  const command = peakdesk(args, options)
  const { code } = await command.ended
  const said = command.stderr()
  expect(code, said).toBeGreaterThan(0)
  expect(said.trim().split('\n'), said).toHaveLength(1)
  expect(said).not.toMatch(/ {4}at |Error:|node:/)
  expect(command.stdout()).not.toContain('Peakdesk is open')
  return said
}

describe('what cannot be done is told in one sentence', () => {
  test.each([
    { args: ['start', '--port', 'tea'], says: '"tea" is not a port: use a number from 0 to 65535' },
    { args: ['start', '--prot', '4600'], says: "Unknown option '--prot'" },
    { args: ['start', '--host', '203.0.113.7'], says: 'This machine has no address 203.0.113.7' },
    { args: ['stop'], says: 'There is no command "stop". Run ./peakdesk --help.' },
  ])('peakdesk $args', async ({ args, says }) => {
    expect(await refused(args)).toContain(says)
  })

  // The same as seen from inside, which does not take a second each.
  test.each([
    { args: ['--port', '70000'], says: '"70000" is not a port' },
    { args: ['--port=-1'], says: '"-1" is not a port' },
    { args: ['--port', '46 00'], says: '"46 00" is not a port' },
    { args: ['here'], says: "Unexpected argument 'here'" },
    { args: ['--data'], says: "'--data <value>' argument missing" },
    { args: [], env: { PEAKDESK_PORT: 'tea' }, says: '"tea" is not a port' },
  ])('options $args $env', ({ args, env = {}, says }) => {
    expect(() => readConfig(args, env)).toThrow(StartFault)
    expect(() => readConfig(args, env)).toThrow(says)
  })

  test('a port in use', async () => {
    const taken = createServer()
    const port = await freePort()
    await new Promise<void>((go) => taken.listen(port, '127.0.0.1', go))
    const says = `Port ${port} is in use: another desk or program has it. Choose another with --port.`
    expect(await refused(['start', '--port', String(port), '--data', join(folder, 'never')])).toContain(says)
    taken.close()
  })

  test.each([
    { what: 'a folder of other files', make: 'pg/holiday.jpg', says: 'holds files that are not Peakdesk' },
    { what: 'a file where the database belongs', make: 'pg', says: 'A file is in the way at' },
    { what: 'a file', make: '', says: 'A file is in the way at' },
  ])('a data folder that is or holds $what', async ({ what, make, says }) => {
    const data = join(folder, what.replaceAll(' ', '-'))
    const file = join(data, make)
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, 'x')
    expect(await refused(['start', '--port', '0', '--data', data])).toContain(says)
    expect(await readFile(file, 'utf8')).toBe('x')
  })

  test('a data folder that the user may not write to', async (ctx) => {
    const data = join(folder, 'others')
    await mkdir(data, { mode: 0o755 })
    const nobody = isRoot() ? (await accounts()).get('nobody') : null
    if (nobody === undefined) return ctx.skip('there is no other user')
    if (nobody && !(await canEnter(nobody, ROOT))) return ctx.skip('the checkout is closed to other users')
    if (!nobody) await chmod(data, 0o555)
    const says = await refused(['start', '--port', '0', '--data', data], nobody ?? {})
    expect(says).toContain(`Peakdesk may not write to ${data}`)
  })

  const reach = (database: string) => {
    const { host, port, user } = inject('cluster')
    return `postgres://${user}@${encodeURIComponent(String(host))}:${port}/${database}`
  }
  test.each([
    { what: 'nothing listens', url: () => 'postgres://me@127.0.0.1:1/desk', says: 'nothing answers there' },
    {
      what: 'there is no socket',
      url: () => 'postgres://me@%2Fnowhere/desk',
      says: 'its socket does not exist',
    },
    { what: 'there is no such database', url: () => reach('nope'), says: 'that database does not exist' },
    { what: 'it is no address', url: () => 'postgres://%zz', says: 'cannot be used' },
  ])('a DATABASE_URL where $what', async ({ url, says }) => {
    const said = await refused(['start', '--port', '0'], { env: { DATABASE_URL: url() } })
    expect(said).toContain('The database of DATABASE_URL cannot be used')
    expect(said).toContain(says)
  })
})

describe('one data folder', () => {
  let desk: RunningDesk
  beforeAll(async () => {
    desk = await startDesk({ port: await freePort() })
  })
  afterAll(async () => {
    await desk.stop()
    await removeData(desk.dataDir)
  })

  test('a second start beside a running desk is refused, and the desk stays to be found', async () => {
    const before = await readFile(join(desk.dataDir, 'connect.json'), 'utf8')
    const said = await refused(['start', '--port', '0', '--data', desk.dataDir])
    expect(said).toContain(
      `Another Peakdesk (process ${desk.pid}) is running on the data folder ${desk.dataDir}`,
    )
    expect(await readFile(join(desk.dataDir, 'connect.json'), 'utf8')).toBe(before)
    expect((await fetch(`${desk.url}/readyz`)).status).toBe(200)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends it in good order, and the next start has everything again and prints no password',
    async (signal) => {
      const { url, dataDir, port, accounts, password } = desk
      const session = await signIn(url, 'owner', password)
      const shops = await session.api(shopContract).me({})
      const channels = await session.api(channelContract).channels({ params: { shopId: 1 } })
      await desk.kill(signal)
      expect(await desk.ended).toEqual({ code: 0, signal: null })
      expect(desk.stderr()).toBe('')
      expect(await postgresOn(dataDir)).toEqual([])
      await expect(readFile(join(dataDir, 'connect.json'))).rejects.toThrow('ENOENT')
      await expect(fetch(`${url}/healthz`)).rejects.toThrow()

      desk = { ...(await startDesk({ dataDir, port })), password, accounts }
      expect(desk.stdout()).not.toContain(password)
      expect(desk.stdout()).not.toContain('Sign in with')
      expect(desk.url).toBe(url)
      // The session of before holds too.
      expect(await session.api(shopContract).me({})).toEqual(shops)
      const again = await signIn(url, 'owner', password)
      expect(await again.api(channelContract).channels({ params: { shopId: 1 } })).toEqual(channels)
    },
  )

  test('while PostgreSQL is away the desk says so to everyone, and brings it back', async () => {
    const session = await signIn(desk.url, 'owner', desk.password)
    const connector = wireTo({ url: desk.url, ...desk.bridge })
    process.kill(await postmaster(desk.dataDir), 'SIGKILL')
    const answers: number[][] = []
    do {
      const person = await fetch(`${desk.url}/api/me`, { headers: { cookie: session.cookie } })
      const { status } = await connector.get('outbox?wait=0')
      answers.push([person.status, status])
    } while (answers.at(-1)?.some((status) => status !== 200) && answers.length < 10_000)
    expect(new Set(answers.flat())).toEqual(new Set([200, 503]))
    expect(desk.stderr()).toContain('PostgreSQL ended (signal 9); starting it again')
    expect((await session.api(shopContract).me({})).username).toBe('owner')
    // What follows wants a desk that has nothing to complain of.
    const { dataDir, port, password } = desk
    expect(await desk.stop()).toBe(0)
    desk = { ...(await startDesk({ dataDir, port })), password }
  })

  test('Ctrl-C with screens and connectors waiting does not wait for them', async () => {
    const { cookie } = await signIn(desk.url, 'owner', desk.password)
    const stream = await fetch(`${desk.url}/api/events?after=1.0`, { headers: { cookie } })
    const read = stream.text()
    const poll = wireTo({ url: desk.url, ...desk.bridge }).get('outbox?wait=50')
    // Answered at once, so the poll before it has arrived.
    await fetch(`${desk.url}/healthz`)
    const asked = performance.now()
    expect(await desk.stop()).toBe(0)
    expect(performance.now() - asked).toBeLessThan(5000)
    expect(await read).toContain(': connected')
    expect((await poll).status).toBe(503)
    const { dataDir, port, password } = desk
    desk = { ...(await startDesk({ dataDir, port })), password }
  })

  test('Ctrl-C in the middle of a start leaves nothing behind', async () => {
    expect(await desk.stop()).toBe(0)
    const { dataDir, port, password } = desk
    const start = launchDesk({ dataDir, port })
    await start.said(/Starting Peakdesk/, 30_000)
    await start.kill('SIGINT')
    expect(await start.ended).toEqual({ code: 0, signal: null })
    expect(start.stderr()).toBe('')
    expect(await postgresOn(dataDir)).toEqual([])
    desk = { ...(await opened(launchDesk({ dataDir, port }), dataDir)), password }
  })
})

test('a desk on a server of one’s own, by DATABASE_URL', async () => {
  const { connection, drop } = await freshDatabase()
  const { host, port, user, database } = connection
  const url = `postgres://${user}@${encodeURIComponent(String(host))}:${port}/${database}`
  const dataDir = await dataFolder()
  const desk = await startDesk({ dataDir, env: { DATABASE_URL: url } })
  await signIn(desk.url, 'owner', desk.password)
  expect(await desk.stop()).toBe(0)
  expect(desk.stderr()).toBe('')
  const again = await startDesk({ dataDir, env: { DATABASE_URL: url } })
  expect(again.accounts).toEqual([])
  expect(await again.stop()).toBe(0)
  await drop()
  await removeData(dataDir)
})
