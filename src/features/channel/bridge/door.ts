import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../../../platform/clock.ts'
import type { Hub } from '../../../platform/events/hub.ts'
import { Refusal, refuse } from '../../../shared/refusal.ts'
import { type Instant, SECOND } from '../../../shared/time.ts'
import type { OrderUpdate } from '../../order/domain/order.ts'
import type { TakenOrders } from '../../order/index.ts'
import type { Door, Outbox, Receive } from '../domain.ts'
import { admit, stampOf, targetOf } from './admit.ts'
import { answer, deny, type Seal } from './answer.ts'
import { readBody } from './body.ts'
import { type Channel, type Channels, createChannels } from './channels.ts'
import { type Consumers, createConsumers } from './consumers.ts'
import { jsonOf, shaped } from './json.ts'
import { takeMessages } from './messages.ts'
import {
  createWishes,
  type OrderCommandPorts,
  pollCommands,
  takeResults,
  type Wishes,
} from './order-commands.ts'
import { CommandPoll, CommandResults } from './order-words.ts'
import { takeOrderWords } from './orders.ts'
import { acknowledge, fail, poll } from './outbox.ts'
import { Ack, BRIDGE, Fail, limits, Poll, Reads } from './protocol.ts'
import { takeReads } from './reads.ts'
import { createSeen } from './seen.ts'
import { requestLine } from './sign.ts'

/** What the desk lends the bridge. */
export interface BridgePorts {
  receive: Receive
  outbox: Outbox
  hub: Hub
  /** Throws refusals 'unknown-channel' and 'channel-disabled'. */
  doorOf(key: string): Promise<Door>
  /** Throws refusals 'not-a-picture', 'too-large', 'too-many'. */
  storePicture(shopId: number, bytes: Uint8Array): Promise<{ picture: string; width: number; height: number }>
  /** Null for a picture that this shop does not keep. */
  findPicture(shopId: number, picture: string): Promise<{ width: number; height: number } | null>
  /** The buyer has read the desk's messages up to `messageId`. Throws refusal 'not-found' where there is no such
   * buyer, or the message is none of theirs. */
  read(shopId: number, channelId: number, buyerExternalId: string, messageId: number): Promise<void>
  /** Takes word of orders; resolves after commit. */
  takeOrders(shopId: number, updates: readonly OrderUpdate[]): Promise<TakenOrders>
  orderCommands: OrderCommandPorts
  clock: Clock
  /** A bug or a broken machine: for the log. */
  fault(error: unknown): void
}

/** What the calls and the socket of one process share. */
export interface Inside extends BridgePorts {
  channels: Channels
  consumers: Consumers
  wishes: Wishes
  seen: ReturnType<typeof createSeen>
}

export const enter = (ports: BridgePorts): Inside => ({
  ...ports,
  channels: createChannels(ports.doorOf, ports.clock),
  consumers: createConsumers(ports.hub),
  wishes: createWishes(ports.hub),
  seen: createSeen(),
})

interface Call {
  channel: Channel
  id: string
  body: Buffer
  query: string
  now: Instant
  whenGone(then: () => void): void
}

interface Kind {
  /** Bytes its body may have. */
  limit: number
  /** Whether the database remembers the id; otherwise this process does. */
  remembered?: true
  run(inside: Inside, call: Call): Promise<unknown>
}

const kinds: Record<string, Kind> = {
  'POST messages': {
    limit: limits.body,
    remembered: true,
    run: (inside, { channel, id, body, now }) => takeMessages(inside, channel, id, jsonOf(body), now),
  },
  'POST pictures': {
    limit: limits.picture,
    run: (inside, { channel, body }) => inside.storePicture(channel.shopId, body),
  },
  'POST reads': {
    limit: limits.body,
    run: (inside, { channel, body }) => takeReads(inside, channel, shaped(Reads, jsonOf(body))),
  },
  'GET outbox': {
    limit: 0,
    run: (inside, { channel, query, whenGone }) => {
      const { wait, limit } = shaped(Poll, Object.fromEntries(new URLSearchParams(query)))
      return poll(inside, channel, { wait: wait * SECOND, limit }, whenGone)
    },
  },
  'POST outbox/ack': {
    limit: limits.body,
    run: async (inside, { channel, body }) => {
      await acknowledge(inside, channel, shaped(Ack, jsonOf(body)).through)
      return {}
    },
  },
  'POST orders': {
    limit: limits.orders,
    run: (inside, { channel, body, now }) => takeOrderWords(inside, channel, jsonOf(body), now),
  },
  'GET order-commands': {
    limit: 0,
    run: (inside, { channel, query, whenGone }) => {
      const { wait, limit } = shaped(CommandPoll, Object.fromEntries(new URLSearchParams(query)))
      return pollCommands(inside, channel, { wait: wait * SECOND, limit }, whenGone)
    },
  },
  'POST order-commands/results': {
    limit: limits.body,
    run: (inside, { channel, body }) => takeResults(inside, channel, shaped(CommandResults, jsonOf(body))),
  },
  'POST outbox/fail': {
    limit: limits.body,
    run: (inside, { channel, body }) => fail(inside, channel, shaped(Fail, jsonOf(body))),
  },
}

const take = async (
  inside: Inside,
  req: IncomingMessage,
  res: ServerResponse,
  url: string,
): Promise<void> => {
  let seal: Seal | null = null
  try {
    const { key, name, query } = targetOf(url)
    const method = req.method ?? ''
    const kind = kinds[`${method} ${name}`]
    if (!kind)
      throw refuse('not-found', {
        problem: `the bridge knows no ${method} …/${name}`,
        knows: Object.keys(kinds),
      })
    const known = inside.channels.of(key)
    const channel = known instanceof Promise ? await known : known
    const stamp = stampOf(req)
    const body = await readBody(req, kind.limit)
    if (body === 'gone') return
    if (body === 'too-large') throw refuse('too-large', { limit: kind.limit })
    const now = inside.clock.now()
    admit(channel, stamp, method === 'GET' ? requestLine(method, url) : body, now)
    seal = { key: channel.sealedWith, id: stamp.id, now }
    if (!kind.remembered && !inside.seen.first(channel, stamp.id, now))
      throw refuse('replayed', { problem: 'this webhook-id was used before: use a fresh one for every call' })
    const whenGone = (then: () => void) => res.once('close', then)
    const gives = await kind.run(inside, { channel, id: stamp.id, body, query, now, whenGone })
    answer(res, 200, JSON.stringify(gives), { ...seal, now: inside.clock.now() })
  } catch (error) {
    if (!(error instanceof Refusal)) inside.fault(error)
    deny(req, res, error, seal)
  }
}

/**
 * The bridge's HTTP calls, as a plain Node listener: asked before the rest of the desk, it answers what is below
 * /bridge/v1/ and returns false for everything else. Through Hono the same call costs 40 µs instead of 20.
 */
export const calls =
  (inside: Inside) =>
  (req: IncomingMessage, res: ServerResponse): boolean => {
    const { url } = req
    if (!url?.startsWith(BRIDGE)) return false
    void take(inside, req, res, url)
    return true
  }
