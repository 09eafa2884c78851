import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Hub, Watcher } from '../../../platform/events/hub.ts'
import { refuse } from '../../../shared/refusal.ts'
import { type Known, merged } from '../../order/domain/merge.ts'
import type { HandedWish } from '../../order/index.ts'
import type { Door, Inbound, Outbound } from '../domain.ts'
import { type BridgePorts, openBridge } from './index.ts'

/** The secret of the fake desk's channel: the one of the Standard Webhooks test vector. */
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
/** Pause before a failed message comes again, ms. */
export const RETRY = 150
const ATTEMPTS = 3

const door = (key: string, change: Partial<Door> = {}): Door => ({
  shopId: 1,
  channelId: 7,
  kind: 'bridge',
  name: 'Test',
  key,
  secret: SECRET,
  ...change,
})

/**
 * For tests of both ends of the bridge: the real doors on a real port of this machine, before a desk that keeps
 * everything in memory. What it keeps behaves as the ports in ../domain.ts promise.
 */
export const startFakeDesk = async (change: Partial<BridgePorts> = {}, onPort = 0) => {
  const time = { now: Date.UTC(2026, 10, 11) }
  const stored: Inbound[] = []
  const deliveries = new Set<string>()
  const reads: [number, number, string, number][] = []
  const faults: unknown[] = []
  const doors = new Map<string, Door | 'disabled'>([
    ['shop-bridge', door('shop-bridge')],
    ['closed', 'disabled'],
    ['widget', door('widget', { kind: 'web-chat' })],
  ])

  const watchers = new Set<Watcher>()
  const hub: Hub = {
    publish: (entries) => watchers.forEach((w) => void w.logged?.(entries)),
    heard: () => {},
    pass: () => {},
    watch: (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    isOwn: () => true,
    last: () => undefined,
  }

  const orders = new Map<string, Known>()
  const wishes: HandedWish[] = []
  const results = new Map<number, { state: string; why: string }>()
  let asked = 0
  const tellOrders = (shopId: number, ids: string[], wanted: boolean) => {
    const data = { shopId, orders: ids, ...(wanted && { wanted: true }) }
    hub.publish([{ shopId, seq: 0, kind: 'orders', at: time.now, json: '', data }])
  }

  const out = {
    all: [] as Outbound[],
    acked: 0,
    attempts: 0,
    retryAt: null as number | null,
    dead: [] as string[],
  }
  /** How often the outbox was looked into, and who waits for how many times. */
  let looks = 0
  const lookers = new Map<number, () => void>()
  const waiting = () => out.all.filter(({ id }) => id > out.acked)

  const ports: BridgePorts = {
    hub,
    clock: { now: () => time.now },
    doorOf: async (key) => {
      const found = doors.get(key)
      if (!found) throw refuse('unknown-channel')
      if (found === 'disabled') throw refuse('channel-disabled')
      return found
    },
    receive: async ({ inbound, delivery }) => {
      if (delivery && deliveries.has(delivery.id)) return { replayed: true }
      if (delivery) deliveries.add(delivery.id)
      const outcomes = inbound.map((one) => {
        const before = stored.findIndex((s) => s.message.externalId === one.message.externalId)
        if (before < 0) stored.push(one)
        return { stored: before < 0, messageId: before < 0 ? stored.length : before + 1, conversationId: 1 }
      })
      return { replayed: false, outcomes }
    },
    outbox: {
      pending: async (_shop, _channel, limit) => {
        looks += 1
        lookers.get(looks)?.()
        return out.retryAt !== null && out.retryAt > time.now
          ? { messages: [], retryAt: out.retryAt }
          : { messages: waiting().slice(0, limit), retryAt: null }
      },
      acknowledge: async (_shop, _channel, id) => {
        if (id <= out.acked) return
        out.acked = id
        out.attempts = 0
        out.retryAt = null
      },
      failed: async (_shop, _channel, id, { error, permanent }) => {
        out.attempts += 1
        out.retryAt = time.now + RETRY
        if (!permanent && out.attempts < ATTEMPTS) return
        out.dead.push(`${id} ${error}`)
        out.acked = id
        out.attempts = 0
        out.retryAt = null
      },
    },
    storePicture: async (_shop, bytes) => {
      if (bytes[0] !== 0x89) throw refuse('not-a-picture')
      return { picture: '1/AAAAAAAAAAAAAAAAAAAAAA', width: 3, height: 2 }
    },
    findPicture: async (_shop, picture) =>
      picture === '1/AAAAAAAAAAAAAAAAAAAAAA' ? { width: 3, height: 2 } : null,
    read: async (shopId, channelId, buyer, messageId) => {
      if (!stored.some((s) => s.buyer.externalId === buyer)) throw refuse('not-found')
      reads.push([shopId, channelId, buyer, messageId])
    },
    takeOrders: async (shopId, updates) => {
      const before = new Map(orders)
      for (const update of updates) {
        const next = merged(orders.get(update.id) ?? null, update, 'bridge')
        if (next) orders.set(update.id, next.known)
      }
      const ids = [...new Set(updates.map(({ id }) => id))]
      const added = ids.filter((id) => !before.has(id)).length
      const unchanged = ids.filter((id) => before.get(id) === orders.get(id)).length
      tellOrders(shopId, ids, false)
      return { added, changed: ids.length - added - unchanged, unchanged }
    },
    orderCommands: {
      wanted: async (_shop, limit) => {
        asked += 1
        return wishes.filter(({ id }) => !results.has(id)).slice(0, limit)
      },
      settle: async (_shop, all) =>
        all.flatMap(({ id, state, why }, index) => {
          if (!wishes.some((wish) => wish.id === id)) return { index, error: refuse('not-found') }
          const was = results.get(id)
          if (was && was.state !== state) return { index, error: refuse('already-settled') }
          results.set(id, { state, why })
          return []
        }),
    },
    fault: (error) => faults.push(error),
    ...change,
  }

  const bridge = openBridge(ports)
  const server = http.createServer((req, res) => {
    if (bridge.answer(req, res)) return
    res.writeHead(404).end('not the bridge')
  })
  bridge.attach(server)
  await new Promise<void>((resolve) => server.listen(onPort, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    bridge,
    ports,
    time,
    stored,
    reads,
    faults,
    doors,
    out,
    orders,
    wishes,
    results,
    /** How often somebody has asked what is wanted of orders. */
    asked: () => asked,
    /** Somebody at the desk wants something done to an order. */
    want(orderId: string, command: HandedWish['command']): number {
      const id = wishes.length + 1
      wishes.push({ id, orderId, buyer: { id: 'b1', name: '小明' }, madeAt: time.now, command })
      tellOrders(1, [orderId], true)
      return id
    },
    looked: () => looks,
    /** Resolves when the outbox has been looked into for the nth time. */
    polled: (nth: number) =>
      new Promise<void>((resolve) => {
        if (looks >= nth) resolve()
        else lookers.set(nth, resolve)
      }),
    /** Puts replies into the outbox and the news of them into the log. */
    reply(...texts: string[]): number[] {
      return texts.map((text) => this.answer('b1', text, null))
    },
    answer(buyer: string, text: string, replyTo: string | null, card: Outbound['card'] = null): number {
      const id = (out.all.at(-1)?.id ?? 0) + 10
      const conversation = { shopId: 1, channelId: 7 }
      out.all.push({
        id,
        conversationId: 1,
        buyer: { externalId: buyer, name: '小明' },
        author: 'agent',
        kind: 'text',
        text,
        picture: null,
        at: time.now,
        replyTo,
        card,
      })
      const data = { conversation, messages: [{ outbound: true }] }
      hub.publish([{ shopId: 1, seq: id, kind: 'conversation', at: time.now, json: '', data }])
      return id
    },
    async stop() {
      bridge.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type FakeDesk = Awaited<ReturnType<typeof startFakeDesk>>
