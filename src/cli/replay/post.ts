import type { BridgeMessage, Taken } from '../../features/channel/bridge/client.ts'
import { limits } from '../../features/channel/bridge/protocol.ts'

interface Waiting {
  message: BridgeMessage
  settle(taken: boolean): void
  fail(error: unknown): void
}

/**
 * Collects what many buyers write into batches: one is on its way, the next fills meanwhile. Resolves to whether the
 * desk took the message.
 */
export const collecting = (send: (messages: BridgeMessage[]) => Promise<Taken>) => {
  let waiting: Waiting[] = []
  let busy = false
  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, limits.batch)
      waiting = waiting.slice(limits.batch)
      try {
        const { refused } = await send(batch.map(({ message }) => message))
        const out = new Set(refused.map(({ index }) => index))
        for (const [i, { settle }] of batch.entries()) settle(!out.has(i))
      } catch (error) {
        for (const { fail } of batch) fail(error)
      }
    }
    busy = false
  }
  return (message: BridgeMessage): Promise<boolean> =>
    new Promise((settle, fail) => {
      waiting.push({ message, settle, fail })
      if (busy) return
      busy = true
      setImmediate(run)
    })
}
