import type { IncomingMessage } from 'node:http'
import WebSocket from 'ws'
import { opening, sealing } from '../frame.ts'
import { type BridgeOutgoing, type FromConnector, FromDesk, limits } from '../protocol.ts'
import { answerId, newId, requestLine, sign } from '../sign.ts'
import { pause, rest } from './backoff.ts'
import { addressOf, type Desk } from './call.ts'
import { BridgeRefusal, reasonOf, refusalIn, Undeliverable } from './errors.ts'

/** Silence after which the connection is taken for dead: the desk pings every 20 s. */
const DEAD = 3 * limits.heartbeat

export interface Listener {
  onMessage(message: BridgeOutgoing): Promise<void> | void
  /** Connected: messages come from now on. */
  onConnected(): void
  /** The connection could not be made or was lost; the client tries again by itself. */
  onTrouble(error: Error): void
}

const textOf = async (response: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

/** One connection. Resolves when it ends: with the refusal that ended it for good, or with why it broke. */
const connection = (
  desk: Desk,
  inbox: ReturnType<typeof createInbox>,
  onConnected: () => void,
): Promise<BridgeRefusal | Error> =>
  new Promise((resolve) => {
    const address = addressOf(desk, 'socket')
    const id = newId()
    const stamp = sign(desk.key, id, desk.clock.now(), requestLine('GET', address.pathname))
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const ws = new WebSocket(address, {
      perMessageDeflate: false,
      handshakeTimeout: DEAD,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': stamp.timestamp,
        'webhook-signature': stamp.signature,
      },
    })
    const seal = sealing(desk.key, id)
    const open = opening(desk.key, answerId(id))
    const line: Line = {
      say: (frame) => {
        if (ws.readyState === WebSocket.OPEN) ws.send(seal(frame, desk.clock.now()))
      },
    }
    let why: BridgeRefusal | Error = new Error('the connection was lost')
    let watch: NodeJS.Timeout | undefined
    const alive = () => {
      clearTimeout(watch)
      watch = setTimeout(() => ws.terminate(), DEAD)
    }
    const hangUp = () => {
      ws.close()
      // Where the other end is gone, nobody agrees to the farewell.
      setTimeout(() => ws.terminate(), 1000).unref()
    }
    ws.on('unexpected-response', async (_request, response) => {
      const text = await textOf(response).catch(() => '')
      const status = response.statusCode ?? 0
      const refusal = status < 500 && status !== 429 ? refusalIn(text) : null
      why = refusal ?? new Error(`HTTP ${status}`)
      ws.terminate()
      resolve(why)
    })
    ws.on('open', alive)
    ws.on('ping', alive)
    ws.on('message', (data) => {
      alive()
      const read = open(data.toString(), desk.clock.now())
      if ('flaw' in read) {
        why = new Error('a frame was not signed by the desk')
        return ws.terminate()
      }
      const { data: frame } = FromDesk.safeParse(JSON.parse(read.json))
      if (frame?.type === 'hello') onConnected()
      else if (frame?.type === 'failed') inbox.resume(line)
      else if (frame?.type === 'messages') inbox.take(line, frame.messages)
      // Anything else was invented after this client: it can do without.
    })
    ws.on('error', (error) => {
      why = new Error(reasonOf(error), { cause: error })
    })
    ws.on('close', (code, reason) => {
      clearTimeout(watch)
      desk.closing.removeEventListener('abort', hangUp)
      inbox.lost(line)
      const refused = code >= 4400 && code < 4500 && code !== 4429
      resolve(refused ? new BridgeRefusal(reason.toString()) : why)
    })
    desk.closing.addEventListener('abort', hangUp)
  })

/** A way to answer on one connection. */
interface Line {
  say(frame: FromConnector): void
}

/**
 * Hands messages to the connector one after the other, in order, and tells the desk what became of each. What was
 * delivered is not delivered again when it comes again after a broken connection.
 */
const createInbox = (onMessage: Listener['onMessage']) => {
  let current: Line | null = null
  let queue: BridgeOutgoing[] = []
  /** After a failure, what was in hand is void until the desk has taken note of it. */
  let held = false
  let finishing = false
  /** Up to here everything was delivered, whatever the connection. */
  let delivered = 0
  /** The same of what came on this connection, and how much of that the desk knows. */
  let reached = 0
  let acked = 0
  let working: Promise<void> | null = null

  const ack = (line: Line) => {
    if (line !== current || acked >= reached) return
    acked = reached
    line.say({ type: 'ack', through: acked })
  }
  const deliver = async (line: Line, message: BridgeOutgoing) => {
    try {
      if (message.id > delivered) await onMessage(message)
      delivered = Math.max(delivered, message.id)
      if (line !== current) return
      reached = message.id
      // One acknowledgement for all that is delivered without waiting.
      setImmediate(ack, line)
    } catch (error) {
      if (line !== current) return
      held = true
      queue = []
      ack(line)
      const permanent = error instanceof Undeliverable
      line.say({ type: 'fail', id: message.id, error: reasonOf(error) || 'unknown', permanent })
    }
  }
  const work = async () => {
    for (let next = queue.shift(); next && current; next = queue.shift()) await deliver(current, next)
    working = null
  }

  return {
    take(line: Line, messages: BridgeOutgoing[]) {
      if (line !== current) {
        current = line
        queue = []
        held = false
        reached = 0
        acked = 0
      }
      if (held || finishing) return
      queue.push(...messages)
      working ??= work()
    },
    resume(line: Line) {
      if (line === current) held = false
    },
    lost(line: Line) {
      if (line !== current) return
      current = null
      queue = []
    },
    /** Stops after the message that is being delivered, and acknowledges it. */
    async finish() {
      finishing = true
      queue = []
      await working
      if (current) ack(current)
    },
  }
}

/**
 * Takes a channel's outbox for as long as the client is open: connects, connects again, resumes. Ends with the
 * refusal after which trying again is useless (another connector has taken over, the secret is wrong …), or null.
 */
export const listen = (
  desk: Desk,
  { onMessage, onConnected, onTrouble }: Listener,
): { ended: Promise<BridgeRefusal | null>; finish(): Promise<void> } => {
  const inbox = createInbox(onMessage)
  const run = async () => {
    let attempts = 0
    while (!desk.closing.aborted) {
      const why = await connection(desk, inbox, () => {
        attempts = 0
        onConnected()
      })
      if (desk.closing.aborted) break
      if (why instanceof BridgeRefusal) return why
      onTrouble(why)
      await rest(pause(attempts++), desk.closing)
    }
    return null
  }
  return { ended: run(), finish: inbox.finish }
}
