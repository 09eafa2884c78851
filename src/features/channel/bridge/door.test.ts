import net from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Outbound } from '../domain.ts'
import { type FakeDesk, RETRY, SECRET, startFakeDesk } from './fake-desk.ts'
import { answerId, flawOf, keyOf, newId, requestLine, sign } from './sign.ts'

const key = keyOf(SECRET)
let desk: FakeDesk
beforeEach(async () => {
  desk = await startFakeDesk()
})
afterEach(async () => {
  await desk.stop()
  expect(desk.faults).toEqual([])
})

const message = (id: string, change: object = {}) => ({
  id,
  buyer: { id: 'b1', name: '小明' },
  at: desk.time.now,
  text: `text ${id}`,
  ...change,
})
const batch = (...messages: unknown[]) => JSON.stringify({ messages })

interface Asking {
  method?: string
  key?: string
  body?: string | Uint8Array
  id?: string
  /** Of the signature, ms. */
  at?: number
  signature?: string
}

/** A call as a connector makes it, with whatever is to be wrong about it. */
const ask = async (
  name: string,
  { method = 'POST', key: channel = 'shop-bridge', body = '', ...o }: Asking = {},
) => {
  const target = `/bridge/v1/${channel}/${name}`
  const stamp = sign(
    key,
    o.id ?? newId(),
    o.at ?? desk.time.now,
    method === 'GET' ? requestLine('GET', target) : body,
  )
  const response = await fetch(desk.url + target, {
    method,
    ...(method !== 'GET' && { body: body as string | Uint8Array<ArrayBuffer> }),
    headers: {
      'webhook-id': stamp.id,
      'webhook-timestamp': stamp.timestamp,
      'webhook-signature': o.signature ?? stamp.signature,
    },
  })
  const text = await response.text()
  const { headers } = response
  const answered = headers.get('webhook-id')
  const signed =
    answered !== null &&
    flawOf(
      key,
      {
        id: answered,
        timestamp: headers.get('webhook-timestamp') ?? '',
        signature: headers.get('webhook-signature') ?? '',
      },
      text,
      desk.time.now,
    ) === null
  return {
    status: response.status,
    says: JSON.parse(text),
    signed: signed && answered === answerId(stamp.id),
  }
}

describe('messages', () => {
  test('[BRG-20] a batch is stored, and the answer is the desk’s own', async () => {
    const body = batch(message('m1'), message('m2', { at: '2026-11-11T07:59:00+08:00', text: '在吗😀' }))
    expect(await ask('messages', { body })).toEqual({
      status: 200,
      says: { accepted: 2, duplicate: 0, refused: [] },
      signed: true,
    })
    expect(desk.stored).toEqual([
      expect.objectContaining({ channelId: 7, message: expect.objectContaining({ externalId: 'm1' }) }),
      {
        channelId: 7,
        buyer: { externalId: 'b1', name: '小明', verified: true },
        message: {
          externalId: 'm2',
          kind: 'text',
          text: '在吗😀',
          picture: null,
          size: null,
          sentAt: Date.UTC(2026, 10, 10, 23, 59),
        },
      },
    ])
  })

  test('[BRG-21] a bad message does not keep the good ones out', async () => {
    const body = batch(message('m1'), message('m2', { text: 7 }), 'rubbish', message('m4'))
    const { status, says } = await ask('messages', { body })
    expect(status).toBe(200)
    expect(says).toEqual({
      accepted: 2,
      duplicate: 0,
      refused: [
        { index: 1, id: 'm2', code: 'malformed', field: 'text', problem: 'must be a text' },
        { index: 2, code: 'malformed', field: '', problem: 'must be an object' },
      ],
    })
    expect(desk.stored.map((s) => s.message.externalId)).toEqual(['m1', 'm4'])
  })

  test('[BRG-22] a delivery counts once; its messages under a fresh id are duplicates', async () => {
    const body = batch(message('m1'), message('m2'))
    expect(await ask('messages', { body, id: 'd1' })).toMatchObject({ status: 200, says: { accepted: 2 } })
    const again = await ask('messages', { body, id: 'd1' })
    expect(again).toMatchObject({ status: 409, says: { error: { code: 'replayed' } }, signed: true })
    const changed = await ask('messages', { body: batch(message('m3')), id: 'd1' })
    expect(changed).toMatchObject({ status: 409, says: { error: { code: 'replayed' } } })
    const fresh = await ask('messages', { body: batch(message('m1'), message('m4')), id: 'd2' })
    expect(fresh.says).toEqual({ accepted: 1, duplicate: 1, refused: [] })
    expect(desk.stored.map((s) => s.message.externalId)).toEqual(['m1', 'm2', 'm4'])
  })

  const MIB = 1024 * 1024
  const padded = (bytes: number) => {
    const empty = batch(message('m1', { extra: '' }))
    return batch(message('m1', { extra: 'x'.repeat(bytes - Buffer.byteLength(empty)) }))
  }
  const TOLERANCE = 300_000
  test.each<{ says: string; call: () => Asking; status: number; code: string; name?: string }>([
    { says: 'no key', call: () => ({ key: '' }), status: 404, code: 'unknown-channel' },
    { says: 'an unknown channel', call: () => ({ key: 'nobody' }), status: 404, code: 'unknown-channel' },
    {
      says: 'a channel of another kind',
      call: () => ({ key: 'widget' }),
      status: 404,
      code: 'unknown-channel',
    },
    { says: 'a disabled channel', call: () => ({ key: 'closed' }), status: 403, code: 'channel-disabled' },
    { says: 'no signature', call: () => ({ signature: '' }), status: 401, code: 'bad-signature' },
    { says: 'a wrong one', call: () => ({ signature: 'v1,AAAA' }), status: 401, code: 'bad-signature' },
    { says: 'an id like the desk’s', call: () => ({ id: 're_x' }), status: 401, code: 'bad-signature' },
    { says: 'an id with a dot', call: () => ({ id: 'a.1' }), status: 401, code: 'bad-signature' },
    {
      says: 'an old one',
      call: () => ({ at: desk.time.now - TOLERANCE - 1000 }),
      status: 401,
      code: 'old-signature',
    },
    {
      says: 'one from the future',
      call: () => ({ at: desk.time.now + TOLERANCE + 1000 }),
      status: 401,
      code: 'old-signature',
    },
    { says: 'no body', call: () => ({ body: '' }), status: 400, code: 'malformed' },
    { says: 'no JSON', call: () => ({ body: '{"messages":[' }), status: 400, code: 'malformed' },
    { says: 'a list', call: () => ({ body: '[]' }), status: 400, code: 'malformed' },
    { says: 'null', call: () => ({ body: 'null' }), status: 400, code: 'malformed' },
    { says: 'no messages', call: () => ({ body: '{}' }), status: 400, code: 'malformed' },
    {
      says: 'no list of messages',
      call: () => ({ body: '{"messages":{}}' }),
      status: 400,
      code: 'malformed',
    },
    { says: 'an empty batch', call: () => ({ body: batch() }), status: 400, code: 'malformed' },
    {
      says: '501 messages',
      call: () => ({ body: batch(...Array.from({ length: 501 }, (_, i) => message(`m${i}`))) }),
      status: 400,
      code: 'malformed',
    },
    {
      says: 'half a million brackets',
      call: () => ({ body: '['.repeat(500_000) }),
      status: 400,
      code: 'malformed',
    },
    {
      says: 'GBK',
      call: () => ({
        body: Buffer.concat([Buffer.from('{"messages":["'), Buffer.from([0xd4, 0xda]), Buffer.from('"]}')]),
      }),
      status: 400,
      code: 'malformed',
    },
    { says: 'a byte too many', call: () => ({ body: padded(MIB + 1) }), status: 413, code: 'too-large' },
    { says: 'ten times too many', call: () => ({ body: padded(10 * MIB) }), status: 413, code: 'too-large' },
    { says: 'another call', call: () => ({}), status: 404, code: 'not-found', name: 'nothing' },
    { says: 'another method', call: () => ({ method: 'PUT' }), status: 404, code: 'not-found' },
  ])('[BRG-23] refuses $says', async ({ call, status, code, name = 'messages' }) => {
    const { says, ...answer } = await ask(name, { body: batch(message('m1')), ...call() })
    expect(answer.status).toBe(status)
    expect(says).toEqual({ error: { code, detail: expect.any(Object) } })
    expect(desk.stored).toEqual([])
  })

  test('[BRG-24] a body of exactly 1 MiB is taken', async () => {
    expect(await ask('messages', { body: padded(MIB) })).toMatchObject({ status: 200, says: { accepted: 1 } })
  })

  test('[BRG-24] a body without its length is stopped at 1 MiB', async () => {
    const socket = net.connect(desk.port, '127.0.0.1')
    const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
    socket.write(
      'POST /bridge/v1/shop-bridge/messages HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n' +
        'webhook-id: m\r\nwebhook-timestamp: 1\r\nwebhook-signature: v1,x\r\n\r\n',
    )
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    for (let sent = 0; sent < 17; sent++) socket.write(chunk)
    // The body has not ended and never will: what matters is that nobody waits for that.
    expect(await answered).toMatch(/^HTTP\/1.1 413 .*"too-large"/s)
    socket.destroy()
  })

  test('[BRG-24] who never stops sending is cut off', async () => {
    const socket = net.connect(desk.port, '127.0.0.1')
    socket.on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write(
      'POST /bridge/v1/shop-bridge/messages HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n' +
        'webhook-id: m\r\nwebhook-timestamp: 1\r\nwebhook-signature: v1,x\r\n\r\n',
    )
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const pour = () => {
      while (socket.writable && socket.write(chunk));
      socket.once('drain', pour)
    }
    pour()
    await closed
    expect(socket.bytesWritten).toBeLessThan(40 * MIB)
  })

  test('[BRG-25] a fault is a fault: nothing of it is told, and the connector may try again', async () => {
    await desk.stop()
    const broken = new Error('password=secret')
    desk = await startFakeDesk({ receive: () => Promise.reject(broken) })
    const answer = await ask('messages', { body: batch(message('m1')) })
    expect(answer).toMatchObject({ status: 500, says: { error: { code: 'fault', detail: {} } } })
    expect(desk.faults.splice(0)).toEqual([broken])
  })

  test('[BRG-26] an old secret stops working within a second', async () => {
    const body = batch(message('m1'))
    expect(await ask('messages', { body })).toMatchObject({ status: 200 })
    const door = await desk.ports.doorOf('shop-bridge')
    desk.doors.set('shop-bridge', { ...door, secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })
    desk.time.now += 1000
    expect(await ask('messages', { body })).toMatchObject({ status: 401 })
    desk.doors.set('shop-bridge', 'disabled')
    desk.time.now += 1000
    expect(await ask('messages', { body })).toMatchObject({ status: 403 })
  })

  test('[BRG-26] a channel is looked up once a second, unknown ones too', async () => {
    await desk.stop()
    let asked = 0
    const { doorOf } = desk.ports
    desk = await startFakeDesk({
      doorOf: (k) => {
        asked += 1
        return doorOf(k)
      },
    })
    await Promise.all([1, 2, 3].map((i) => ask('messages', { body: batch(message(`m${i}`)) })))
    expect(asked).toBe(1)
    for (let i = 0; i < 3; i++) await ask('messages', { key: 'nobody' })
    expect(asked).toBe(2)
  })

  test('[BRG-26] made-up keys do not keep the database busy, and hold up no channel in use', async () => {
    await desk.stop()
    let asked = 0
    const { doorOf } = desk.ports
    desk = await startFakeDesk({
      doorOf: (k) => {
        asked += 1
        return doorOf(k)
      },
    })
    const send = (channel: string) => ask('messages', { key: channel, body: batch(message('m1')) })
    await send('shop-bridge')
    const codes: string[] = []
    for (let i = 0; i < 120; i++) codes.push((await send(`made-up-${i}`)).says.error.code)
    expect(asked).toBe(100)
    expect(codes.indexOf('too-many')).toBe(99)
    expect(codes.lastIndexOf('unknown-channel')).toBe(98)
    expect(await send('shop-bridge')).toMatchObject({ status: 200 })
    desk.time.now += 1000
    expect(await send('made-up-119')).toMatchObject({ status: 404 })
  })

  test('[BRG-27] after closing, calls are told to come back', async () => {
    desk.bridge.close()
    const answer = await ask('messages', { body: batch(message('m1')) })
    expect(answer).toMatchObject({ status: 503, says: { error: { code: 'shutting-down' } } })
  })
})

describe('pictures and read marks', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47])

  test('[BRG-30] a picture is uploaded, then sent by its address', async () => {
    const { says } = await ask('pictures', { body: png })
    expect(says).toEqual({ picture: '1/AAAAAAAAAAAAAAAAAAAAAA', width: 3, height: 2 })
    const body = batch(
      message('m1', { text: undefined, picture: says.picture }),
      message('m2', { text: null, picture: '2/AAAAAAAAAAAAAAAAAAAAAA' }),
      message('m3'),
    )
    expect((await ask('messages', { body })).says).toMatchObject({
      accepted: 2,
      refused: [{ index: 1, id: 'm2', code: 'not-found', field: 'picture' }],
    })
    expect(desk.stored.map(({ message: m }) => [m.externalId, m.kind, m.picture, m.size])).toEqual([
      ['m1', 'picture', says.picture, { width: 3, height: 2 }],
      ['m3', 'text', null, null],
    ])
  })

  test.each<[string, () => Asking, number, string]>([
    ['no picture', () => ({ body: 'text' }), 415, 'not-a-picture'],
    ['more than 8 MiB', () => ({ body: new Uint8Array(8 * 1024 * 1024 + 1) }), 413, 'too-large'],
    ['a wrong signature', () => ({ body: png, signature: 'v1,x' }), 401, 'bad-signature'],
  ])('[BRG-30] refuses %s', async (_, call, status, code) => {
    expect(await ask('pictures', call())).toMatchObject({ status, says: { error: { code } } })
  })

  test('[BRG-31] read marks are passed on; an unknown buyer’s is refused', async () => {
    await ask('messages', { body: batch(message('m1')) })
    const reads = [
      { buyer: 'b1', through: 12 },
      { buyer: 'nobody', through: 3 },
    ]
    const answer = await ask('reads', { body: JSON.stringify({ reads }) })
    expect(answer).toMatchObject({
      status: 200,
      says: { accepted: 1, refused: [{ index: 1, code: 'not-found', field: 'buyer' }] },
    })
    expect(desk.reads).toEqual([[1, 7, 'b1', 12]])
  })

  test.each([
    ['{}'],
    ['{"reads":[]}'],
    ['{"reads":[{"buyer":1,"through":2}]}'],
    ['{"reads":[{"buyer":"b"}]}'],
    ['x'],
  ])('[BRG-31] refuses %j as read marks', async (body) => {
    expect(await ask('reads', { body })).toMatchObject({
      status: 400,
      says: { error: { code: 'malformed' } },
    })
  })

  test('[BRG-32] any other call counts once as well', async () => {
    const body = '{"through":1}'
    expect(await ask('outbox/ack', { body, id: 'a1' })).toMatchObject({ status: 200 })
    expect(await ask('outbox/ack', { body, id: 'a1' })).toMatchObject({
      status: 409,
      says: { error: { code: 'replayed' } },
    })
    desk.time.now += 600_001
    expect(await ask('outbox/ack', { body, id: 'a1' })).toMatchObject({ status: 200 })
  })
})

describe('polling the outbox', () => {
  const take = (query = 'wait=0') => ask(`outbox?${query}`, { method: 'GET' })
  const ack = (through: unknown) => ask('outbox/ack', { body: JSON.stringify({ through }) })
  const fail = (body: object) => ask('outbox/fail', { body: JSON.stringify(body) })
  const texts = ({ says }: { says: { messages: { text: string }[] } }) => says.messages.map((m) => m.text)

  test('[BRG-40] messages come in order from the last acknowledged, again and again', async () => {
    const ids = desk.reply('one', 'two', 'three')
    const first = await take('wait=0&limit=2')
    expect(first).toEqual({
      status: 200,
      signed: true,
      says: {
        messages: [
          {
            id: ids[0],
            conversation: 1,
            buyer: { id: 'b1', name: '小明' },
            author: 'agent',
            at: desk.time.now,
            text: 'one',
            replyTo: null,
          },
          expect.objectContaining({ id: ids[1] }),
        ],
        cursor: ids[1],
        retryAt: null,
      },
    })
    expect(texts(await take())).toEqual(['one', 'two', 'three'])
    expect(await ack(ids[1])).toMatchObject({ status: 200, says: {} })
    expect(texts(await take())).toEqual(['three'])
    await ack(ids[0])
    expect(texts(await take())).toEqual(['three'])
    await ack(ids[2])
    expect((await take()).says).toEqual({ messages: [], cursor: null, retryAt: null })
  })

  test('[BRG-46] a card goes along with the words that say the same', async () => {
    const card: Outbound['card'] = {
      kind: 'product',
      product: 'LB-1',
      sku: null,
      title: '四件套',
      priceFen: 32900,
      picture: null,
      url: 'https://shop.example/1',
    }
    desk.answer('b1', '四件套 ¥329 https://shop.example/1', null, card)
    expect((await take()).says.messages).toMatchObject([{ text: '四件套 ¥329 https://shop.example/1', card }])
  })

  test('[BRG-41] a waiting poll answers as soon as a reply is there', async () => {
    const waiting = take('wait=25')
    await desk.polled(1)
    desk.reply('at last')
    expect(texts(await waiting)).toEqual(['at last'])
  })

  test('[BRG-42] the newest consumer has the channel; the one before is told why', async () => {
    const before = take('wait=25')
    await desk.polled(1)
    const after = take('wait=25')
    expect(await before).toMatchObject({ status: 409, says: { error: { code: 'taken-over' } }, signed: true })
    await desk.polled(2)
    desk.reply('to the newest')
    expect(texts(await after)).toEqual(['to the newest'])
  })

  test('[BRG-27] a waiting poll is told when the desk stops', async () => {
    const waiting = take('wait=25')
    await desk.polled(1)
    desk.bridge.close()
    expect(await waiting).toMatchObject({ status: 503, says: { error: { code: 'shutting-down' } } })
  })

  test('[BRG-43] a failed message holds up the rest, comes again, and is set aside in the end', async () => {
    const [one = 0, two = 0] = desk.reply('one', 'two')
    await take()
    const retryAt = desk.time.now + RETRY
    expect(await fail({ id: one, error: 'timeout' })).toMatchObject({
      status: 200,
      says: { id: one, retryAt },
    })
    expect((await take()).says).toEqual({ messages: [], cursor: null, retryAt })
    // Told twice (the first answer was lost): counts once.
    expect((await fail({ id: one, error: 'timeout' })).says).toEqual({ id: one, retryAt })
    expect(desk.out.attempts).toBe(1)
    desk.time.now += RETRY
    expect(texts(await take())).toEqual(['one', 'two'])
    expect((await fail({ id: one, error: 'no such buyer', permanent: true })).says).toEqual({
      id: one,
      retryAt: null,
    })
    expect(desk.out.dead).toEqual([`${one} no such buyer`])
    expect(texts(await take())).toEqual(['two'])
    await ack(two)
    expect((await take()).says.messages).toEqual([])
  })

  test('[BRG-43] only the oldest can fail', async () => {
    const [, two] = desk.reply('one', 'two')
    await take()
    expect(await fail({ id: two, error: 'x' })).toMatchObject({
      status: 400,
      says: { error: { code: 'malformed', detail: { field: 'id' } } },
    })
    expect(desk.out.attempts).toBe(0)
  })

  test('[BRG-44] what was never handed out cannot be acknowledged', async () => {
    const ids = desk.reply('one', 'two')
    await take('wait=0&limit=1')
    expect(await ack(10_000)).toMatchObject({ status: 400, says: { error: { code: 'malformed' } } })
    expect(desk.out.acked).toBe(0)
    // Another process, or this one before a restart, may have handed out the second.
    expect(await ack(ids[1])).toMatchObject({ status: 200 })
    expect(desk.out.acked).toBe(ids[1])
  })

  test.each([
    ['outbox?wait=51', 'wait'],
    ['outbox?wait=-1', 'wait'],
    ['outbox?wait=x', 'wait'],
    ['outbox?limit=0', 'limit'],
    ['outbox?limit=501', 'limit'],
    ['outbox?limit=1.5', 'limit'],
  ])('[BRG-45] refuses %s', async (name, field) => {
    expect(await ask(name, { method: 'GET' })).toMatchObject({
      status: 400,
      says: { error: { code: 'malformed', detail: { field } } },
    })
  })

  test.each([['{}'], ['{"through":"1"}'], ['{"through":0}'], ['{"through":1.5}']])(
    '[BRG-45] refuses to acknowledge %s',
    async (body) => {
      expect(await ask('outbox/ack', { body })).toMatchObject({ status: 400 })
    },
  )

  test('[BRG-4] the signature of one address opens no other', async () => {
    const stamp = sign(
      key,
      newId(),
      desk.time.now,
      requestLine('GET', '/bridge/v1/shop-bridge/outbox?wait=0'),
    )
    const response = await fetch(`${desk.url}/bridge/v1/shop-bridge/outbox?wait=0&limit=500`, {
      headers: {
        'webhook-id': stamp.id,
        'webhook-timestamp': stamp.timestamp,
        'webhook-signature': stamp.signature,
      },
    })
    expect(response.status).toBe(401)
  })

  test('[BRG-6] what the desk signed cannot be sent back to it', async () => {
    desk.reply('one')
    const id = newId()
    const target = '/bridge/v1/shop-bridge/outbox?wait=0'
    const stamp = sign(key, id, desk.time.now, requestLine('GET', target))
    const headers = (s: typeof stamp) => ({
      'webhook-id': s.id,
      'webhook-timestamp': s.timestamp,
      'webhook-signature': s.signature,
    })
    const answer = await fetch(desk.url + target, { headers: headers(stamp) })
    const body = await answer.text()
    const echo = await fetch(`${desk.url}/bridge/v1/shop-bridge/messages`, {
      method: 'POST',
      body,
      headers: {
        'webhook-id': answer.headers.get('webhook-id') ?? '',
        'webhook-timestamp': answer.headers.get('webhook-timestamp') ?? '',
        'webhook-signature': answer.headers.get('webhook-signature') ?? '',
      },
    })
    expect(echo.status).toBe(401)
  })
})

test('what is not the bridge’s is left to the desk', async () => {
  expect(await (await fetch(`${desk.url}/api/snapshot`)).text()).toBe('not the bridge')
})
