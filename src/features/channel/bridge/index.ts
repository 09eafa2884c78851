import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { refuse } from '../../../shared/refusal.ts'
import { SECOND } from '../../../shared/time.ts'
import { deny } from './answer.ts'
import { type BridgePorts, calls, enter } from './door.ts'
import { BRIDGE } from './protocol.ts'
import { sockets, turnAway } from './socket.ts'

export { describeBridge } from './describe.ts'
export type { BridgePorts } from './door.ts'

export interface Bridge {
  /** Answers calls below /bridge/v1/; false for everything else, which the desk then answers. */
  answer(req: IncomingMessage, res: ServerResponse): boolean
  /** Takes a server's upgrades. The desk has no other socket: those outside /bridge/v1/ are turned away. */
  attach(server: Server): void
  /** Ends waiting polls and sockets (they are told 'shutting-down') and takes nothing new. */
  close(): void
}

/** How long an upgrade may take, from either end. Once it is a WebSocket, heartbeats watch over it. */
const UPGRADE = 10 * SECOND

/** The door for connectors: docs/guide/bridge.md is what they read, specs/bridge.md what it keeps to. */
export const openBridge = (ports: BridgePorts): Bridge => {
  const inside = enter(ports)
  const call = calls(inside)
  const socket = sockets(inside)
  let closing = false
  return {
    answer(req, res) {
      if (!closing || !req.url?.startsWith(BRIDGE)) return call(req, res)
      deny(req, res, refuse('shutting-down'), null)
      return true
    },
    attach(server) {
      server.on('upgrade', (req, stream, head) => {
        stream.on('error', () => {})
        // An HTTP server's upgrades are sockets; `ws` ends the time limit when it takes one over.
        ;(stream as Socket).setTimeout(UPGRADE, () => stream.destroy())
        if (closing) turnAway(stream, refuse('shutting-down'))
        else if (!req.url?.startsWith(BRIDGE)) turnAway(stream, refuse('not-found'))
        else void socket.welcome(req, stream, head, req.url)
      })
    },
    close() {
      closing = true
      inside.consumers.close()
      inside.wishes.close()
      socket.close()
    },
  }
}
