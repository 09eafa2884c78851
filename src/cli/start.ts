import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pagesAreCurrent } from '../../scripts/build-web.ts'
import { firstStart } from '../../seeds/index.ts'
import { firstDoor } from '../features/channel/doors.ts'
import { createDesk, type Desk } from '../main.ts'
import { type Config, readConfig, StartFault } from '../platform/config.ts'
import { createLog } from '../platform/log.ts'
import { removeConnectFile, writeConnectFile } from './connect-file.ts'
import { openDatabase } from './database.ts'

const unheard = (error: NodeJS.ErrnoException, { host, port }: Config): StartFault => {
  const why: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use: another desk or program has it. Choose another with --port.`,
    EACCES: `Port ${port} may not be used by this user. Choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Use --host 127.0.0.1, or 0.0.0.0 for all addresses.`,
    ENOTFOUND: `The host name ${host} is not known. Use --host 127.0.0.1.`,
  }
  return new StartFault(why[error.code ?? ''] ?? `Cannot listen on ${host}:${port}: ${error.message}`)
}

/** Takes the port at once, so that a port in use is told before anything is started. Until the desk is there it
 * answers that it is starting. */
const listen = (server: Server, config: Config): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(unheard(error, config)))
    server.listen(config.port, config.host, resolve)
  })

const urlOf = (server: Server, config: Config): string => {
  const { port } = server.address() as AddressInfo
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

const rejectWhileStarting = (server: Server) => {
  server.on('request', (_req, res) => {
    if (server.listenerCount('request') > 1) return
    res.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('Peakdesk is starting.\n')
  })
}

/** Builds the pages where their sources have changed since. In a process of its own: Vite would leave 400 MB in this. */
const buildPages = async (): Promise<void> => {
  if (pagesAreCurrent()) return
  const script = join(import.meta.dirname, '../../scripts/build-web.ts')
  const build = spawn(process.execPath, [script], { stdio: 'inherit' })
  const [code] = await once(build, 'exit')
  if (code !== 0)
    throw new StartFault('The pages of the workbench could not be built: see above. Run npm install.')
}

/** `./peakdesk start`: runs until it is told to stop. Returns the exit code. */
export const start = async (args: string[]): Promise<number> => {
  const config = readConfig(args, process.env)
  const log = createLog()
  const say = (line: string) => console.log(line)

  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  const server = createServer()
  rejectWhileStarting(server)
  await listen(server, config)

  let desk: Desk | undefined
  let database: Awaited<ReturnType<typeof openDatabase>> | undefined
  try {
    say('Starting Peakdesk …')
    // Both at once; the database is awaited first, so that it is stopped whatever becomes of the other.
    const built = buildPages()
    built.catch(() => {}) // told when it is awaited
    database = await openDatabase(config, (line) => log.info(line))
    await built
    const { connection, cluster } = database
    cluster?.onExit((how) => {
      log.error(`PostgreSQL ended (${how}); starting it again`)
      cluster.restart().catch((error) => {
        console.error(`PostgreSQL could not be started again: ${(error as Error).message}`)
        process.kill(process.pid, 'SIGTERM')
      })
    })
    desk = await createDesk({ connection, server, log, trustedProxies: config.trustedProxies })
    const first = await firstStart(desk, { empty: config.empty })
    server.removeAllListeners('request')
    desk.serve()

    const url = urlOf(server, config)
    await writeConnectFile(config.data, {
      pid: process.pid,
      url,
      database: connection,
      bridge: await firstDoor(desk.db, 'bridge'),
    })
    say(`\nPeakdesk is open at ${url}`)
    if (first) {
      say('\nSign in with (these passwords are shown only now):')
      for (const { username, password, says } of first.accounts)
        say(`  ${username.padEnd(12)} ${password.padEnd(18)} ${says}`)
      if (first.demoKey) say(`\nThe buyer’s side, with the chat window: ${url}/demo/${first.demoKey}`)
    } else {
      const demo = await firstDoor(desk.db, 'web-chat')
      if (demo) say(`The buyer’s side, with the chat window: ${url}/demo/${demo.key}`)
      say('Forgot a password? ./peakdesk password NAME')
    }
    say('\nCtrl-C stops it.')
    await stopping
    say('\nStopping …')
    return 0
  } finally {
    await removeConnectFile(config.data)
    server.close()
    await desk?.close()
    server.closeAllConnections()
    await database?.stop()
  }
}
