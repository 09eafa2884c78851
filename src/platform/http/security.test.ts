import { Hono } from 'hono'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { refuse } from '../../shared/refusal.ts'
import {
  answerErrors,
  clientOf,
  embeddable,
  faultFacts,
  limitBy,
  nothingHere,
  party,
  sameOrigin,
  securityHeaders,
} from './security.ts'

const client = clientOf({ trustedProxies: ['10.0.0.0/8', '2001:db8:f::/48'] })
const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })

describe('client', () => {
  const app = new Hono()
  app.get('/', (c) => c.json([client.address(c), client.origin(c)]))
  const seen = async (url: string, headers: Record<string, string>, address: string) =>
    (await app.request(url, { headers }, from(address))).json()
  const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'kefu.example.cn' }

  test.each([
    ['a direct client is its socket', '203.0.113.7', {}, '203.0.113.7', 'http://desk.test:4600'],
    ['IPv4 in IPv6 dress is IPv4', '::ffff:203.0.113.7', {}, '203.0.113.7', 'http://desk.test:4600'],
    [
      'headers of a stranger mean nothing',
      '203.0.113.7',
      { ...proxied, 'x-forwarded-for': '192.0.2.1' },
      '203.0.113.7',
      'http://desk.test:4600',
    ],
    [
      'a trusted proxy says who and how',
      '10.1.1.1',
      { ...proxied, 'x-forwarded-for': '192.0.2.1' },
      '192.0.2.1',
      'https://kefu.example.cn',
    ],
    [
      'what the client wrote before the proxy is hearsay',
      '10.1.1.1',
      { 'x-forwarded-for': '1.1.1.1, 192.0.2.1, 10.2.2.2' },
      '192.0.2.1',
      'http://desk.test:4600',
    ],
    [
      'nonsense is passed over',
      '10.1.1.1',
      { 'x-forwarded-for': 'unknown' },
      '10.1.1.1',
      'http://desk.test:4600',
    ],
    [
      'an IPv6 proxy',
      '2001:db8:f:1::9',
      { 'x-forwarded-for': '192.0.2.1' },
      '192.0.2.1',
      'http://desk.test:4600',
    ],
    [
      'the Host header tells the origin',
      '203.0.113.7',
      { host: 'Desk.Test' },
      '203.0.113.7',
      'http://desk.test',
    ],
  ])('%s', async (_, socket, headers, address, origin) => {
    expect(await seen('http://desk.test:4600/', headers, socket)).toEqual([address, origin])
  })

  test('https without a proxy is seen in the address', async () => {
    expect(await seen('https://desk.test/', {}, '203.0.113.7')).toEqual(['203.0.113.7', 'https://desk.test'])
  })

  test.each(['10.0.0.0/33', 'proxy.example', '10.0.0', '::/129', '10.0.0.0/x'])('%s is no proxy', (entry) => {
    expect(() => clientOf({ trustedProxies: [entry] })).toThrow(entry)
  })

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['unknown', 'unknown'],
  ])('%s belongs to %s', (address, whose) => expect(party(address)).toBe(whose))
})

describe('sameOrigin', () => {
  const app = new Hono()
  app.onError(answerErrors({ error: () => {} }))
  app.use(sameOrigin(client))
  app.all('/api/x', (c) => c.json({ done: true }))
  const ours = 'http://desk.test'

  test.each([
    ['a page of ours', 'POST', { origin: ours, 'sec-fetch-site': 'same-origin' }, 200],
    ['a program that names the desk', 'POST', { origin: ours }, 200],
    ['a browser that sends no Origin', 'POST', { 'sec-fetch-site': 'same-origin' }, 200],
    ['another site', 'POST', { origin: 'http://evil.test', 'sec-fetch-site': 'cross-site' }, 403],
    ['another site in an old browser', 'POST', { origin: 'http://evil.test' }, 403],
    [
      'another host of the same site',
      'POST',
      { origin: 'http://shop.desk.test', 'sec-fetch-site': 'same-site' },
      403,
    ],
    ['another port', 'POST', { origin: 'http://desk.test:81' }, 403],
    ['another scheme', 'POST', { origin: 'https://desk.test' }, 403],
    ['a sandboxed frame', 'POST', { origin: 'null' }, 403],
    [
      'our origin, but the browser says cross-site',
      'POST',
      { origin: ours, 'sec-fetch-site': 'cross-site' },
      403,
    ],
    ['no word on where from', 'POST', {}, 403],
    ['a forged Host goes with its own Origin only', 'POST', { origin: ours, host: 'evil.test' }, 403],
    ['PUT from elsewhere', 'PUT', { origin: 'http://evil.test' }, 403],
    ['DELETE from elsewhere', 'DELETE', { origin: 'http://evil.test' }, 403],
    ['reading, from anywhere', 'GET', { origin: 'http://evil.test', 'sec-fetch-site': 'cross-site' }, 200],
  ])('%s', async (_, method, headers, status) => {
    const response = await app.request('http://desk.test/api/x', { method, headers }, from('203.0.113.7'))
    expect(response.status).toBe(status)
    if (status === 403) expect(await response.json()).toEqual({ error: { code: 'wrong-origin', detail: {} } })
  })
})

describe('securityHeaders', () => {
  const app = new Hono()
  app.use('/w/*', securityHeaders(client))
  app.use('/api/*', securityHeaders(client))
  app.use('/e/*', securityHeaders(client, 'embedded'))
  app.get('/w/page', (c) => c.html('<p>'))
  app.get('/w/own', (c) => c.body('x', 200, { 'content-security-policy': "default-src 'self'" }))
  app.get('/api/x', (c) => c.json({}))
  app.get('/api/cached', (c) => c.json({}, 200, { 'cache-control': 'max-age=60' }))
  app.get('/e/widget.js', (c) => c.body('x'))
  const headersOf = async (path: string, scheme = 'http') =>
    (await app.request(`${scheme}://desk.test${path}`, {}, from('203.0.113.7'))).headers
  const rule = (headers: Headers, name: string) =>
    headers
      .get('content-security-policy')
      ?.split('; ')
      .find((part) => part.startsWith(`${name} `))

  test('a page of the workbench runs our scripts only, and nobody frames it', async () => {
    const headers = await headersOf('/w/page')
    expect(rule(headers, 'default-src')).toBe("default-src 'none'")
    expect(rule(headers, 'script-src')).toBe("script-src 'self'")
    expect(rule(headers, 'style-src')).toBe("style-src 'self' 'unsafe-inline'")
    expect(rule(headers, 'frame-ancestors')).toBe("frame-ancestors 'none'")
    expect(rule(headers, 'base-uri')).toBe("base-uri 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })

  test('the chat bubble may be loaded and framed by shops, with the same rules for scripts', async () => {
    const headers = await headersOf('/e/widget.js')
    expect(rule(headers, 'frame-ancestors')).toBe('frame-ancestors *')
    expect(rule(headers, 'script-src')).toBe("script-src 'self'")
    expect(headers.get('x-frame-options')).toBeNull()
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('https is held to https, http is not', async () => {
    expect((await headersOf('/w/page')).get('strict-transport-security')).toBeNull()
    expect((await headersOf('/w/page', 'https')).get('strict-transport-security')).toMatch(/^max-age=\d{7,}$/)
  })

  test('answers of the API are not kept, unless they say so; a handler’s own rules stay', async () => {
    expect((await headersOf('/api/x')).get('cache-control')).toBe('no-store')
    expect((await headersOf('/api/cached')).get('cache-control')).toBe('max-age=60')
    expect((await headersOf('/w/own')).get('content-security-policy')).toBe("default-src 'self'")
    expect((await headersOf('/w/page')).get('cache-control')).toBeNull()
  })
})

describe('answerErrors', () => {
  const logged: object[] = []
  const app = new Hono()
  app.onError(answerErrors({ error: (facts) => void logged.push(facts) }))
  app.notFound(nothingHere)
  app.use(securityHeaders(client))
  app.get('/refused', () => {
    throw refuse('already-claimed', { by: 3 })
  })
  app.get('/wait', () => {
    throw refuse('too-many', { retryAfter: 12 })
  })
  app.post('/shops/:shopId', async (c) => {
    await c.req.json()
    return c.json({})
  })
  afterEach(() => void logged.splice(0))

  test('a refusal has its status, code and detail, is not logged, and keeps the headers', async () => {
    const response = await app.request('/refused')
    expect(response.status).toBe(409)
    expect(await response.json()).toEqual({ error: { code: 'already-claimed', detail: { by: 3 } } })
    expect(response.headers.get('content-security-policy')).not.toBeNull()
    expect(logged).toEqual([])
  })

  test('too-many says when to come again', async () => {
    const response = await app.request('/wait')
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('12')
  })

  test('an address that leads nowhere', async () => {
    const response = await app.request('/nowhere')
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: { code: 'not-found', detail: {} } })
  })

  test('a fault is told by an id; the log has the place and no word of the body or the query', async () => {
    const response = await app.request('/shops/7?q=a-buyers-words', {
      method: 'POST',
      body: 'a-buyers-words',
    })
    expect(response.status).toBe(500)
    const { error } = (await response.json()) as { error: { code: string; id: string } }
    expect(error).toEqual({ code: 'fault', id: expect.stringMatching(/^[0-9a-f]{12}$/) })
    expect(logged).toMatchObject([
      { id: error.id, method: 'POST', route: '/shops/:shopId', fault: { name: 'SyntaxError' } },
    ])
    expect(JSON.stringify(logged)).not.toContain('a-buyers')
  })

  test.each([
    ['our own words are kept', new Error('the outbox is gone'), { message: 'the outbox is gone' }],
    [
      'PostgreSQL’s are not: they quote values',
      Object.assign(new Error('invalid input syntax for type integer: "words"'), {
        code: '22P02',
        routine: 'pg_strtoint32_safe',
        detail: 'words',
        where: 'words',
      }),
      { code: '22P02' },
    ],
    [
      'nor those of a cause',
      new Error('could not read', { cause: new SyntaxError('Unexpected token "words"') }),
      { message: 'could not read', cause: { name: 'SyntaxError' } },
    ],
    ['something thrown that is no error', 'words', { name: 'string' }],
  ])('%s', (_, error, facts) => {
    expect(faultFacts(error)).toMatchObject(facts)
    expect(JSON.stringify(faultFacts(error))).not.toContain('words"')
    expect(JSON.stringify(faultFacts(error))).not.toMatch(/:"words/)
  })
})

describe('limitBy', () => {
  test('lets so many through in a window, by key, and says when to come again', async () => {
    vi.useFakeTimers()
    try {
      const app = new Hono()
      app.onError(answerErrors({ error: () => {} }))
      app.use(limitBy({ points: 3, seconds: 10, key: (c) => c.req.header('who') ?? '' }))
      app.get('/', (c) => c.text('in'))
      const come = async (who: string) => {
        const response = await app.request('/', { headers: { who } })
        return [response.status, response.headers.get('retry-after')]
      }
      for (let i = 0; i < 3; i++) expect(await come('a')).toEqual([200, null])
      vi.advanceTimersByTime(4000)
      expect(await come('a')).toEqual([429, '6'])
      expect(await come('b')).toEqual([200, null])
      vi.advanceTimersByTime(5999)
      expect((await come('a'))[0]).toBe(429)
      vi.advanceTimersByTime(2)
      expect(await come('a')).toEqual([200, null])
    } finally {
      vi.useRealTimers()
    }
  })
})

test.each([
  ['/chat/v1/demo/session', true],
  ['/demo/key', true],
  ['/files/1/abc', true],
  ['/widget.js', true],
  ['/chatroom', false],
  ['/chat', false],
  ['/demo', false],
  ['/filesystem', false],
  ['/widget.json', false],
  ['/', false],
  ['/api/me', false],
])('%s may be framed: %s', (path, may) => {
  expect(embeddable(path)).toBe(may)
})
