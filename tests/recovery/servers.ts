import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type pg from 'pg'
import type { TextMessage, TextSent } from '../../src/features/recovery/index.ts'
import type { FromServer, ToServer } from './server.ts'
import type { Place } from './server-places.ts'

/** Plays the provider of text messages: null leaves the caller without an answer. */
export type Provider = (message: TextMessage, shopId: number, now: number) => TextSent | null

interface Running {
  child: ChildProcess
  ready: Promise<unknown>
  waiting: Map<number, () => void>
}

/** Server processes that can be killed and come back. */
export const openServers = (
  connection: pg.ClientConfig,
  count: number,
  { provider, fault }: { provider: Provider; fault(message: string): void },
) => {
  let ticks = 0
  const begin = (): Running => {
    const child = fork(join(import.meta.dirname, 'server.ts'), [JSON.stringify(connection)], {
      execPath: process.execPath,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const waiting = new Map<number, () => void>()
    let complaints = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (!/ExperimentalWarning|--trace-warnings/.test(text)) complaints += text
    })
    const ready = new Promise<void>((resolve) => {
      child.on('message', (message: FromServer) => {
        if ('ready' in message) resolve()
        else if ('ticked' in message) waiting.get(message.ticked)?.()
        else if ('fault' in message) fault(message.fault)
        else {
          const answer = provider(message.text, message.shopId, message.now)
          const back: ToServer = { sent: message.serial, answer }
          if (child.connected) child.send(back, () => {})
        }
      })
      child.on('exit', (code) => {
        if (code !== null && code !== 0) fault(`a server ended with ${code}: ${complaints}`)
        for (const done of waiting.values()) done()
        resolve()
      })
    })
    return { child, ready, waiting }
  }
  const servers = Array.from({ length: count }, begin)
  return {
    ready: () => Promise.all(servers.map(({ ready }) => ready)),
    /** Every server that is there looks once, at a moment. Comes back when all have, or are dead. `die`: where one of them is
     * killed, if it comes there. */
    async tick(now: number, die: Place | undefined = undefined): Promise<void> {
      await Promise.all(
        servers.map(async (server) => {
          await server.ready
          const tick = ++ticks
          const done = new Promise<void>((resolve) => server.waiting.set(tick, resolve))
          if (server.child.exitCode !== null || server.child.signalCode !== null || !server.child.connected)
            return
          // The first one dies; the other takes up what it leaves behind.
          const message: ToServer = { now, tick, die: server === servers[0] ? die : undefined }
          server.child.send(message, (error) => {
            if (error) server.waiting.get(tick)?.()
          })
          await done
          server.waiting.delete(tick)
        }),
      )
      servers.forEach(({ child }, i) => {
        if (child.signalCode !== null) servers[i] = begin()
      })
    },
    /** Ends one without warning; another takes its place. */
    async kill(which: number): Promise<void> {
      const server = servers[which % servers.length]
      if (!server || server.child.signalCode !== null) return
      const gone = once(server.child, 'exit')
      server.child.kill('SIGKILL')
      await gone
      servers[which % servers.length] = begin()
    },
    async close() {
      for (const { child } of servers) {
        const gone = once(child, 'exit')
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGKILL')
          await gone
        }
      }
    },
  }
}
