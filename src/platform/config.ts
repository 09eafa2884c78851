import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface Config {
  host: string
  port: number
  /** Absolute path of the data folder. */
  data: string
  /** An existing server's address; null for our own PostgreSQL in the data folder. */
  databaseUrl: string | null
  /** Start without the seeded shop. */
  empty: boolean
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[]
}

/** A sentence for the person who started the desk: what is wrong and what to do. Printed without a stack trace. */
export class StartFault extends Error {
  override name = 'StartFault'
}

const ROOT = join(import.meta.dirname, '../..')

const portOf = (text: string): number => {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65535)
    throw new StartFault(`"${text}" is not a port: use a number from 0 to 65535, for example --port 4600.`)
  return port
}

/** Options of the command line over those of the environment over the defaults. Throws StartFault. */
export const readConfig = (args: string[], env: NodeJS.ProcessEnv): Config => {
  let values: { port?: string; host?: string; data?: string; empty?: boolean }
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        empty: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new StartFault(`${(error as Error).message} Try ./peakdesk --help.`)
  }
  return {
    host: values.host ?? env.PEAKDESK_HOST ?? '127.0.0.1',
    port: portOf(values.port ?? env.PEAKDESK_PORT ?? '4600'),
    data: resolve(values.data ?? env.PEAKDESK_DATA ?? join(ROOT, 'data')),
    databaseUrl: env.DATABASE_URL || null,
    empty: values.empty ?? false,
    trustedProxies: (env.PEAKDESK_TRUSTED_PROXIES ?? '').split(',').filter((a) => a !== ''),
  }
}
