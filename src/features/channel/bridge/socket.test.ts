import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import net, { type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import type { Hub } from '../../../platform/events/hub.ts'
import { createConsumers } from './consumers.ts'
import { type FakeDesk, RETRY, SECRET, startFakeDesk } from './fake-desk.ts'
import { opening, sealing } from './frame.ts'
import { limits } from './protocol.ts'
import { answerId, keyOf, newId, requestLine, sign } from './sign.ts'

const key = keyOf(SECRET)
let desk: FakeDesk
beforeEach(async () => {
  desk = await startFakeDesk()
})
afterEach(async () => {
  vi.useRealTimers()
  await desk.stop()
  expect(desk.faults).toEqual([])
})

interface Frame {
  type: string
  id?: number
  retryAt?: number | null
  window?: number
  messages?: { id: number; text: string }[]
}

/** A connector made by hand: every frame it gets is verified and kept. */
const connect = async (change: { target?: string; id?: string; at?: number; signature?: string } = {}) => {
  const target = change.target ?? '/bridge/v1/shop-bridge/socket'
  const id = change.id ?? newId()
  const stamp = sign(key, id, change.at ?? desk.time.now, requestLine('GET', target))
  const ws = new WebSocket(desk.url.replace('http', 'ws') + target, {
    headers: {
      'webhook-id': id,
      'webhook-timestamp': stamp.timestamp,
      'webhook-signature': change.signature ?? stamp.signature,
    },
  })
  const seal = sealing(key, id)
  const open = opening(key, answerId(id))
  const frames: Frame[] = []
  let arrived = () => {}
  ws.on('message', (data) => {
    const read = open(data.toString(), desk.time.now)
    if ('flaw' in read) throw new Error(read.flaw)
    frames.push(JSON.parse(read.json))
    arrived()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  )
  const refused = new Promise<{ status: number; code: string }>((resolve) =>
    ws.on('unexpected-response', (_, response) => {
      response.on('data', (data) =>
        resolve({ status: response.statusCode ?? 0, code: JSON.parse(data).error.code }),
      )
      ws.on('error', () => {})
      response.on('end', () => ws.terminate())
    }),
  )
  return {
    ws,
    id,
    seal,
    closed,
    refused,
    frames,
    say: (value: unknown) => ws.send(seal(value, desk.time.now)),
    /** Resolves when a frame like this has come. */
    until: async (fits: (frames: Frame[]) => boolean) => {
      while (!fits(frames))
        await new Promise<void>((resolve) => {
          arrived = resolve
        })
    },
    texts: () => frames.flatMap((f) => f.messages?.map((m) => m.text) ?? []),
  }
}
type Connector = Awaited<ReturnType<typeof connect>>
const got = (connector: Connector, count: number) => connector.until(() => connector.texts().length >= count)
/** Resolves when the desk has done what it was told before. */
const settled = (acked: number) => vi.waitFor(() => expect(desk.out.acked).toBe(acked), { interval: 1 })

test('[BRG-50] replies are pushed in order, those that waited and new ones', async () => {
  desk.reply('one', 'two')
  const connector = await connect()
  await got(connector, 2)
  expect(connector.frames[0]).toEqual({ type: 'hello', window: 500 })
  desk.reply('three')
  await got(connector, 3)
  expect(connector.texts()).toEqual(['one', 'two', 'three'])
  connector.ws.close()
})

test('[BRG-51] what was not acknowledged comes again after a lost connection', async () => {
  const [, two = 0] = desk.reply('one', 'two', 'three')
  const before = await connect()
  await got(before, 3)
  before.say({ type: 'ack', through: two })
  await settled(two)
  before.ws.terminate()
  const after = await connect()
  await got(after, 1)
  expect(after.texts()).toEqual(['three'])
  after.ws.close()
})

test('[BRG-51] an acknowledgement sent just before hanging up counts', async () => {
  const [one = 0] = desk.reply('one')
  const connector = await connect()
  await got(connector, 1)
  connector.say({ type: 'ack', through: one })
  connector.ws.close()
  await connector.closed
  await settled(one)
})

test('[BRG-43] after a failure the rest is taken back and comes again in order', async () => {
  const [one = 0, two = 0] = desk.reply('one', 'two', 'three')
  const connector = await connect()
  await got(connector, 3)
  connector.say({ type: 'ack', through: one })
  connector.say({ type: 'fail', id: two, error: 'timeout' })
  await connector.until((frames) => frames.some((f) => f.type === 'failed'))
  expect(connector.frames.at(-1)).toEqual({ type: 'failed', id: two, retryAt: desk.time.now + RETRY })
  expect(desk.out.acked).toBe(one)
  desk.time.now += RETRY
  desk.reply('four')
  await got(connector, 6)
  expect(connector.texts()).toEqual(['one', 'two', 'three', 'two', 'three', 'four'])
  connector.say({ type: 'fail', id: two, error: 'no such buyer', permanent: true })
  await got(connector, 8)
  expect(connector.texts().slice(6)).toEqual(['three', 'four'])
  expect(desk.out.dead).toEqual([`${two} no such buyer`])
  connector.ws.close()
})

test('[BRG-43] the failed one comes again by itself when its time has come', async () => {
  const [one = 0] = desk.reply('one')
  const connector = await connect()
  await got(connector, 1)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  connector.say({ type: 'fail', id: one, error: 'timeout' })
  await connector.until((frames) => frames.some((f) => f.type === 'failed'))
  desk.time.now += RETRY
  // Under these timers, waiting moves them on.
  await vi.waitFor(() => expect(connector.texts()).toHaveLength(2), { interval: RETRY })
  connector.ws.close()
})

test('[BRG-52] the newest connector has the channel; the one before is told why', async () => {
  const before = await connect()
  await before.until((frames) => frames.length > 0)
  const after = await connect()
  expect(await before.closed).toEqual({ code: 4409, reason: 'taken-over' })
  desk.reply('one')
  await got(after, 1)
  expect(before.texts()).toEqual([])
  after.ws.close()
})

test('[BRG-53] no more than a window is in hand', async () => {
  const ids = desk.reply(...Array.from({ length: 1200 }, (_, i) => `${i}`))
  const connector = await connect()
  await got(connector, limits.window)
  desk.reply('news')
  connector.say({ type: 'ack', through: ids[299] })
  await got(connector, 800)
  expect(connector.texts()).toHaveLength(800)
  connector.say({ type: 'ack', through: ids[799] })
  await got(connector, 1201)
  expect(connector.texts()).toEqual([...Array.from({ length: 1200 }, (_, i) => `${i}`), 'news'])
  expect(Math.max(...connector.frames.map((f) => f.messages?.length ?? 0))).toBe(limits.frame)
  connector.ws.close()
})

describe('[BRG-54] the desk hangs up', () => {
  test.each<[string, (c: Connector) => void, number, string]>([
    ['on a frame that is not signed', (c) => c.ws.send('{"type":"ack","through":1}'), 4401, 'bad-signature'],
    [
      'on a frame signed too long ago',
      (c) => c.ws.send(c.seal({ type: 'ack', through: 1 }, 0)),
      4401,
      'old-signature',
    ],
    [
      'on its own frame',
      (c) => c.ws.send(sealing(key, answerId(c.id))({ type: 'ack' }, desk.time.now)),
      4401,
      'bad-signature',
    ],
    ['on bytes', (c) => c.ws.send(Buffer.from('x')), 4400, 'malformed'],
    ['on a word it does not know', (c) => c.say({ type: 'sing' }), 4400, 'malformed'],
    ['on rubbish', (c) => c.say(null), 4400, 'malformed'],
    [
      'when something is acknowledged that was not sent',
      (c) => c.say({ type: 'ack', through: 99 }),
      4400,
      'malformed',
    ],
    ['on a frame of more than 64 KiB', (c) => c.say({ type: 'x'.repeat(70_000) }), 1009, ''],
    ['when it stops', () => desk.bridge.close(), 1001, 'shutting-down'],
  ])('%s', async (_, act, code, reason) => {
    const connector = await connect()
    await connector.until((frames) => frames.length > 0)
    act(connector)
    expect(await connector.closed).toEqual({ code, reason })
    expect(desk.out.acked).toBe(0)
  })

  test('when the secret was renewed', async () => {
    const connector = await connect()
    await connector.until((frames) => frames.length > 0)
    const door = await desk.ports.doorOf('shop-bridge')
    desk.doors.set('shop-bridge', { ...door, secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })
    desk.time.now += 1000
    desk.reply('not for the old one')
    expect(await connector.closed).toEqual({ code: 4401, reason: 'bad-signature' })
    expect(connector.texts()).toEqual([])
  })

  test('when the channel was disabled', async () => {
    const connector = await connect()
    await connector.until((frames) => frames.length > 0)
    desk.doors.set('shop-bridge', 'disabled')
    desk.time.now += 1000
    desk.reply('not any more')
    expect(await connector.closed).toEqual({ code: 4403, reason: 'channel-disabled' })
  })

  test('when the other end gives no sign of life between two beats', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const connector = await connect()
    await connector.until((frames) => frames.length > 0)
    const pinged = once(connector.ws, 'ping')
    vi.advanceTimersByTime(limits.heartbeat)
    await pinged
    connector.ws.pause() // takes and answers nothing more
    vi.advanceTimersByTime(limits.heartbeat)
    vi.advanceTimersByTime(limits.heartbeat)
    connector.ws.resume()
    expect((await connector.closed).code).toBe(1006)
  })
})

test.each<[string, Parameters<typeof connect>[0], number, string]>([
  ['a wrong signature', { signature: 'v1,x' }, 401, 'bad-signature'],
  ['an old one', { at: 0 }, 401, 'old-signature'],
  ['an unknown channel', { target: '/bridge/v1/nobody/socket' }, 404, 'unknown-channel'],
  ['a disabled channel', { target: '/bridge/v1/closed/socket' }, 403, 'channel-disabled'],
  ['another address', { target: '/bridge/v1/shop-bridge/outbox' }, 404, 'not-found'],
  ['what is not the bridge’s', { target: '/chat' }, 404, 'not-found'],
])('[BRG-55] refuses a socket with %s', async (_, change, status, code) => {
  const connector = await connect(change)
  expect(await connector.refused).toEqual({ status, code })
})

test('[BRG-55] refuses a socket opened with a used id', async () => {
  const first = await connect({ id: 'once' })
  await first.until((frames) => frames.length > 0)
  expect(await (await connect({ id: 'once' })).refused).toEqual({ status: 409, code: 'replayed' })
  first.ws.close()
})

/** An upgrade by somebody who never hangs up, and its socket at the desk's end. */
const clingTo = async (target: string) => {
  const arrived = once(desk.server, 'upgrade') as Promise<[IncomingMessage, Socket]>
  const here = net.connect({ port: desk.port, host: '127.0.0.1', allowHalfOpen: true })
  here.on('error', () => {}).resume()
  here.write(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`)
  const [, there] = await arrived
  return { here, there }
}

test('hangs up on whom it turns away: a socket half open would keep the desk from stopping', async () => {
  const { here, there } = await clingTo('/nowhere')
  await vi.waitFor(() => expect(there.destroyed).toBe(true))
  here.destroy()
})

test('hangs up where an upgrade is not done in ten seconds', async () => {
  desk.doors.set('slow', new Promise(() => {}) as never)
  const { here, there } = await clingTo('/bridge/v1/slow/socket')
  expect(there.timeout).toBe(10_000)
  there.emit('timeout')
  expect(there.destroyed).toBe(true)
  here.destroy()
  const connector = await connect()
  await connector.until((frames) => frames.length > 0)
  connector.ws.close()
})

test('sends away who was being let in when the desk began to stop', async () => {
  const consumers = createConsumers({ watch: () => () => {} } as unknown as Hub)
  consumers.close()
  const leave = vi.fn()
  consumers.enter({ channel: { shopId: 1, channelId: 7 }, wake() {}, leave })
  expect(leave).toHaveBeenCalledWith('shutting-down')
})
