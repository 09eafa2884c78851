import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { firstStart } from '../../seeds/index.ts'
import { shopRoutes } from '../features/shop/index.ts'
import { audited, openAdministration } from '../features/shop/testing.ts'
import { StartFault } from '../platform/config.ts'
import { all, sql } from '../platform/db/db.ts'
import { addShop, newPassword } from './admin.ts'
import { writeConnectFile } from './connect-file.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let said: string[]
beforeEach(async () => {
  desk = await openAdministration(shopRoutes)
  const { user, database, host, port } = desk.connection
  vi.stubEnv(
    'DATABASE_URL',
    `postgresql://${user}@/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`,
  )
  said = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => said.push(line))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  await desk.close()
})

const seed = async () => {
  const first = await firstStart({ ...desk.deps, auth: desk.auth }, { empty: true })
  return first?.accounts[0]?.password ?? ''
}
const word = (pattern: RegExp): string => said.join('\n').match(pattern)?.[1] ?? ''

test('a shop is added with its teams, channels and the owners there are', async () => {
  const password = await seed()
  const args = ['--name', 'Cloud & Reed', '--platform', 'taobao', '--zone', 'Europe/Berlin', '--locale', 'en']
  expect(await addShop(args)).toBe(0)

  const owner = await desk.as('owner', password)
  const { shops } = (await owner('/api/me')).body
  expect(shops).toHaveLength(2)
  const { shop, role } = shops[1]
  expect(role).toBe('owner')
  expect(shop).toMatchObject({
    name: 'Cloud & Reed',
    platform: 'taobao',
    timeZone: 'Europe/Berlin',
    locale: 'en',
  })
  expect((await owner(`/api/shops/${shop.id}/members`)).body.teams).toHaveLength(4)
  const channels = await desk.db.tx({ shops: [shop.id] }, (tx) =>
    all(
      tx,
      sql<{ kind: string; key: string; secret: string }>`select kind, key, secret from channel order by kind`,
    ),
  )
  expect(channels.map(({ kind }) => kind)).toEqual(['bridge', 'web-chat'])
  expect(word(/bridge key +(\S+)/)).toBe(channels[0]?.key)
  expect(word(/bridge secret +(\S+)/)).toBe(channels[0]?.secret)
  expect(word(/web chat key +(\S+)/)).toBe(channels[1]?.key)
  expect(await audited(desk.db, [shop.id])).toContainEqual(
    expect.objectContaining({ shopId: shop.id, what: 'shop.added', personId: null }),
  )
})

test('a new password opens the door, the old one and its sessions no longer do', async () => {
  const old = await seed()
  const before = await desk.as('owner', old)
  expect(await newPassword(['Owner'])).toBe(0)
  const fresh = word(/shown only now: (\S+)/)
  expect(fresh).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)

  await expect(desk.as('owner', old)).rejects.toThrow('401')
  const after = await desk.as('owner', fresh)
  expect((await after('/api/me')).status).toBe(200)
  // Longer than a session is believed without asking.
  desk.time.now += 6000
  expect((await before('/api/me')).status).toBe(401)
  expect((await audited(desk.db, [])).map(({ what }) => what)).toContain('password.reset')
  expect(JSON.stringify(await audited(desk.db, []))).not.toContain(fresh)
})

const faults: [says: string, run: () => Promise<number>, sentence: RegExp][] = [
  ['no name', () => addShop([]), /needs a name/],
  ['an empty name', () => addShop(['--name', ' ']), /1 to 60 characters/],
  [
    'an unknown platform',
    () => addShop(['--name', 'x', '--platform', 'ebay']),
    /"ebay" is no platform.*taobao/,
  ],
  ['an unknown zone', () => addShop(['--name', 'x', '--zone', 'Mars']), /"Mars" is no time zone/],
  ['an unknown language', () => addShop(['--name', 'x', '--locale', 'fr']), /"fr" is no language/],
  ['an unknown option', () => addShop(['--nmae', 'x']), /--nmae.*peakdesk --help/],
  ['nobody named', () => newPassword([]), /whose password/],
  ['two named', () => newPassword(['owner', 'other']), /whose password/],
  ['somebody unknown', () => newPassword(['nobody']), /"nobody". Owners: owner\./],
]
test.each(faults)('%s is told in a sentence and changes nothing', async (_, run, sentence) => {
  await seed()
  const fault = await run().catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(StartFault)
  expect((fault as Error).message).toMatch(sentence)
  expect((await desk.db.everyShop()).shops).toHaveLength(1)
  expect(said).toEqual([])
})

test.each([
  ['shop add', () => addShop(['--name', 'x'])],
  ['password', () => newPassword(['owner'])],
])('%s on a database without a shop says how to begin', async (_, run) => {
  await expect(run()).rejects.toThrow('start the desk once with ./peakdesk start')
  expect((await desk.db.everyShop()).shops).toEqual([])
})

const emptyFolder = async () => {
  vi.stubEnv('DATABASE_URL', '')
  return mkdtemp(join(tmpdir(), 'peakdesk-admin-'))
}

test('a desk that runs in the folder is found by PEAKDESK_DATA', async () => {
  await seed()
  const data = await emptyFolder()
  vi.stubEnv('PEAKDESK_DATA', data)
  await mkdir(join(data, 'pg'))
  await writeConnectFile(data, { pid: process.pid, url: '', database: desk.connection, bridge: null })
  expect(await newPassword(['owner'])).toBe(0)
  await desk.as('owner', word(/shown only now: (\S+)/))
  await rm(data, { recursive: true })
})

test('a folder without a desk is not made into one', async () => {
  const data = await emptyFolder()
  await expect(newPassword(['owner', '--data', data])).rejects.toThrow(`There is no desk in ${data}`)
  expect(await readdir(data)).toEqual([])
  await rm(data, { recursive: true })
})
