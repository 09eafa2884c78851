import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHub, type Logged } from './hub.ts'
import { streamLog } from './sse.ts'

const HEARTBEAT = 20_000
const entry = (seq: number, json = '{}'): Logged => ({ shopId: 1, seq, kind: 'test', at: 0, json, data: {} })
const turn = () => new Promise((resolve) => setImmediate(resolve))

let server: Server
const errors: unknown[] = []
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
})
afterEach(async () => {
  vi.useRealTimers()
  server.closeAllConnections()
  await once(server.close(), 'close')
  errors.length = 0
})

/** A stream of shop 1 from its beginning, and what its browser has heard. */
const opened = async (
  how: { read?: () => Promise<Logged[]>; stillWelcome?: () => Promise<boolean>; reads?: boolean } = {},
) => {
  const hub = createHub(
    async () => [],
    () => {},
  )
  const watching = vi.spyOn(hub, 'watch')
  const ended = vi.fn()
  const arrived = Promise.withResolvers<ServerResponse>()
  server = createServer((_, res) => {
    streamLog(
      res,
      {
        hub,
        read: how.read ?? (async () => []),
        stillWelcome: how.stillWelcome ?? (async () => true),
        ended,
        log: (_message, error) => errors.push(error),
      },
      new Map([[1, 0]]),
    )
    arrived.resolve(res)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const asking = get(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const [browser] = (await once(asking, 'response')) as [IncomingMessage]
  let heard = ''
  const over = new Promise((resolve) => browser.on('close', resolve).on('error', () => {}))
  if (how.reads !== false)
    browser.setEncoding('utf8').on('data', (text) => {
      heard += text
    })
  return { hub, watching, ended, res: await arrived.promise, browser, over, heard: () => heard }
}

test.each([
  {
    says: 'the log no longer reaches back',
    read: async () => [entry(9)],
    lastWords: 'event: reset\ndata: {}\n\n',
  },
  {
    says: 'the log cannot be read',
    read: async () => {
      throw new Error('no database')
    },
    lastWords: '',
  },
])('once it has ended because $says, nothing is written any more', async ({ read, lastWords }) => {
  const { hub, res, over, heard, ended } = await opened({ read })
  const failed: unknown[] = []
  res.on('error', (error) => failed.push(error))
  await vi.waitFor(() => expect(res.writableEnded).toBe(true))
  const write = vi.spyOn(res, 'write')
  hub.pass({ shopId: 1, kind: 'live', data: {} })
  hub.publish([entry(1)])
  vi.advanceTimersByTime(3 * HEARTBEAT)
  await turn()
  expect(write).not.toHaveBeenCalled()
  await over
  expect(failed).toEqual([])
  expect(heard()).toBe(`: connected\n\n${lastWords}`)
  expect(ended).toHaveBeenCalledTimes(1)
})

test('an error of the connection ends the stream and not the process', async () => {
  const { res, ended } = await opened()
  res.emit('error', new Error('broken'))
  expect(ended).toHaveBeenCalledTimes(1)
})

test('a reader who hangs up is forgotten', async () => {
  const { hub, res, browser, ended } = await opened()
  browser.destroy()
  await once(res, 'close')
  expect(ended).toHaveBeenCalledTimes(1)
  const write = vi.spyOn(res, 'write')
  hub.pass({ shopId: 1, kind: 'live', data: {} })
  vi.advanceTimersByTime(HEARTBEAT)
  expect(write).not.toHaveBeenCalled()
})

test('whose right has ended hears nothing after the next heartbeat; a doubt ends nothing', async () => {
  const answers = [
    async () => true,
    async () => {
      throw new Error('no database')
    },
    async () => false,
  ]
  const { hub, over, ended, heard } = await opened({
    stillWelcome: () => answers.shift()?.() as Promise<boolean>,
  })
  for (const alive of [true, true, false]) {
    vi.advanceTimersByTime(HEARTBEAT)
    await turn()
    expect(ended).toHaveBeenCalledTimes(alive ? 0 : 1)
  }
  hub.pass({ shopId: 1, kind: 'live', data: {} })
  await over
  expect(heard()).not.toContain('live')
  expect(errors).toHaveLength(1)
})

test('a reader who stops reading holds nothing up, and its connection goes with its stream', async () => {
  let after = 0
  const big = JSON.stringify('x'.repeat(2_000_000))
  const { res, ended } = await opened({
    reads: false,
    read: async () => (after++ < 8 ? [entry(after, big)] : []),
    stillWelcome: async () => false,
  })
  vi.advanceTimersByTime(15)
  await vi.waitFor(() => {
    vi.advanceTimersByTime(15)
    expect(res.writableNeedDrain).toBe(true)
  })
  vi.advanceTimersByTime(HEARTBEAT)
  await vi.waitFor(() => expect(res.destroyed).toBe(true))
  expect(res.listenerCount('drain')).toBeLessThanOrEqual(1)
  expect(ended).toHaveBeenCalledTimes(1)
})
