import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../tests/support/database.ts'
import { type Db, one, openDb, sql } from '../../../platform/db/db.ts'
import { createHub } from '../../../platform/events/hub.ts'
import { answerErrors } from '../../../platform/http/security.ts'
import { type App, createApp } from '../../../platform/http/serve.ts'
import { DAY } from '../../../shared/time.ts'
import type { BuyerMessage, Session } from './contract.ts'
import { fakeDesk } from './fake-desk.ts'
import { webChatRoutes } from './index.ts'
import { webChatLimits } from './limits.ts'
import type { WebChatDeps } from './ports.ts'

const SECRET = 'a secret of the shop'
let db: Db
let drop: () => Promise<void>
let shopId = 0
let channelId = 0
let agentId = 0

const insert = async (query: ReturnType<typeof sql<{ id: number }>>): Promise<number> =>
  (await db.tx({ shops: [1] }, (tx) => one(tx, query)))?.id ?? 0

beforeAll(async () => {
  const fresh = await freshDatabase()
  db = openDb(fresh.connection)
  drop = fresh.drop
  shopId = await insert(sql`insert into shop (platform, name, time_zone, locale)
    values ('site', '山间茶铺', 'Asia/Shanghai', 'zh-CN') returning shop_id as id`)
  const channel = (key: string, kind: string, settings: string, disabled: boolean) =>
    insert(sql`insert into channel (shop_id, kind, name, key, secret, settings, disabled_at)
      values (${shopId}, ${kind}, ${key}, ${key}, ${SECRET}, ${settings}::jsonb, case when ${disabled} then now() end)
      returning channel_id as id`)
  channelId = await channel('tea', 'web-chat', '{}', false)
  await channel('named', 'web-chat', '{"sites": ["https://tea.example"]}', false)
  await channel('off', 'web-chat', '{}', true)
  await channel('bridge', 'bridge', '{}', false)
  agentId = await insert(sql`insert into person (account_id, username, name)
    values ('a', 'xiaolin', '小林') returning person_id as id`)
})
afterAll(async () => {
  await db.close()
  await drop()
})

const open = (limits = webChatLimits, instead: Partial<WebChatDeps> = {}) => {
  const faults: unknown[] = []
  const hub = createHub(
    async () => [],
    (e) => faults.push(e),
  )
  const desk = fakeDesk(hub, shopId)
  const clock = { time: Date.UTC(2026, 10, 11), now: () => clock.time }
  const app: App = createApp()
  app.use('*', async (c, next) => {
    c.set('address', c.req.header('test-address') ?? '203.0.113.1')
    await next()
  })
  app.onError(answerErrors({ error: (facts) => faults.push(facts) }))
  const chat = webChatRoutes(app, {
    db,
    hub,
    clock,
    ...desk.deps,
    ...instead,
    onFault: (e) => faults.push(e),
    limits,
    heartbeat: 20,
  })
  const call = async (path: string, options: RequestInit & { token?: string } = {}) => {
    const answer = await app.request(`/chat/v1/${path}`, {
      ...options,
      headers: { ...(options.token && { Authorization: `Bearer ${options.token}` }), ...options.headers },
    })
    return answer
  }
  const post = async (path: string, body: unknown, token?: string, headers: Record<string, string> = {}) => {
    const answer = await call(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers,
      ...(token && { token }),
    })
    // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, each checked where it is used
    const json = (await answer.json()) as any
    return { status: answer.status, headers: answer.headers, json, code: json.error?.code as string }
  }
  const visitor = async (): Promise<Session> => (await post('tea/session', {})).json
  return { app, call, post, visitor, desk, hub, clock, faults, chat }
}

type Desk = ReturnType<typeof open>
let desk: Desk
beforeEach(() => {
  desk?.chat.close()
  desk = open()
})
afterAll(() => desk.chat.close())

/** Reads a stream's events until `enough` of them are there. */
const listen = async (answer: Response) => {
  if (!answer.body) throw new Error('no stream')
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const blocks: string[] = []
  const next = async (): Promise<string | null> => {
    for (;;) {
      const block = blocks.shift()
      if (block !== undefined) return block
      const { done, value } = await reader.read()
      if (done) return null
      text += value
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      blocks.push(...parts)
    }
  }
  const messages = async (count: number): Promise<BuyerMessage[]> => {
    const found: BuyerMessage[] = []
    while (found.length < count) {
      const block = await next()
      if (block === null) break
      const [, id, data] = /^event: message\nid: (\d+)\ndata: (.*)$/s.exec(block) ?? []
      if (!data) continue
      const message = JSON.parse(data) as BuyerMessage
      expect(message.id).toBe(Number(id))
      found.push(message)
    }
    return found
  }
  return { next, messages, stop: () => reader.cancel() }
}
const stream = async (at: Desk, token: string, after: number | string = 0) =>
  listen(await at.call('tea/stream', { token, headers: { 'Last-Event-ID': String(after) } }))

const ids = (messages: readonly BuyerMessage[]) => messages.map((m) => m.id)

describe('who writes', () => {
  test('a stranger gets a token, an unguessable id and a name in the shop’s language', async () => {
    const { json, status } = await desk.post('tea/session', {})
    expect(status).toBe(200)
    expect(json).toMatchObject({
      visitor: { verified: false },
      shop: { name: '山间茶铺', locale: 'zh-CN' },
      messages: [],
      more: false,
      known: false,
    })
    expect(json.visitor.name).toMatch(/^访客 [0-9A-F]{4}$/)
    await desk.post('tea/messages', { clientId: randomUUID(), text: '在吗' }, json.token)
    expect(desk.desk.received[0]?.buyer.externalId).toMatch(/^visitor:[A-Za-z0-9_-]{22}$/)
  })

  test('two strangers are two buyers; one who comes back is the same with the same history', async () => {
    const [a, b] = [await desk.visitor(), await desk.visitor()]
    await desk.post('tea/messages', { clientId: randomUUID(), text: 'of a' }, a.token)
    await desk.post('tea/messages', { clientId: randomUUID(), text: 'of b' }, b.token)
    const again = (await desk.post('tea/session', { token: a.token })).json as Session
    expect(again.messages.map((m) => m.text)).toEqual(['of a'])
    expect(again.known).toBe(true)
    expect(again.visitor).toEqual(a.visitor)
  })

  const hash = (id: string, secret = SECRET) => createHmac('sha256', secret).update(id).digest('hex')
  test.each([
    {
      says: 'signed by the shop',
      identity: { id: '张三', name: '张三丰', hash: hash('张三') },
      is: 'user:张三',
    },
    { says: 'in capitals', identity: { id: '7', name: '', hash: hash('7').toUpperCase() }, is: 'user:7' },
    { says: 'signed for another', identity: { id: '8', name: '', hash: hash('7') }, is: 'bad-signature' },
    {
      says: 'under another secret',
      identity: { id: '7', name: '', hash: hash('7', 'x') },
      is: 'bad-signature',
    },
    // Whatever is wrong with it is a wrong signature, so that the widget goes on with the buyer as a stranger.
    { says: 'not signed', identity: { id: '7', name: '' }, is: 'bad-signature' },
    { says: 'half a hash', identity: { id: '7', hash: hash('7').slice(0, 32) }, is: 'bad-signature' },
    { says: 'no hash at all', identity: { id: '7', hash: 'deadbeef' }, is: 'bad-signature' },
    { says: 'by a number', identity: { id: 42, hash: hash('42') }, is: 'user:42' },
  ])('an identity $says: $is', async ({ identity, is }) => {
    const { json, code } = await desk.post('tea/session', { identity })
    if (!is.startsWith('user:')) return expect(code).toBe(is)
    await desk.post('tea/messages', { clientId: randomUUID(), text: 'hello' }, json.token)
    expect(desk.desk.received[0]?.buyer).toEqual({
      externalId: is,
      name: identity.name || String(identity.id),
      verified: true,
    })
  })

  test('an identity named like a visitor is still the shop’s own', async () => {
    const id = 'visitor:abcdefghijklmnopqrstuv'
    const { json } = await desk.post('tea/session', { identity: { id, hash: hash(id) } })
    await desk.post('tea/messages', { clientId: randomUUID(), text: 'hello' }, json.token)
    expect(desk.desk.received[0]?.buyer.externalId).toBe(`user:${id}`)
  })

  test.each([
    { says: 'none', token: () => '', code: 'not-signed-in' },
    { says: 'changed', token: (t: string) => `A${t.slice(1)}`, code: 'bad-signature' },
    {
      says: 'another’s signature',
      token: (t: string) => `${t.split('.')[0]}.${'A'.repeat(43)}`,
      code: 'bad-signature',
    },
    { says: 'no signature', token: (t: string) => t.split('.')[0] ?? '', code: 'bad-signature' },
    { says: 'rubbish', token: () => '…', code: 'bad-signature' },
  ])('a token $says: $code', async ({ token, code }) => {
    const { token: good } = await desk.visitor()
    const bad = encodeURIComponent(token(good))
    expect((await desk.post('tea/messages', { clientId: randomUUID(), text: 'x' }, bad)).code).toBe(code)
    expect(desk.desk.received).toEqual([])
  })

  test('the identity’s hash is not the token’s signature: a payload signed by the one key is refused', async () => {
    const payload = Buffer.from(JSON.stringify(['user:1', 'x', true, desk.clock.now()])).toString('base64url')
    const forged = `${payload}.${createHmac('sha256', SECRET).update(payload).digest('base64url')}`
    expect((await desk.post('tea/session', { token: forged })).code).toBe('bad-signature')
  })

  test('a token lives half a year, longer for those who come back', async () => {
    const { token } = await desk.visitor()
    desk.clock.time += 180 * DAY
    const renewed = (await desk.post('tea/session', { token })).json.token
    desk.clock.time += 1
    expect((await desk.post('tea/session', { token })).code).toBe('old-signature')
    expect((await desk.post('tea/session', { token: renewed })).status).toBe(200)
  })
})

describe('the door', () => {
  test.each([
    { key: 'nowhere', code: 'unknown-channel', status: 404 },
    { key: 'bridge', code: 'unknown-channel', status: 404 },
    { key: 'off', code: 'channel-disabled', status: 403 },
  ])('$key: $code', async ({ key, code, status }) => {
    const refused = await desk.post(`${key}/session`, {}, undefined, { Origin: 'https://tea.example' })
    expect([refused.status, refused.code]).toEqual([status, code])
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://tea.example')
  })

  test('a channel disabled is closed within five seconds, and opens again', async () => {
    const set = (sqlTime: string) =>
      db.tx({ shops: [shopId] }, (tx) =>
        sql`update channel set disabled_at = ${sqlTime}::timestamptz where key = 'tea'`.execute(tx),
      )
    await desk.visitor()
    await set('2026-01-01')
    desk.clock.time += 5001
    expect((await desk.post('tea/session', {})).code).toBe('channel-disabled')
    await db.tx({ shops: [shopId] }, (tx) =>
      sql`update channel set disabled_at = null where key = 'tea'`.execute(tx),
    )
    expect((await desk.post('tea/session', {})).status).toBe(200)
  })

  test.each([
    { key: 'tea', origin: 'https://anywhere.example', allowed: true },
    { key: 'named', origin: 'https://tea.example', allowed: true },
    { key: 'named', origin: 'https://evil.example', allowed: false },
    { key: 'named', origin: 'https://tea.example.evil.example', allowed: false },
    { key: 'named', origin: 'http://desk.test:4600', allowed: true, host: 'desk.test:4600' },
    { key: 'named', origin: 'null', allowed: false },
  ])('$key asked by a page of $origin: $allowed', async ({ key, origin, allowed, host }) => {
    const headers = { Origin: origin, ...(host && { Host: host }) }
    const preflight = await desk.call(`${key}/messages`, { method: 'OPTIONS', headers })
    const answer = await desk.post(`${key}/session`, {}, undefined, headers)
    const read = [preflight, answer].map(({ headers: h }) => h.get('access-control-allow-origin'))
    expect(read).toEqual(allowed ? [origin, origin] : [null, null])
    expect(answer.status).toBe(allowed ? 200 : 403)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    if (allowed) expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization')
  })

  test('too much from one visitor is refused with the time to wait; another visitor is not touched', async () => {
    const [a, b] = [await desk.visitor(), await desk.visitor()]
    const send = (token: string) => desk.post('tea/messages', { clientId: randomUUID(), text: 'x' }, token)
    const answers = []
    for (let i = 0; i < 21; i++) answers.push(await send(a.token))
    expect(answers.map((r) => r.status)).toEqual([...Array(20).fill(200), 429])
    expect(answers[20]?.code).toBe('too-many')
    expect(Number(answers[20]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await send(b.token)).status).toBe(200)
  })

  test('too much from one address is refused, readable by the page; another address is not touched', async () => {
    const tight = open({ ...webChatLimits, address: { points: 2, seconds: 60 } })
    const from = (address: string) =>
      tight.post('tea/session', {}, undefined, { 'test-address': address, Origin: 'https://tea.example' })
    await from('198.51.100.1')
    await from('198.51.100.1')
    const refused = await from('198.51.100.1')
    expect(refused.code).toBe('too-many')
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://tea.example')
    expect((await from('198.51.100.2')).status).toBe(200)
    // One IPv6 customer has a whole /64.
    await from('2001:db8:1:1::1')
    await from('2001:db8:1:1::2')
    expect((await from('2001:db8:1:1::3')).code).toBe('too-many')
    tight.chat.close()
  })

  test('the endpoints are in the reference', () => {
    const paths = Object.keys(
      desk.app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } }).paths ?? {},
    )
    expect(paths).toContain('/chat/v1/{channelKey}/messages')
  })
})

describe('messages', () => {
  test('a message is received as the buyer wrote it, at the desk’s time', async () => {
    const { token, visitor } = await desk.visitor()
    const clientId = randomUUID()
    const { status, json } = await desk.post('tea/messages', { clientId, text: '  有货吗\0 😀 ' }, token)
    expect([status, json]).toEqual([200, { id: 1, at: desk.clock.now() }])
    expect(desk.desk.received[0]).toMatchObject({
      channelId,
      buyer: { name: visitor.name, verified: false },
      message: {
        externalId: clientId,
        kind: 'text',
        text: '有货吗 😀',
        picture: null,
        size: null,
        sentAt: desk.clock.now(),
      },
    })
  })

  test('sent again, it is the same message', async () => {
    const { token } = await desk.visitor()
    const message = { clientId: randomUUID(), text: 'once' }
    const first = await desk.post('tea/messages', message, token)
    const second = await desk.post('tea/messages', message, token)
    expect(second.json.id).toBe(first.json.id)
    expect(desk.desk.received).toHaveLength(1)
  })

  test('what the buyer looks at goes along', async () => {
    const { token } = await desk.visitor()
    const product = { id: 'p1', title: '明前龙井\n50g', url: 'https://tea.example/p1' }
    await desk.post('tea/messages', { clientId: randomUUID(), text: '有货吗', product }, token)
    expect(desk.desk.received[0]?.message.text).toBe('有货吗\n【明前龙井 50g】 https://tea.example/p1')
    expect(desk.desk.received[0]?.message.item).toBe('p1')
    const long = '长'.repeat(4000)
    await desk.post('tea/messages', { clientId: randomUUID(), text: long, product }, token)
    expect(desk.desk.received[1]?.message.text).toBe(long)
  })

  test('a product that has only a page is named by its title alone', async () => {
    const { token } = await desk.visitor()
    const url = 'https://tea.example/p1'
    const product = { id: url, title: '明前龙井', url }
    await desk.post('tea/messages', { clientId: randomUUID(), text: '有货吗', product }, token)
    expect(desk.desk.received[0]?.message).not.toHaveProperty('item')
  })

  test.each([
    { says: 'no id', body: { text: 'x' } },
    { says: 'no uuid', body: { clientId: 'abc', text: 'x' } },
    { says: 'nothing said', body: { clientId: randomUUID(), text: ' \n ' } },
    { says: 'too long', body: { clientId: randomUUID(), text: 'x'.repeat(4001) } },
    {
      says: 'a script for a product’s address',
      body: {
        clientId: randomUUID(),
        text: 'x',
        product: { id: '1', title: 't', url: 'javascript:alert(1)' },
      },
    },
  ])('$says: malformed', async ({ body }) => {
    const { token } = await desk.visitor()
    expect((await desk.post('tea/messages', body, token)).code).toBe('malformed')
    expect(desk.desk.received).toEqual([])
  })

  test('no JSON, or 64 kB of it', async () => {
    const { token } = await desk.visitor()
    const raw = async (body: string) =>
      (await (await desk.call('tea/messages', { method: 'POST', body, token })).json()) as {
        error: { code: string }
      }
    expect((await raw('{')).error.code).toBe('malformed')
    expect((await raw(`"${'x'.repeat(64 * 1024)}"`)).error.code).toBe('too-large')
  })

  test('a fault behind the door is told as one, not as sent', async () => {
    const broken = open(webChatLimits, { receive: () => Promise.reject(new Error('database down')) })
    const { token } = await broken.visitor()
    const answer = await broken.post('tea/messages', { clientId: randomUUID(), text: 'secret words' }, token)
    expect([answer.status, answer.code]).toEqual([500, 'fault'])
    expect(broken.faults).toHaveLength(1)
    expect(JSON.stringify(broken.faults)).not.toContain('secret words')
    broken.chat.close()
  })

  test('earlier messages come in pages', async () => {
    const { token } = await desk.visitor()
    await desk.post('tea/messages', { clientId: randomUUID(), text: '1' }, token)
    const [externalId = ''] = desk.desk.buyers.keys()
    for (let i = 2; i <= 70; i++) desk.desk.say(externalId, { text: String(i) })
    const session = (await desk.post('tea/session', { token })).json as Session
    expect([session.messages[0]?.text, session.messages.length, session.more]).toEqual(['41', 30, true])
    const page = async (before: number) =>
      (await (await desk.call(`tea/messages?before=${before}`, { token })).json()) as Session
    const second = await page(session.messages[0]?.id ?? 0)
    expect([second.messages[0]?.text, second.messages.length, second.more]).toEqual(['11', 30, true])
    const third = await page(second.messages[0]?.id ?? 0)
    expect([third.messages[0]?.text, third.messages.length, third.more]).toEqual(['1', 10, false])
  })

  test('read and typing reach the desk with the buyer’s own conversation', async () => {
    const { token } = await desk.visitor()
    await desk.post('tea/read', { messageId: 5 }, token)
    await desk.post('tea/typing', {}, token)
    expect(desk.desk.calls).toEqual([])
    await desk.post('tea/messages', { clientId: randomUUID(), text: 'x' }, token)
    await desk.post('tea/read', { messageId: 1 }, token)
    await desk.post('tea/typing', {}, token)
    expect(desk.desk.calls).toEqual([
      ['read', shopId, 10, 1],
      ['typing', shopId, 10],
    ])
  })
})

describe('pictures', () => {
  const picture = () =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer()
  const upload = async (token: string, bytes: Uint8Array) =>
    (await (
      await desk.call('tea/pictures', { method: 'POST', body: bytes as Uint8Array<ArrayBuffer>, token })
    ).json()) as { picture: string; width: number; height: number; error: { code: string } }

  test('uploaded, sent, and seen with its size', async () => {
    const { token } = await desk.visitor()
    const sent = await upload(token, await picture())
    expect(sent).toMatchObject({ width: 40, height: 30 })
    const { status } = await desk.post(
      'tea/messages',
      { clientId: randomUUID(), picture: sent.picture },
      token,
    )
    expect(status).toBe(200)
    expect(desk.desk.received[0]?.message).toMatchObject({
      kind: 'picture',
      picture: sent.picture,
      size: { width: 40, height: 30 },
    })
    const { messages } = (await desk.post('tea/session', { token })).json as Session
    expect(messages[0]).toMatchObject({
      kind: 'picture',
      picture: sent.picture,
      size: { width: 40, height: 30 },
    })
  })

  test.each([
    { says: 'one that is not there', picture: () => `${shopId}/abcdefghijklmnopqrstuv` },
    { says: 'one from elsewhere', picture: () => 'https://evil.example/pixel.gif' },
    { says: 'another path', picture: () => '../api/me' },
  ])('$says is not taken', async ({ picture: address }) => {
    const { token } = await desk.visitor()
    const { code } = await desk.post('tea/messages', { clientId: randomUUID(), picture: address() }, token)
    expect(code).toBe('not-a-picture')
  })

  test('a page is not a picture', async () => {
    const { token } = await desk.visitor()
    expect((await upload(token, Buffer.from('<html>'))).error.code).toBe('not-a-picture')
  })
})

describe('the stream', () => {
  const talk = async () => {
    const session = await desk.visitor()
    await desk.post('tea/messages', { clientId: randomUUID(), text: 'first' }, session.token)
    const externalId = [...desk.desk.buyers.keys()].at(-1) ?? ''
    return { ...session, externalId }
  }

  test('brings answers with the agent’s public name, and never notes, notices or what else there may be', async () => {
    const { token, externalId } = await talk()
    const line = await stream(desk, token)
    desk.desk.say(externalId, { kind: 'note', text: 'a difficult buyer', personId: agentId })
    desk.desk.say(externalId, { kind: 'notice', author: 'system' })
    desk.desk.say(externalId, { author: 'trainer', text: 'unknown author' })
    desk.desk.say(externalId, { author: 'assistant-auto', text: '您好' })
    desk.desk.say(externalId, { personId: agentId, text: '在的' })
    desk.desk.say(externalId, { author: 'assistant-assist', personId: agentId, text: '有货' })
    const messages = await line.messages(4)
    expect(messages.map((m) => [m.from, m.name, m.text])).toEqual([
      ['buyer', null, 'first'],
      ['assistant', null, '您好'],
      ['agent', '小林', '在的'],
      ['agent', '小林', '有货'],
    ])
    expect(JSON.stringify(messages)).not.toContain('difficult')
    await line.stop()
  })

  test('[CNV-20] a card comes with the words that say the same', async () => {
    const { token, externalId } = await talk()
    const line = await stream(desk, token)
    const card: BuyerMessage['card'] = {
      kind: 'quote',
      lines: [{ title: '明前龙井', quantity: 2, paysFen: 19600 }],
      payableFen: 19600,
      steps: ['满199减20'],
      until: null,
    }
    desk.desk.say(externalId, { personId: agentId, text: '应付 ¥196', detail: { card } })
    expect((await line.messages(2)).map((m) => [m.text, m.card])).toEqual([
      ['first', null],
      ['应付 ¥196', card],
    ])
    await line.stop()
  })

  test('one’s own words from another window come too, marked with their id', async () => {
    const { token } = await talk()
    const line = await stream(desk, token, 1)
    const clientId = randomUUID()
    await desk.post('tea/messages', { clientId, text: 'from the other' }, token)
    expect((await line.messages(1))[0]).toMatchObject({ from: 'buyer', clientId, text: 'from the other' })
    await line.stop()
  })

  test('a window opened before the first message hears the answer', async () => {
    const { token } = await desk.visitor()
    const line = await stream(desk, token)
    await desk.post('tea/messages', { clientId: randomUUID(), text: 'first' }, token)
    desk.desk.say([...desk.desk.buyers.keys()][0] ?? '', { text: 'answer' })
    expect((await line.messages(2)).map((m) => m.text)).toEqual(['first', 'answer'])
    await line.stop()
  })

  test('others hear nothing of it', async () => {
    const a = await talk()
    const b = await talk()
    const line = await stream(desk, b.token)
    desk.desk.say(a.externalId, { text: 'for a' })
    desk.desk.say(b.externalId, { text: 'for b' })
    expect((await line.messages(2)).map((m) => m.text)).toEqual(['first', 'for b'])
    await line.stop()
  })

  test('goes on where it stopped, wherever it was cut: each message once, in order', async () => {
    const { token, externalId } = await talk()
    const heard: number[] = [1]
    for (let cut = 0; cut < 12; cut++) {
      const line = await stream(desk, token, heard.at(-1))
      // Some are said while nobody listens, some while the page is read, some after.
      for (let i = 0; i < 3; i++) desk.desk.say(externalId, { text: 'during' })
      heard.push(...ids(await line.messages(1 + (cut % 5))))
      await line.stop()
      for (let i = 0; i < cut % 4; i++) desk.desk.say(externalId, { text: 'meanwhile' })
    }
    const all = desk.desk.buyers.get(externalId)?.messages.map((m) => m.id) ?? []
    const line = await stream(desk, token, heard.at(-1))
    heard.push(...ids(await line.messages(all.length - heard.length)))
    expect(heard).toEqual(all)
    await line.stop()
  })

  /** A talk on a desk whose history answers when it is let, as it was before (`early`) or after what is said then. */
  const slowly = async (early: boolean) => {
    let gate: PromiseWithResolvers<void> | null = null
    const at = open(webChatLimits, {
      history: async (...asked) => {
        const then = early ? await at.desk.deps.history(...asked) : null
        await gate?.promise
        return then ?? at.desk.deps.history(...asked)
      },
    })
    const { token } = await at.visitor()
    await at.post('tea/messages', { clientId: randomUUID(), text: 'first' }, token)
    const [externalId = ''] = at.desk.buyers.keys()
    return {
      at,
      token,
      hold: () => {
        gate = Promise.withResolvers()
      },
      release: () => gate?.resolve(),
      say: (text: string) => at.desk.say(externalId, { text }),
    }
  }

  test('what is said while the history is read, and is in it, comes once', async () => {
    const { at, token, hold, release, say } = await slowly(false)
    const before = await stream(at, token)
    await before.messages(1) // now the desk knows for whom events are
    hold()
    const line = await stream(at, token)
    say('during')
    release()
    say('after')
    expect((await line.messages(3)).map((m) => m.text)).toEqual(['first', 'during', 'after'])
    say('last')
    expect((await line.messages(1)).map((m) => m.text)).toEqual(['last'])
    await line.stop()
    await before.stop()
    at.chat.close()
  })

  test('what is said while the first history is read, and is not in it, is not lost', async () => {
    const { at, token, hold, release, say } = await slowly(true)
    hold()
    const line = await stream(at, token)
    say('during')
    release()
    expect((await line.messages(2)).map((m) => m.text)).toEqual(['first', 'during'])
    say('after')
    expect((await line.messages(1)).map((m) => m.text)).toEqual(['after'])
    await line.stop()
    at.chat.close()
  })

  test('catches up over many pages, through a reader that takes its time', async () => {
    const { token, externalId } = await talk()
    for (let i = 0; i < 450; i++) desk.desk.say(externalId, { text: '长'.repeat(100) }, false)
    const line = await stream(desk, token, 0)
    const messages = await line.messages(451)
    expect(ids(messages)).toEqual(Array.from({ length: 451 }, (_, i) => i + 1))
    await line.stop()
  })

  test('a reader that stops reading is cut off, and loses nothing', async () => {
    const { token, externalId } = await talk()
    const answer = await desk.call('tea/stream', { token, headers: { 'Last-Event-ID': '0' } })
    for (let i = 0; i < 250; i++) desk.desk.say(externalId, { text: '长'.repeat(2000) })
    await expect.poll(() => desk.chat.open()).toBe(0)
    const line = await listen(answer)
    const first = ids(await line.messages(1000)) // until it ends
    expect(first.length).toBeLessThan(20)
    const rest = await stream(desk, token, first.at(-1) ?? 0)
    const all = [...first, ...ids(await rest.messages(251 - first.length))]
    expect(all).toEqual(Array.from({ length: 251 }, (_, i) => i + 1))
    await rest.stop()
  })

  test('too much at once for a slow reader: the same', async () => {
    const calm = open(webChatLimits, { heartbeat: 3_600_000 })
    const { token } = await calm.visitor()
    await calm.post('tea/messages', { clientId: randomUUID(), text: 'first' }, token)
    const [externalId = ''] = calm.desk.buyers.keys()
    const answer = await calm.call('tea/stream', { token, headers: { 'Last-Event-ID': '0' } })
    for (let i = 0; i < 250; i++) calm.desk.say(externalId, { text: '长'.repeat(2000) })
    expect(calm.chat.open()).toBe(0)
    await answer.body?.cancel()
    calm.chat.close()
  })

  test('typing agents are told; lookers and the buyer’s own typing are not', async () => {
    const { token } = await talk()
    const line = await stream(desk, token, 1)
    const live = (personId: number | null, doing: string, conversationId = 10) =>
      desk.hub.pass({ shopId, kind: 'live', data: { shopId, conversationId, personId, doing } })
    await desk.post('tea/typing', {}, token) // by now the line has read the history and knows its conversation
    live(agentId, 'viewing')
    live(null, 'typing')
    live(agentId, 'typing', 20)
    live(agentId, 'typing')
    live(agentId, 'left')
    const told: string[] = []
    while (told.length < 2) {
      const block = await line.next()
      if (block?.startsWith('event: typing')) told.push(block.split('\n')[1] ?? '')
    }
    expect(told).toEqual(['data: true', 'data: false'])
    await line.stop()
  })

  test('shows life while nothing is said', async () => {
    const { token } = await desk.visitor()
    const line = await stream(desk, token)
    const blocks = [await line.next(), await line.next(), await line.next()]
    expect(blocks).toEqual(['event: open\ndata: {}', ': ', ': '])
    await line.stop()
  })

  test.each(['x', '-1', '', '1.5', '9'.repeat(16)])('cannot go on from “%s”', async (after) => {
    const { token } = await desk.visitor()
    const answer = await desk.call('tea/stream', { token, headers: { 'Last-Event-ID': after } })
    expect(answer.status).toBe(400)
  })

  test('the ninth window of a visitor closes the first; an address has its limit', async () => {
    const tight = open({ ...webChatLimits, streams: { ofVisitor: 2, ofAddress: 3 } })
    const [a, b, c] = [await tight.visitor(), await tight.visitor(), await tight.visitor()]
    const first = await stream(tight, a.token)
    const second = await stream(tight, a.token)
    const third = await stream(tight, a.token)
    let block = await first.next()
    while (block !== null) block = await first.next()
    await stream(tight, b.token)
    const refused = await tight.call('tea/stream', { token: c.token, headers: { 'Last-Event-ID': '0' } })
    expect(refused.status).toBe(429)
    await second.stop()
    const admitted = await tight.call('tea/stream', { token: c.token, headers: { 'Last-Event-ID': '0' } })
    expect(admitted.status).toBe(200)
    await third.stop()
    tight.chat.close()
  })

  test('closing the desk ends every stream', async () => {
    const { token } = await talk()
    const line = await stream(desk, token)
    desk.chat.close()
    let block = await line.next()
    while (block !== null) block = await line.next()
    const refused = await desk.call('tea/stream', { token, headers: { 'Last-Event-ID': '0' } })
    expect(refused.status).toBe(503)
  })

  test('a fault while reading ends the stream and is logged', async () => {
    let down = false
    const shaky = open(webChatLimits, {
      history: async () => {
        if (down) throw new Error('database down')
        return { buyerId: 1, conversationId: 10, messages: [] }
      },
    })
    const { token } = await shaky.visitor()
    down = true
    const line = await stream(shaky, token)
    expect(await line.next()).toBe('event: open\ndata: {}')
    let block = await line.next()
    while (block !== null) block = await line.next()
    expect(shaky.faults).toEqual([new Error('database down')])
    expect(shaky.chat.open()).toBe(0)
    shaky.chat.close()
  })

  test('over a real connection, one that goes away leaves nothing behind', async () => {
    const { token } = await talk()
    const server = createServer(getRequestListener(desk.app.fetch))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    const going = new AbortController()
    const answer = await fetch(`http://127.0.0.1:${port}/chat/v1/tea/stream?after=0`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: going.signal,
    })
    const line = await listen(answer)
    expect(ids(await line.messages(1))).toEqual([1])
    expect(desk.chat.open()).toBe(1)
    going.abort()
    await expect.poll(() => desk.chat.open()).toBe(0)
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
})
