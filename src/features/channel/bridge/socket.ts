import type { IncomingMessage } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { Refusal, type RefusalCode, refusals, refuse } from '../../../shared/refusal.ts'
import { SECOND } from '../../../shared/time.ts'
import { admit, stampOf, targetOf } from './admit.ts'
import { denial } from './answer.ts'
import type { Channel } from './channels.ts'
import type { Consumer } from './consumers.ts'
import type { Inside } from './door.ts'
import { opening, sealing } from './frame.ts'
import { jsonOf, shaped } from './json.ts'
import { fail, onTheWire, PAUSE } from './outbox.ts'
import { type Fail, FromConnector, type FromDesk, limits } from './protocol.ts'
import { answerId, requestLine } from './sign.ts'

/** Bytes of a frame from a connector: acknowledgements and failures are small. */
const FRAME = 64 * 1024
/** How long a connector may take to agree to a farewell. */
const FAREWELL = SECOND
const GOING_AWAY = 1001
const FAULT = 1011

/** Close codes are 4000 and the HTTP status of the refusal; the reason is its code. */
const closeCode = (why: RefusalCode): number => (why === 'shutting-down' ? GOING_AWAY : 4000 + refusals[why])

/** Serves one connector on its socket: pushes the outbox in order, at most a window ahead of the acknowledgements. */
const attend = (inside: Inside, ws: WebSocket, channel: Channel, connection: string): void => {
  const { outbox, consumers, clock, channels } = inside
  const { shopId, channelId, sealedWith } = channel
  const seal = sealing(sealedWith, answerId(connection))
  const open = opening(sealedWith, connection)
  /** Pushed and not acknowledged, oldest first. */
  const inHand: number[] = []
  let pushed = 0
  let more = false
  let acked = 0
  let alive = true
  let closed = false
  let retry: NodeJS.Timeout | undefined

  const say = (frame: FromDesk) => ws.send(seal(frame, clock.now()))
  const leave = (why: RefusalCode) => {
    closed = true
    ws.close(closeCode(why), why)
    setTimeout(() => ws.terminate(), FAREWELL).unref()
  }
  const stumble = (error: unknown) => {
    if (error instanceof Refusal) return leave(error.code)
    inside.fault(error)
    closed = true
    ws.close(FAULT, 'fault')
  }
  /** Work on the outbox is done one after the other, in the order in which the connector asked for it; also what it
   * asked for just before it hung up. */
  let last: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>) => {
    last = last.then(work).catch(stumble)
  }
  /** Work that need not be queued twice. */
  const once = (work: () => Promise<void>) => {
    let queued = false
    return () => {
      if (queued) return
      queued = true
      inTurn(() => {
        queued = false
        return work()
      })
    }
  }

  const look = once(async () => {
    if (closed) return
    const { secret } = await channels.of(channel.key)
    if (secret !== channel.secret) throw refuse('bad-signature')
    const room = limits.window - inHand.length
    if (room === 0) return
    const { messages, retryAt } = await outbox.pending(shopId, channelId, limits.window)
    if (closed) return
    const fresh = messages.filter(({ id }) => id > pushed).slice(0, room)
    for (let i = 0; i < fresh.length; i += limits.frame)
      say({ type: 'messages', messages: fresh.slice(i, i + limits.frame).map(onTheWire) })
    for (const { id } of fresh) inHand.push(id)
    pushed = fresh.at(-1)?.id ?? pushed
    consumers.handOut(channel, pushed)
    more = fresh.length === room || messages.length === limits.window
    clearTimeout(retry)
    if (retryAt !== null) retry = setTimeout(look, Math.max(PAUSE, retryAt - clock.now()))
  })

  const writeAck = once(async () => {
    if (acked > pushed)
      throw refuse('malformed', { field: 'through', problem: `no message up to ${acked} was handed out` })
    await outbox.acknowledge(shopId, channelId, acked)
    let done = 0
    while (done < inHand.length && (inHand[done] ?? 0) <= acked) done += 1
    inHand.splice(0, done)
    if (more && inHand.length <= limits.window / 2) look()
  })

  const writeFailure = async (failure: Fail) => {
    const { retryAt } = await fail(inside, channel, failure)
    // All from it on is taken back, so that it is handed out again in order.
    while ((inHand.at(-1) ?? 0) >= failure.id) inHand.pop()
    pushed = Math.min(pushed, failure.id - 1)
    say({ type: 'failed', id: failure.id, retryAt })
    look()
  }

  const consumer: Consumer = { channel, wake: look, leave }
  const heart = setInterval(() => {
    if (!alive) return ws.terminate()
    alive = false
    ws.ping()
    // Also finds out that the channel was disabled, and news that was missed.
    look()
  }, limits.heartbeat)

  ws.on('pong', () => {
    alive = true
  })
  ws.on('error', () => {}) // followed by 'close'
  ws.on('close', () => {
    closed = true
    clearInterval(heart)
    clearTimeout(retry)
    consumers.exit(consumer)
  })
  ws.on('message', (data, binary) => {
    alive = true
    if (closed) return
    try {
      if (binary) throw refuse('malformed')
      const read = open(data.toString(), clock.now())
      if ('flaw' in read) throw refuse(read.flaw)
      const frame = shaped(FromConnector, jsonOf(Buffer.from(read.json)))
      if (frame.type === 'ack') {
        acked = Math.max(acked, frame.through)
        writeAck()
      } else inTurn(() => writeFailure(frame))
    } catch (error) {
      stumble(error)
    }
  })

  say({ type: 'hello', window: limits.window })
  consumers.enter(consumer)
  look()
}

/** Refuses an upgrade and hangs up, whether or not the other end does: a server waits for its sockets when it stops. */
export const turnAway = (socket: Duplex, error: unknown) => {
  const { status, json } = denial(error)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(json)}\r\nconnection: close\r\n\r\n${json}`,
    () => socket.destroy(),
  )
}

/** The bridge's socket: takes an upgrade whose address is below /bridge/v1/. */
export const sockets = (inside: Inside) => {
  const server = new WebSocketServer({ noServer: true, maxPayload: FRAME, perMessageDeflate: false })
  return {
    async welcome(req: IncomingMessage, socket: Duplex, head: Buffer, url: string): Promise<void> {
      try {
        const { key, name } = targetOf(url)
        if (name !== 'socket') throw refuse('not-found')
        const channel = await inside.channels.of(key)
        const stamp = stampOf(req)
        const now = inside.clock.now()
        admit(channel, stamp, requestLine('GET', url), now)
        if (!inside.seen.first(channel, stamp.id, now)) throw refuse('replayed')
        server.handleUpgrade(req, socket, head, (ws) => attend(inside, ws, channel, stamp.id))
      } catch (error) {
        if (!(error instanceof Refusal)) inside.fault(error)
        turnAway(socket, error)
      }
    },
    close: () => server.close(),
  }
}
