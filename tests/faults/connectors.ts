import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { BridgeOutgoing } from '../../src/features/channel/bridge/client.ts'
import type { Chance } from './chance.ts'
import type { Ledger } from './ledger.ts'
import type { Channel } from './wire.ts'

/**
 * A platform's connector on sockets, for some channels, killed again and again after some deliveries and started
 * anew. Runs until `until`.
 */
export const runConnectors = async (
  channels: readonly Channel[],
  ledgers: readonly Ledger[],
  { chance, until, crashes }: { chance: Chance; until: AbortSignal; crashes: number },
): Promise<{ crashes: number }> => {
  let crashed = 0
  while (!until.aborted) {
    const child: ChildProcess = spawn(
      process.execPath,
      [
        join(import.meta.dirname, 'connector.ts'),
        String(chance.between(0, 2 ** 31)),
        JSON.stringify(channels),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const stop = () => child.kill('SIGKILL')
    process.once('exit', stop)
    until.addEventListener('abort', stop)
    let said = ''
    child.stderr?.on('data', (text) => {
      said += text
    })
    let left = crashed < crashes ? chance.between(20, 120) : Number.POSITIVE_INFINITY
    const ended = once(child, 'exit')
    if (child.stdout)
      for await (const line of createInterface({ input: child.stdout })) {
        // The last line of a killed one may be cut off: then nobody knows of it, and it comes again.
        if (!line.endsWith(']')) continue
        const [place, message] = JSON.parse(line) as [number, BridgeOutgoing]
        ledgers[place]?.deliver(message)
        if (--left === 0) stop()
      }
    const [code] = await ended
    until.removeEventListener('abort', stop)
    process.off('exit', stop)
    if (code !== null) throw new Error(`the connector ended by itself: ${said}`)
    crashed++
  }
  return { crashes: crashed - 1 }
}
