import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shopRoutes } from '../../features/shop/index.ts'
import { audited, cookieOf, openAdministration, PASSWORD } from '../../features/shop/testing.ts'
import { sql } from '../db/db.ts'
import { BELIEVED } from './memo.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let ada: number

beforeAll(async () => {
  desk = await openAdministration(shopRoutes, { trustedProxies: ['10.0.0.0/8'] })
  shopId = (await desk.shop('甲')).id
  ada = (await desk.person(shopId, 'ada', 'owner')).personId
  await desk.person(shopId, 'bob', 'agent')
})
afterAll(() => desk.close())

const signIn = (body: unknown, how: object = {}) => desk.ask('/api/auth/sign-in/username', { body, ...how })
const right = { username: 'ada', password: PASSWORD }
const directly = async (statement: string, values: unknown[] = []) => {
  const client = new pg.Client(desk.connection)
  await client.connect()
  return client.query(statement, values).finally(() => client.end())
}

describe('sign-in', () => {
  test('gives a cookie no script can read, and nothing else', async () => {
    const { status, body, headers } = await signIn(right)
    expect(status).toBe(200)
    expect(body).toEqual({})
    const [cookie = ''] = headers.getSetCookie()
    expect(cookie).toMatch(/^peakdesk\.session_token=/)
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).not.toMatch(/; Secure/i)
    const me = await desk.ask('/api/me', { headers: { cookie: cookieOf(headers) } })
    expect(me.body).toMatchObject({
      personId: ada,
      username: 'ada',
      shops: [{ role: 'owner', shop: { id: shopId } }],
    })
  })

  test('the cookie is for https only where the browser came by https', async () => {
    const { status, headers } = await signIn(right, {
      address: '10.1.2.3',
      headers: {
        origin: 'https://kefu.example.cn',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'kefu.example.cn',
        'x-forwarded-for': '198.51.100.1',
      },
    })
    expect(status).toBe(200)
    expect(headers.getSetCookie()[0]).toMatch(/; Secure/)
  })

  test('a name in capitals or with blanks around it is the same name', async () => {
    expect((await signIn({ username: ' ADA ', password: PASSWORD })).status).toBe(200)
  })

  test('neither answer nor time tells a wrong name from a wrong password', async () => {
    const timed = async (username: string, address: string) => {
      let best = Number.POSITIVE_INFINITY
      let answer: unknown
      for (let i = 0; i < 4; i++) {
        const begun = performance.now()
        const { status, body } = await signIn({ username, password: 'not the password' }, { address })
        best = Math.min(best, performance.now() - begun)
        answer = { status, body }
      }
      return { best, answer }
    }
    const wrongPassword = await timed('ada', '203.0.113.20')
    const wrongName = await timed('nobody', '203.0.113.21')
    expect(wrongPassword.answer).toEqual({
      status: 401,
      body: { error: { code: 'bad-credentials', detail: {} } },
    })
    expect(wrongName.answer).toEqual(wrongPassword.answer)
    // Testing a password takes tens of ms; an early answer would take 2.
    expect(wrongName.best).toBeGreaterThan(wrongPassword.best / 2)
    expect(wrongName.best).toBeLessThan(wrongPassword.best * 2)
  })

  test.each([
    ['no body', undefined, 400, 'malformed'],
    ['no password', { username: 'ada' }, 400, 'malformed'],
    ['a name that cannot be', { username: 'a b;--', password: PASSWORD }, 401, 'bad-credentials'],
    [
      'a name PostgreSQL cannot hold',
      { username: 'nul\0 \ud800', password: PASSWORD },
      401,
      'bad-credentials',
    ],
    ['a password no account may have', { username: 'ada', password: 'x'.repeat(129) }, 400, 'malformed'],
    ['a flood', { username: 'ada', password: 'x'.repeat(10_000) }, 413, 'too-large'],
  ])('%s is refused', async (_, body, status, code) => {
    const answer = await desk.ask('/api/auth/sign-in/username', {
      method: 'POST',
      body,
      address: '203.0.113.22',
    })
    expect(answer.status).toBe(status)
    expect(answer.body.error.code).toBe(code)
    expect(desk.faults).toEqual([])
  })

  test('five wrong passwords for a name from an address, then no more, not even the right one', async () => {
    const address = '203.0.113.30'
    const wrong = { username: 'ada', password: 'not the password' }
    for (let i = 0; i < 5; i++) expect((await signIn(wrong, { address })).status).toBe(401)
    const { status, body, headers } = await signIn(right, { address })
    expect(status).toBe(429)
    expect(body.error.code).toBe('too-many')
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(200)
    // Neither other names from there nor the name from elsewhere are shut out.
    expect((await signIn({ username: 'bob', password: PASSWORD }, { address })).status).toBe(200)
    expect((await signIn(right, { address: '203.0.113.31' })).status).toBe(200)
  })

  test('tries in parallel are counted like tries in turn', async () => {
    const address = '203.0.113.40'
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => signIn({ username: 'ada', password: 'not it, no' }, { address })),
    )
    expect(tries.filter((a) => a.status === 401)).toHaveLength(5)
    expect(tries.filter((a) => a.status === 429)).toHaveLength(7)
  })

  test('an address in the network of an IPv6 client counts as that client', async () => {
    const tries = Array.from({ length: 6 }, (_, i) =>
      signIn({ username: 'ada', password: 'not it, no' }, { address: `2001:db8:1:2::${i + 1}` }),
    )
    expect((await Promise.all(tries)).map((a) => a.status).toSorted()).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('right passwords cost nothing: a whole office may sign in from one address', async () => {
    const address = '203.0.113.50'
    for (let i = 0; i < 32; i++) expect((await signIn(right, { address })).status).toBe(200)
  })

  test('thirty failures from an address, whatever the names, then no more', async () => {
    const address = '203.0.113.60'
    const tries = await Promise.all(
      Array.from({ length: 32 }, (_, i) =>
        signIn({ username: `guess${i}`, password: 'not it, no' }, { address }),
      ),
    )
    expect(tries.filter((a) => a.status === 429)).toHaveLength(2)
    expect((await signIn(right, { address })).status).toBe(429)
  })

  test('a client cannot choose its address', async () => {
    const tries = Array.from({ length: 6 }, (_, i) =>
      signIn(
        { username: 'ada', password: 'not it, no' },
        {
          address: '203.0.113.70',
          headers: { 'x-forwarded-for': `192.0.2.${i}`, 'x-peakdesk-address': `192.0.2.${i}` },
        },
      ),
    )
    expect((await Promise.all(tries)).filter((a) => a.status === 429)).toHaveLength(1)
  })

  test.each([
    '/sign-up/email',
    '/sign-in/email',
    '/update-user',
    '/is-username-available',
    '/request-password-reset',
    '/list-sessions',
    '/get-session',
    '/ok',
  ])('%s is not there', async (path) => {
    const body = { email: 'x@example.cn', name: 'm', ...right }
    for (const method of ['GET', 'POST']) {
      const answer = await desk.ask(`/api/auth${path}`, method === 'POST' ? { body } : {})
      expect(answer.status).toBe(404)
      expect(answer.body).toEqual({ error: { code: 'not-found', detail: {} } })
    }
  })

  test('from another site it is refused', async () => {
    const answer = await signIn(right, { headers: { origin: 'https://evil.example' } })
    expect(answer.body).toEqual({ error: { code: 'wrong-origin', detail: {} } })
  })

  test('is audited: who, from where, and the name that was tried, never what may be a password', async () => {
    await directly('truncate audit')
    await signIn(right, { address: '203.0.113.80' })
    await signIn({ username: 'Ada', password: 'my secret guess' }, { address: '203.0.113.80' })
    await signIn({ username: 'my-secret-guess', password: 'my secret guess' }, { address: '203.0.113.80' })
    expect(await audited(desk.db, [])).toEqual([
      { shopId: null, personId: ada, what: 'sign-in', detail: null, address: '203.0.113.80' },
      {
        shopId: null,
        personId: ada,
        what: 'sign-in.failed',
        detail: { username: 'ada' },
        address: '203.0.113.80',
      },
      {
        shopId: null,
        personId: null,
        what: 'sign-in.failed',
        detail: null,
        address: '203.0.113.80',
      },
    ])
  })
})

describe('sessions', () => {
  test('sign-out ends the session at once and says so in the audit', async () => {
    const as = await desk.as('ada')
    expect((await as('/api/me')).status).toBe(200)
    await directly('truncate audit')
    const out = await as('/api/auth/sign-out', { body: {} })
    expect(out.status).toBe(200)
    expect(out.headers.getSetCookie()[0]).toMatch(/Max-Age=0/)
    expect((await as('/api/me')).body).toEqual({ error: { code: 'not-signed-in', detail: {} } })
    expect(await audited(desk.db, [])).toMatchObject([{ personId: ada, what: 'sign-out' }])
  })

  test('a session is believed for some seconds without asking, and no longer', async () => {
    const as = await desk.as('ada')
    expect(await desk.auth.authenticate(as.headers)).toMatchObject({ personId: ada })
    await directly('delete from auth.session')
    desk.time.now += BELIEVED - 1
    expect(await desk.auth.authenticate(as.headers)).toMatchObject({ personId: ada })
    desk.time.now += 1
    expect(await desk.auth.authenticate(as.headers)).toBeNull()
  })

  test('a change of membership counts with the next request', async () => {
    const as = await desk.as('ada')
    const bob = await desk.as('bob')
    expect((await bob('/api/me')).body.shops).toMatchObject([{ role: 'agent' }])
    const { personId } = (await bob('/api/me')).body
    const changed: number[] = []
    const stop = desk.auth.watch((id) => changed.push(id))
    await as(`/api/shops/${shopId}/members/${personId}`, {
      method: 'PUT',
      body: { role: 'viewer', teams: [] },
    })
    expect((await bob('/api/me')).body.shops).toMatchObject([{ role: 'viewer' }])
    stop()
    expect(changed).toEqual([personId])
    await as(`/api/shops/${shopId}/members/${personId}`, {
      method: 'PUT',
      body: { role: 'agent', teams: [] },
    })
    expect(changed).toEqual([personId])
  })

  test('ending sessions or setting a password ends them at once, everywhere', async () => {
    const [one, two] = [await desk.as('ada'), await desk.as('ada')]
    await Promise.all([one('/api/me'), two('/api/me')])
    const { rows } = await directly(`select account_id from person where username = 'ada'`)
    await desk.auth.endSessions(rows[0].account_id)
    expect((await one('/api/me')).status).toBe(401)
    expect((await two('/api/me')).status).toBe(401)
    const three = await desk.as('ada')
    await three('/api/me')
    await desk.auth.setPassword(rows[0].account_id, 'another password')
    expect((await three('/api/me')).status).toBe(401)
    expect((await signIn(right, { address: '203.0.113.90' })).status).toBe(401)
    await desk.auth.setPassword(rows[0].account_id, PASSWORD)
  })

  test('a short or long password is refused', async () => {
    await expect(desk.auth.setPassword('x', '123456789')).rejects.toMatchObject({ code: 'malformed' })
    await expect(
      desk.auth.createAccount({ username: 'carol', name: 'C', password: 'x'.repeat(129) }),
    ).rejects.toMatchObject({ code: 'malformed' })
  })

  test('one’s own password is changed with the old one; other browsers are signed out, this one is not', async () => {
    const [here, there] = [await desk.as('bob'), await desk.as('bob')]
    const change = (currentPassword: string, newPassword: string) =>
      here('/api/auth/change-password', { body: { currentPassword, newPassword } })
    expect((await change('not my password', 'a new password')).body.error.code).toBe('bad-credentials')
    expect((await change(PASSWORD, 'short')).body.error.code).toBe('malformed')
    const changed = await change(PASSWORD, 'a new password')
    expect(changed.status).toBe(200)
    expect(changed.body).toEqual({})
    expect((await there('/api/me')).status).toBe(401)
    const still = await desk.ask('/api/me', { headers: { cookie: cookieOf(changed.headers) } })
    expect(still.status).toBe(200)
    const back = await desk.as('bob', 'a new password')
    await back('/api/auth/change-password', {
      body: { currentPassword: 'a new password', newPassword: PASSWORD },
    })
    const unknown = await desk.ask('/api/auth/change-password', {
      body: { currentPassword: PASSWORD, newPassword: 'a new password' },
    })
    expect(unknown.body.error.code).toBe('not-signed-in')
  })

  test('a disabled person is out, and signing in fails as with a wrong password', async () => {
    const as = await desk.as('bob')
    await directly(`update person set disabled_at = now() where username = 'bob'`)
    desk.time.now += BELIEVED
    expect((await as('/api/me')).status).toBe(401)
    const answer = await signIn({ username: 'bob', password: PASSWORD }, { address: '203.0.113.91' })
    expect(answer.body).toEqual({ error: { code: 'bad-credentials', detail: {} } })
    await directly(`update person set disabled_at = null where username = 'bob'`)
  })

  test('a forged cookie is nobody', async () => {
    const as = await desk.as('ada')
    const [name = '', value = ''] = as.cookie.split('=')
    const [token = ''] = decodeURIComponent(value).split('.')
    for (const forged of [token, `${token}.AAAA`, `${token}x.${'A'.repeat(43)}=`])
      expect(
        await desk.auth.authenticate(new Headers({ cookie: `${name}=${encodeURIComponent(forged)}` })),
      ).toBeNull()
  })

  test('a session that is getting old is prolonged, and the browser told', async () => {
    const as = await desk.as('ada')
    await directly(`update auth.session set "expiresAt" = now() + interval '5 days'`)
    const { headers } = await as('/api/me')
    expect(headers.getSetCookie()[0]).toMatch(/^peakdesk\.session_token=.*Max-Age=604800/)
    const { rows } = await directly(
      `select max("expiresAt") > now() + interval '6 days' as longer from auth.session`,
    )
    expect(rows).toEqual([{ longer: true }])
  })

  test('another process, and the same one after a restart, know the session', async () => {
    const as = await desk.as('ada')
    const other = await desk.open()
    expect(await other.authenticate(as.headers)).toMatchObject({ personId: ada })
    await other.close()
  })
})

describe('accounts', () => {
  test('the application reads no password hash, and sign-in no conversation', async () => {
    await expect(
      desk.db.tx({ shops: [shopId] }, (tx) => sql`select password from auth.account`.execute(tx)),
    ).rejects.toThrow(/permission denied/)
    for (const table of ['public.message', 'public.person', 'public.channel'])
      await expect(directly(`set role peakdesk_auth; select * from ${table}`)).rejects.toThrow(
        /permission denied/,
      )
  })

  test('an account that came to nobody is taken over by the next of its name', async () => {
    const first = await desk.auth.createAccount({
      username: 'dora',
      name: 'Dora',
      password: 'first password',
    })
    const again = await desk.auth.createAccount({
      username: 'dora',
      name: 'Dora',
      password: 'second password',
    })
    expect(again).toBe(first)
    expect((await signIn({ username: 'dora', password: 'second password' })).status).toBe(401) // nobody yet
    await desk.db.tx({ shops: [] }, (tx) =>
      sql`insert into person (account_id, username, name) values (${again}, 'dora', 'Dora')`.execute(tx),
    )
    expect((await signIn({ username: 'dora', password: 'first password' })).status).toBe(401)
    expect((await signIn({ username: 'dora', password: 'second password' })).status).toBe(200)
  })
})
