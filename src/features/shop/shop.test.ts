import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { all, one, sql } from '../../platform/db/db.ts'
import type { Member } from './domain.ts'
import { shopRoutes } from './index.ts'
import { audited, openAdministration, PASSWORD } from './testing.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let boss: Awaited<ReturnType<Desk['as']>>
let bossId: number
let serial = 0

beforeAll(async () => {
  desk = await openAdministration(shopRoutes)
})
afterAll(() => desk.close())
beforeEach(async () => {
  serial += 1
  shopId = (await desk.shop(`店${serial}`)).id
  bossId = (await desk.person(shopId, `boss${serial}`, 'owner')).personId
  boss = await desk.as(`boss${serial}`)
  desk.published.splice(0)
  desk.faults.splice(0)
})

const version = async (id = shopId) =>
  (
    await desk.db.tx({ shops: [id] }, (tx) =>
      one(tx, sql<{ v: number }>`select config_version as v from shop_log where shop_id = ${id}`),
    )
  )?.v
const members = async (): Promise<Member[]> => (await boss(`/api/shops/${shopId}/members`)).body.members
const add = (body: object) => boss(`/api/shops/${shopId}/members`, { body })
const change = (personId: number, body: object) =>
  boss(`/api/shops/${shopId}/members/${personId}`, { method: 'PUT', body })
const remove = (personId: number) => boss(`/api/shops/${shopId}/members/${personId}`, { method: 'DELETE' })
const hers = (name: string, more: object = {}) => ({
  username: `${name}${serial}`,
  name,
  role: 'agent',
  password: PASSWORD,
  ...more,
})
const auditOfShop = async () => (await audited(desk.db, [shopId])).filter((entry) => entry.shopId === shopId)

describe('a new shop', () => {
  test('has the standard teams in its language, its counters, and nobody’s settings', async () => {
    const { body } = await boss(`/api/shops/${shopId}/members`)
    expect(body.teams).toEqual([
      { code: 'after-sales', name: '售后' },
      { code: 'bargaining', name: '议价' },
      { code: 'order-change', name: '改单' },
      { code: 'pre-sales', name: '售前' },
    ])
    const counters = await desk.db.tx({ shops: [shopId] }, (tx) =>
      all(
        tx,
        sql`select l.seq, l.message_id, c.message_id as indexed from shop_log l join index_cursor c using (shop_id)`,
      ),
    )
    expect(counters).toEqual([{ seq: 0, message_id: 0, indexed: 0 }])
  })

  test('made together with another one is not mixed up with it', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, (_, i) => desk.shop(`同时${i}`)))
    expect(new Set(made.map((shop) => shop.id)).size).toBe(4)
  })
})

describe('people', () => {
  test('a new person gets an account, the role, an event and an audit entry without the password', async () => {
    const before = await version()
    const { status, body } = await add(hers('ming', { teams: ['pre-sales'] }))
    expect(status).toBe(200)
    expect(body).toEqual({
      personId: expect.any(Number),
      username: `ming${serial}`,
      name: 'ming',
      role: 'agent',
      teams: ['pre-sales'],
      skills: [],
      here: false,
      slots: 8,
      shopSlots: null,
      state: 'offline',
    })
    const she = await desk.as(`ming${serial}`)
    expect((await she('/api/me')).body.shops).toMatchObject([{ role: 'agent', shop: { id: shopId } }])
    expect(desk.published.map(({ kind, data }) => [kind, data])).toEqual([
      ['member', { shopId, ...body }],
      ['settings', { shopId, area: 'members' }],
    ])
    expect(await version()).toBe((before ?? 0) + 1)
    const { personId } = body
    expect(await auditOfShop()).toEqual([
      {
        shopId,
        personId: bossId,
        what: 'member.added',
        detail: { personId, username: `ming${serial}`, role: 'agent', teams: ['pre-sales'] },
        address: '203.0.113.7',
      },
    ])
  })

  test.each([
    ['a new name without password', hers('pan', { password: undefined }), 'malformed'],
    ['a short password', hers('pan', { password: 'short' }), 'malformed'],
    ['a name with blanks', hers('pan', { username: 'p p' }), 'malformed'],
    ['a team the shop has not', hers('pan', { teams: ['night'] }), 'not-found'],
    ['a role there is not', hers('pan', { role: 'king' }), 'malformed'],
  ])('%s is refused, and nothing is left behind', async (_, body, code) => {
    const before = await version()
    const answer = await add(body)
    expect(answer.body.error.code).toBe(code)
    expect(await members()).toHaveLength(1)
    expect(await version()).toBe(before)
    expect(desk.published).toEqual([])
  })

  test('somebody known joins by the name alone; a password for them is refused', async () => {
    const other = await desk.shop('别处')
    await desk.person(other.id, `known${serial}`, 'agent')
    const refused = await add(hers('known'))
    expect(refused.body.error.code).toBe('name-taken')
    const joined = await add(hers('known', { password: undefined }))
    expect(joined.status).toBe(200)
    expect(joined.body.name).toBe(`KNOWN${serial}`) // keeps the name they have
    expect((await add(hers('known', { password: undefined }))).body.error.code).toBe('name-taken')
    await desk.as(`known${serial}`) // with the password they had
  })

  test('two owners who take the same new name at once: one gets it, and the password is theirs', async () => {
    const other = await desk.shop('对门')
    await desk.person(other.id, `rival${serial}`, 'owner')
    const rival = await desk.as(`rival${serial}`)
    const [mine, theirs] = await Promise.all([
      add(hers('twin', { password: 'password of mine' })),
      rival(`/api/shops/${other.id}/members`, { body: hers('twin', { password: 'password of theirs' }) }),
    ])
    expect([mine.status, theirs.status].toSorted()).toEqual([200, 409])
    await desk.as(`twin${serial}`, mine.status === 200 ? 'password of mine' : 'password of theirs')
  })

  test('role and team change; the audit says from what to what', async () => {
    const { body: she } = await add(hers('lan', { teams: ['pre-sales'] }))
    const { body } = await change(she.personId, { role: 'supervisor', teams: [] })
    expect(body).toMatchObject({ role: 'supervisor', teams: [] })
    expect((await auditOfShop()).at(-1)).toMatchObject({
      what: 'member.changed',
      detail: {
        personId: she.personId,
        role: { from: 'agent', to: 'supervisor' },
        teams: { from: ['pre-sales'], to: [] },
      },
    })
  })

  test('a change that changes nothing leaves no trace', async () => {
    const { body: she } = await add(hers('jing'))
    const before = [await version(), (await auditOfShop()).length, desk.published.length]
    expect((await change(she.personId, { role: 'agent', teams: [] })).status).toBe(200)
    expect([await version(), (await auditOfShop()).length, desk.published.length]).toEqual(before)
  })

  test('the last owner stays: not demoted, not removed, not even when two go at once', async () => {
    expect((await change(bossId, { role: 'agent', teams: [] })).body.error.code).toBe('last-owner')
    expect((await remove(bossId)).body.error.code).toBe('last-owner')
    const { body: second } = await add(hers('second', { role: 'owner' }))
    const her = await desk.as(`second${serial}`)
    const both = await Promise.all([
      remove(bossId),
      her(`/api/shops/${shopId}/members/${second.personId}`, { method: 'DELETE' }),
    ])
    expect(both.map((answer) => answer.body.error?.code ?? 'done').toSorted()).toEqual(['done', 'last-owner'])
  })

  test('an owner who cannot sign in any more does not count', async () => {
    const { body: second } = await add(hers('gone', { role: 'owner' }))
    await desk.db.tx({ shops: [] }, (tx) =>
      sql`update person set disabled_at = now() where person_id = ${second.personId}`.execute(tx),
    )
    expect((await remove(bossId)).body.error.code).toBe('last-owner')
  })

  test('who is removed is out with the next request', async () => {
    const { body: she } = await add(hers('out'))
    const her = await desk.as(`out${serial}`)
    expect((await her(`/api/shops/${shopId}/members`)).status).toBe(200)
    expect((await remove(she.personId)).body).toEqual({})
    expect((await her(`/api/shops/${shopId}/members`)).body.error.code).toBe('not-found')
    expect((await remove(she.personId)).body.error.code).toBe('not-found')
  })
})

describe('passwords of others', () => {
  test('are replaced by an owner; the old one and all sessions end', async () => {
    const { body: she } = await add(hers('qing'))
    const her = await desk.as(`qing${serial}`)
    expect(
      (await change(she.personId, { role: 'agent', teams: [], password: 'a new password' })).status,
    ).toBe(200)
    expect((await her('/api/me')).status).toBe(401)
    await expect(desk.as(`qing${serial}`)).rejects.toThrow('401')
    await desk.as(`qing${serial}`, 'a new password')
    const entry = (await auditOfShop()).at(-1)
    expect(entry?.detail).toEqual({ personId: she.personId, password: 'replaced' })
    expect(JSON.stringify(await auditOfShop())).not.toContain('a new password')
  })

  test('not of somebody who works in a shop of somebody else', async () => {
    const other = await desk.shop('别人的店')
    const victim = await desk.person(other.id, `victim${serial}`, 'owner')
    await add(hers('victim', { password: undefined }))
    const answer = await change(victim.personId, { role: 'viewer', teams: [], password: 'a new password' })
    expect(answer.body.error).toEqual({ code: 'not-allowed', detail: { why: 'works-elsewhere' } })
    await desk.as(`victim${serial}`)
    expect((await members()).find((m) => m.personId === victim.personId)?.role).toBe('agent')
  })

  test('not one’s own: that takes the old one', async () => {
    const answer = await change(bossId, { role: 'owner', teams: [], password: 'a new password' })
    expect(answer.body.error.code).toBe('same-person')
  })
})

describe('the shop’s turn', () => {
  test('is not held while a password is hashed', async () => {
    const hashed = desk.auth.hashed
    const free: boolean[] = []
    const spy = vi.spyOn(desk.auth, 'hashed').mockImplementation(async (password) => {
      await desk.db.tx({ shops: [shopId] }, (tx) =>
        sql`select 1 from shop_log where shop_id = ${shopId} for update nowait`.execute(tx),
      )
      free.push(true)
      return hashed(password)
    })
    const { body: she } = await add(hers('mian'))
    await change(she.personId, { role: 'agent', teams: [], password: 'a new password' })
    spy.mockRestore()
    expect(free).toEqual([true, true])
    await desk.as(`mian${serial}`, 'a new password')
  })

  test('asks for no second connection: many changes at once do not lock each other out', async () => {
    const { body: she } = await add(hers('duo'))
    const many = Array.from({ length: 6 }, () =>
      change(she.personId, { role: 'agent', teams: [], password: 'a new password' }),
    )
    expect((await Promise.all(many)).map(({ status }) => status)).toEqual(Array(6).fill(200))
  })
})

describe('where people are', () => {
  test('is set in all their shops at once, and told once in each', async () => {
    const other = await desk.shop('二店')
    await desk.db.tx({ shops: [other.id] }, (tx) =>
      sql`insert into membership (shop_id, person_id, role) values (${other.id}, ${bossId}, 'agent')`.execute(
        tx,
      ),
    )
    desk.auth.forget(bossId)
    const set = (state: string) => boss('/api/me/state', { method: 'PUT', body: { state } })
    expect((await set('online')).body).toEqual({ state: 'online' })
    expect(desk.published.map((e) => [e.shopId, e.kind, (e.data as Member).state])).toEqual([
      [shopId, 'member', 'online'],
      [other.id, 'member', 'online'],
    ])
    const before = await version()
    await set('online')
    expect(desk.published).toHaveLength(2)
    expect(await version()).toBe(before) // not a setting
    expect((await set('away')).body.error.code).toBe('malformed')
  })
})

test('the members of before and the events since are the members of now', async () => {
  const before = await members()
  const { body: one } = await add(hers('eins'))
  const { body: two } = await add(hers('zwei', { role: 'viewer' }))
  await change(one.personId, { role: 'supervisor', teams: ['after-sales'] })
  await boss('/api/me/state', { method: 'PUT', body: { state: 'break' } })
  await remove(two.personId)
  const known = new Map(before.map((member) => [member.personId, member]))
  for (const { kind, data } of desk.published) {
    const { shopId: _, ...member } = data as Member & { shopId: number }
    if (kind === 'member') known.set(member.personId, member)
    if (kind === 'member-left') known.delete(member.personId)
  }
  const byId = (a: Member, b: Member) => a.personId - b.personId
  expect([...known.values()].toSorted(byId)).toEqual((await members()).toSorted(byId))
})

describe('preferences', () => {
  test('are kept with the person', async () => {
    const preferences = {
      language: 'en',
      theme: 'dark',
      sendWith: 'mod-enter',
      shortcuts: { close: 'mod+e' },
    }
    const set = await boss('/api/me/preferences', { method: 'PUT', body: preferences })
    expect(set.body).toEqual(preferences)
    expect((await boss('/api/me')).body.preferences).toEqual(preferences)
    await boss('/api/me/preferences', { method: 'PUT', body: {} })
    expect((await boss('/api/me')).body.preferences).toEqual({})
  })
})

describe('the shop itself', () => {
  const set = (body: object) => boss(`/api/shops/${shopId}`, { method: 'PUT', body })

  test('changes name, zone and language; version, audit and event follow', async () => {
    const before = await version()
    const { body } = await set({ name: '新店名', timeZone: 'Europe/Berlin', locale: 'zh-CN' })
    expect(body).toEqual({
      id: shopId,
      platform: 'taobao',
      name: '新店名',
      timeZone: 'Europe/Berlin',
      locale: 'zh-CN',
    })
    expect((await boss('/api/me')).body.shops[0].shop).toEqual(body)
    expect(await version()).toBe((before ?? 0) + 1)
    expect((await auditOfShop()).at(-1)).toMatchObject({
      what: 'shop.changed',
      detail: {
        name: { from: `店${serial}`, to: '新店名' },
        timeZone: { from: 'Asia/Shanghai', to: 'Europe/Berlin' },
      },
    })
    expect(desk.published.at(-1)).toMatchObject({ kind: 'settings', data: { shopId, area: 'shop' } })
  })

  test.each([
    ['a zone there is not', { name: 'x', timeZone: 'Mars/Base', locale: 'en' }],
    ['no name', { name: '  ', timeZone: 'Asia/Shanghai', locale: 'en' }],
  ])('%s is refused', async (_, body) => {
    expect((await set(body)).body.error.code).toBe('malformed')
  })
})

describe('the audit', () => {
  const read = async (query = '') => (await boss(`/api/shops/${shopId}/audit${query}`)).body.entries

  test('shows the shop’s entries and its people’s sign-ins, newest first, with names, and nobody else’s', async () => {
    const other = await desk.shop('邻居')
    await desk.person(other.id, `neighbour${serial}`, 'owner')
    const neighbour = await desk.as(`neighbour${serial}`)
    await neighbour(`/api/shops/${other.id}`, {
      method: 'PUT',
      body: { name: '邻居二', timeZone: 'Asia/Shanghai', locale: 'en' },
    })
    await add(hers('seen'))
    const entries = await read()
    expect(entries.map((e: { what: string; person: string }) => [e.what, e.person])).toEqual([
      ['member.added', `BOSS${serial}`],
      ['sign-in', `BOSS${serial}`],
    ])
    expect(entries[0]).toMatchObject({ shopId, at: desk.time.now, address: '203.0.113.7' })
    expect(entries[1].shopId).toBeNull()
  })

  test('comes a hundred at a time, and by kind', async () => {
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`insert into audit (shop_id, what) select ${shopId}, 'test.' || i % 2 from generate_series(1, 150) i`.execute(
        tx,
      ),
    )
    const first = await read()
    expect(first).toHaveLength(100)
    const rest = await read(`?before=${first.at(-1).id}`)
    expect(rest).toHaveLength(51) // and the sign-in
    const ids = [...first, ...rest].map((e: { id: number }) => e.id)
    expect(ids).toEqual(ids.toSorted((x, y) => y - x))
    expect(await read('?what=test.0')).toHaveLength(75)
  })
})
