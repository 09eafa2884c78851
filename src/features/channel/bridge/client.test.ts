import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import net from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { batches } from './client/batches.ts'
import { refusalIn } from './client/errors.ts'
import {
  type BridgeClient,
  type BridgeMessage,
  type BridgeOptions,
  type BridgeOrder,
  BridgeRefusal,
  BridgeSilence,
  connectBridge,
  Impossible,
  onceEach,
  Undeliverable,
} from './client.ts'
import { type FakeDesk, SECRET, startFakeDesk } from './fake-desk.ts'
import { limits } from './protocol.ts'

let desk: FakeDesk
let client: BridgeClient | undefined
beforeEach(async () => {
  desk = await startFakeDesk()
})
afterEach(async () => {
  await client?.close()
  client = undefined
  await desk.stop()
  expect(desk.faults).toEqual([])
})

const connect = (change: Partial<BridgeOptions> = {}): BridgeClient => {
  client = connectBridge({
    url: desk.url,
    channelKey: 'shop-bridge',
    secret: SECRET,
    clock: desk.ports.clock,
    ...change,
  })
  return client
}
const message = (id: string, text = `text ${id}`): BridgeMessage => ({
  id,
  buyer: { id: 'b1' },
  at: desk.time.now,
  text,
})
const eventually = (check: () => void) => vi.waitFor(check, { interval: 1, timeout: 10_000 })

describe('sending', () => {
  test('[BRG-60] gives what became of every message, whatever their number', async () => {
    const many = Array.from({ length: 1100 }, (_, i) => message(`m${i}`))
    many[700] = { ...message('bad'), text: '' }
    const taken = await connect().send([...many, message('m0')])
    expect(taken).toMatchObject({ accepted: 1099, duplicate: 1, refused: [{ index: 700, id: 'bad' }] })
    expect(desk.stored).toHaveLength(1099)
    expect(await connect().send([])).toEqual({ accepted: 0, duplicate: 0, refused: [] })
  })

  test('[BRG-60] bodies stay within what the desk takes', () => {
    const bodies = batches(Array.from({ length: 499 }, (_, i) => message(`m${i}`, '长'.repeat(4000))))
    expect(bodies.length).toBeGreaterThan(4)
    let next = 0
    for (const { first, body } of bodies) {
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limits.body)
      expect(first).toBe(next)
      next += JSON.parse(body).messages.length
    }
    expect(next).toBe(499)
  })

  /** A line on which the first connections break: before the desk hears anything, or before its answer comes back. */
  const badLine = async (breaks: ('before' | 'after')[]) => {
    const open = new Set<Socket>()
    const proxy = net.createServer((near) => {
      open.add(near.on('error', () => {}))
      const how = breaks.shift()
      if (how === 'before') return near.destroy()
      const far = net.connect(desk.port, '127.0.0.1')
      open.add(far.on('error', () => {}))
      near.pipe(far)
      if (how === 'after') far.once('data', () => near.destroy())
      else far.pipe(near)
      return near
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    return {
      url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      breaks,
      async stop() {
        for (const socket of open) socket.destroy()
        await new Promise((resolve) => proxy.close(resolve))
      },
    }
  }

  test('[BRG-61] a broken line is tried again, and nothing is stored twice', async () => {
    const line = await badLine(['before', 'after', 'before'])
    const taken = await connect({ url: line.url }).send([message('m1'), message('m2')])
    // The second attempt was stored, though its answer never came.
    expect(taken).toEqual({ accepted: 0, duplicate: 2, refused: [] })
    expect(desk.stored.map((s) => s.message.externalId)).toEqual(['m1', 'm2'])
    expect(line.breaks).toEqual([])
    await line.stop()
  })

  test('[BRG-61] a desk that stumbles is tried again', async () => {
    const answers = [500, 503, 429]
    const { receive } = desk.ports
    await desk.stop()
    desk = await startFakeDesk({
      receive: (parcel) => (answers.pop() ? Promise.reject(new Error('broken')) : receive(parcel)),
    })
    expect(await connect().send([message('m1')])).toMatchObject({ accepted: 1 })
    expect(desk.faults.splice(0)).toHaveLength(3)
  })

  test.each<[string, Partial<BridgeOptions>, string]>([
    ['the wrong secret', { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, 'bad-signature'],
    ['an unknown channel', { channelKey: 'nobody' }, 'unknown-channel'],
    ['a key that would be another address', { channelKey: '../x?' }, 'unknown-channel'],
    ['a wrong clock', { clock: { now: () => 0 } }, 'old-signature'],
  ])('[BRG-62] %s is not tried again', async (_, change, code) => {
    const sent = connect(change).send([message('m1')])
    await expect(sent).rejects.toMatchObject({ name: 'BridgeRefusal', code })
  })

  test('[BRG-62] patience ends', async () => {
    await desk.stop()
    const sent = connect({ patience: 0 }).send([message('m1')])
    await expect(sent).rejects.toThrow('the desk does not answer: ECONNREFUSED')
    await expect(sent).rejects.toBeInstanceOf(BridgeSilence)
    desk = await startFakeDesk()
  })

  test('[BRG-63] an answer that is not the desk’s is not believed', async () => {
    const impostor = http.createServer((_, res) => res.end('{"accepted":1,"duplicate":0,"refused":[]}'))
    await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve))
    const { port } = impostor.address() as AddressInfo
    const sent = connect({ url: `http://127.0.0.1:${port}` }).send([message('m1')])
    await expect(sent).rejects.toMatchObject({ code: 'forged-answer' })
    impostor.closeAllConnections()
    impostor.close()
  })

  test('uploads and read marks', async () => {
    const bridge = connect()
    await bridge.send([message('m1')])
    expect(await bridge.upload(Uint8Array.from([0x89, 1]))).toEqual({
      picture: '1/AAAAAAAAAAAAAAAAAAAAAA',
      width: 3,
      height: 2,
    })
    await expect(bridge.upload(Uint8Array.from([1]))).rejects.toBeInstanceOf(BridgeRefusal)
    await bridge.read([{ buyer: 'b1', through: 10 }])
    expect(desk.reads).toEqual([[1, 7, 'b1', 10]])
  })

  test('a secret that is none is told at once', () => {
    expect(() => connectBridge({ url: desk.url, channelKey: 'k', secret: 'hello' })).toThrow(RangeError)
  })
})

describe('taking replies', () => {
  test('[BRG-64] each is delivered once, in order, and acknowledged', async () => {
    const got: string[] = []
    const bridge = connect({ onMessage: ({ text }) => void got.push(text ?? '') })
    await bridge.connected
    const ids = desk.reply(...Array.from({ length: 700 }, (_, i) => `${i}`))
    await eventually(() => expect(desk.out.acked).toBe(ids.at(-1)))
    expect(got).toEqual(Array.from({ length: 700 }, (_, i) => `${i}`))
  })

  test('[BRG-64] after a lost connection nothing is missed and nothing comes twice', async () => {
    const got: string[] = []
    const troubles: string[] = []
    const proceed = Promise.withResolvers<void>()
    const bridge = connect({
      onMessage: async ({ text }) => {
        if (text === 'two') await proceed.promise
        got.push(text ?? '')
      },
      onTrouble: (error) => troubles.push(error.message),
    })
    desk.reply('one', 'two', 'three')
    await bridge.connected
    await eventually(() => expect(got).toEqual(['one']))
    desk.bridge.close()
    await eventually(() => expect(troubles).not.toEqual([]))
    const { out, port } = desk
    await desk.stop()
    desk = await startFakeDesk({}, port)
    desk.out.all.push(...out.all)
    desk.out.acked = out.acked
    await eventually(() => expect(desk.looked()).toBeGreaterThan(0))
    proceed.resolve()
    await eventually(() => expect(desk.out.acked).toBe(out.all.at(-1)?.id))
    expect(got).toEqual(['one', 'two', 'three'])
  })

  test('[BRG-65] a delivery that fails is tried again, in order; a hopeless one is set aside', async () => {
    const got: string[] = []
    let failures = 2
    connect({
      onMessage: ({ text }) => {
        if (text === 'two' && failures-- > 0) throw new Error('platform is busy')
        if (text === 'three') throw new Undeliverable('no such buyer')
        got.push(text ?? '')
      },
    })
    const ids = desk.reply('one', 'two', 'three', 'four')
    await eventually(() => {
      desk.time.now = Math.max(desk.time.now, desk.out.retryAt ?? 0)
      expect(desk.out.acked).toBe(ids.at(-1))
    })
    expect(got).toEqual(['one', 'two', 'four'])
    expect(desk.out.dead).toEqual([`${ids[2]} no such buyer`])
  })

  test('[BRG-66] closing finishes what is at hand and acknowledges it', async () => {
    const got: string[] = []
    const began = Promise.withResolvers<void>()
    const proceed = Promise.withResolvers<void>()
    const bridge = connect({
      onMessage: async ({ text }) => {
        began.resolve()
        await proceed.promise
        got.push(text ?? '')
      },
    })
    const [one] = desk.reply('one', 'two')
    await began.promise
    const closing = bridge.close()
    proceed.resolve()
    await closing
    await eventually(() => expect(desk.out.acked).toBe(one))
    expect(got).toEqual(['one'])
    expect(await bridge.ended).toBeNull()
  })

  test('[BRG-66] who is replaced stops, and says why', async () => {
    const first = connect({ onMessage: () => {} })
    await first.connected
    const second = connectBridge({
      url: desk.url,
      channelKey: 'shop-bridge',
      secret: SECRET,
      clock: desk.ports.clock,
      onMessage: () => {},
    })
    expect(await first.ended).toMatchObject({ code: 'taken-over' })
    await second.close()
  })

  test.each<[string, Partial<BridgeOptions>, string]>([
    ['the wrong secret', { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, 'bad-signature'],
    ['an unknown channel', { channelKey: 'nobody' }, 'unknown-channel'],
    ['a disabled channel', { channelKey: 'closed' }, 'channel-disabled'],
  ])('[BRG-66] %s ends it', async (_, change, code) => {
    expect(await connect({ onMessage: () => {}, ...change }).ended).toMatchObject({ code })
  })

  test('[BRG-67] onceEach delivers what its store does not know', async () => {
    const store = new Set([10])
    const got: number[] = []
    const deliver = onceEach(store, ({ id }) => {
      if (id === 30 && got.length === 1) throw new Error('busy')
      got.push(id)
    })
    const of = (id: number) =>
      ({ id, conversation: 1, buyer: { id: 'b', name: '' }, author: 'agent', at: 0, replyTo: null }) as const
    await deliver(of(10))
    await deliver(of(20))
    await expect(deliver(of(30))).rejects.toThrow('busy')
    expect(store).toEqual(new Set([10, 20]))
    got.push(0)
    await deliver(of(30))
    expect(got).toEqual([20, 0, 30])
  })
})

describe('orders', () => {
  const close = { do: 'close' as const, reason: '不要了' }

  test('[BRG-75] any number of orders is sent in bodies the desk takes', async () => {
    const orders: BridgeOrder[] = Array.from({ length: 1100 }, (_, i) => ({
      ...{ id: `o${i}`, at: desk.time.now, status: 'paid', remark: '长'.repeat(1000) },
    }))
    orders[700] = { id: 'bad', at: desk.time.now, payableFen: 0.5 }
    const taken = await connect().sendOrders([...orders, { id: 'o1', at: desk.time.now, status: 'paid' }])
    expect(taken).toMatchObject({ added: 1099, changed: 0, unchanged: 1 })
    expect(taken.refused).toMatchObject([{ index: 700, id: 'bad', field: 'payableFen' }])
    const bodies = batches(orders, { name: 'orders', most: limits.orders })
    for (const { body } of bodies) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limits.orders)
    expect(bodies.flatMap(({ body }) => JSON.parse(body).orders)).toHaveLength(1100)
    expect(await connect().sendOrders([])).toMatchObject({ added: 0, refused: [] })
  })

  test('[BRG-76] commands are carried out one after the other, and what became of them is told', async () => {
    const got: string[] = []
    const troubles: string[] = []
    let busy = true
    const bridge = connect({ onTrouble: (error) => troubles.push(error.message) })
    desk.want('o1', close)
    const taking = bridge.takeOrderCommands(async ({ order, command }) => {
      got.push(`${order} ${command.do}`)
      if (order === 'o2') throw new Impossible('买家已付款')
      if (order !== 'o3' || !busy) return
      busy = false
      throw new Error('the platform is busy')
    })
    await eventually(() => expect(desk.results.get(1)).toEqual({ state: 'done', why: '' }))
    desk.want('o2', close)
    desk.want('o3', close)
    desk.want('o4', close)
    await eventually(() => expect(desk.results.size).toBe(4))
    expect(desk.results.get(2)).toEqual({ state: 'failed', why: '买家已付款' })
    expect(desk.results.get(3)).toEqual({ state: 'done', why: '' })
    // What could not be done for now holds up no other.
    expect(got.filter((line) => line.startsWith('o3'))).toHaveLength(2)
    expect(got.length).toBe(5)
    expect(troubles).toEqual(['the platform is busy'])
    await bridge.close()
    expect(await taking.ended).toBeNull()
  })

  test('[BRG-76] handed out again before the desk has heard, it is not carried out again', async () => {
    let deaf = true
    const mine = desk.ports.orderCommands
    const real = mine.settle
    mine.settle = async (...told) => {
      if (!deaf) return real(...told)
      deaf = false
      throw new Error('the database went away')
    }
    let times = 0
    const bridge = connect({ patience: 0 })
    bridge.takeOrderCommands(() => {
      times += 1
    })
    desk.want('o1', close)
    await eventually(() => expect(desk.results.size).toBe(1))
    expect(times).toBe(1)
    expect(desk.faults.splice(0)).toHaveLength(1)
  })

  test('[BRG-76] closing finishes the command at hand; a refusal ends the taking', async () => {
    const began = Promise.withResolvers<void>()
    const proceed = Promise.withResolvers<void>()
    const bridge = connect()
    desk.want('o1', close)
    desk.want('o2', close)
    const taking = bridge.takeOrderCommands(async () => {
      began.resolve()
      await proceed.promise
    })
    await began.promise
    const closing = bridge.close()
    proceed.resolve()
    await closing
    expect([...desk.results.keys()]).toEqual([1])
    expect(await taking.ended).toBeNull()
    const refused = connect({ channelKey: 'closed' }).takeOrderCommands(() => {})
    expect(await refused.ended).toMatchObject({ code: 'channel-disabled' })
  })
})

test('an answer of another program holds no refusal', () => {
  expect(refusalIn('<html>')).toBeNull()
  expect(refusalIn('{"error":"no"}')).toBeNull()
  expect(refusalIn('{"error":{"code":"x","detail":{"problem":"why"}}}')?.message).toBe('x: why')
})
