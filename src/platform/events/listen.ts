import pg from 'pg'
import { asApplication } from '../db/connection.ts'
import type { Hub, Passing } from './hub.ts'
import { CHANNEL, WRITER } from './log.ts'

/** News that is not kept, between processes: payload `writer {json}`. */
const PASSING = 'peakdesk_passing'

/** How long a connection may take to come about, ms: `close` waits for it. */
const CONNECTING = 5000

export interface Listening {
  /** Passes news to the watchers of all processes. Lost where a connection is down: it is news of this second. */
  pass(news: Passing): void
  close(): Promise<void>
}

/** What another process passed on; null for what is none of ours: anybody in the database may notify. */
const passingOf = (json: string): Passing | null => {
  try {
    const news: unknown = JSON.parse(json)
    return typeof news === 'object' && news !== null && 'shopId' in news && 'kind' in news
      ? (news as Passing)
      : null
  } catch {
    return null
  }
}

/** A connection that hears what other processes have written, and comes back when it is lost. `ends` tells where the
 * logs stand, asked after each reconnect: notifications sent meanwhile are lost. */
export const listen = (
  connection: pg.ClientConfig,
  hub: Hub,
  ends: () => Promise<Map<number, number>>,
  log: (message: string) => void,
): Listening => {
  let client: pg.Client | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const again = () => {
    if (closed) return
    timer = setTimeout(() => {
      connecting = connect()
    }, 500)
  }
  const connect = async () => {
    const next = new pg.Client({
      ...asApplication(connection, 'peakdesk listen'),
      connectionTimeoutMillis: CONNECTING,
    })
    let ended = false
    next.on('error', () => {
      if (ended) return
      ended = true
      log('the listening connection was lost')
      void next.end().catch(() => {})
      again()
    })
    next.on('notification', ({ channel, payload = '' }) => {
      const [writer = '', ...shops] = payload.split(' ')
      if (writer === WRITER) return
      if (channel === PASSING) {
        const news = passingOf(payload.slice(writer.length + 1))
        if (news) hub.pass(news)
        return
      }
      for (const entry of shops) {
        const [, shopId, seq] = /^(\d{1,10}):(\d{1,15})$/.exec(entry) ?? []
        if (shopId !== undefined) hub.heard(Number(shopId), Number(seq))
      }
    })
    try {
      await next.connect()
      if (closed) {
        ended = true
        return await next.end()
      }
      await next.query(`listen ${CHANNEL}; listen ${PASSING}`)
      client = next
      for (const [shopId, seq] of await ends()) hub.heard(shopId, seq)
    } catch {
      if (ended) return
      ended = true
      void next.end().catch(() => {})
      again()
    }
  }
  let connecting = connect()
  return {
    pass(news) {
      hub.pass(news)
      const payload = `${WRITER} ${JSON.stringify(news)}`
      client?.query('select pg_notify($1, $2)', [PASSING, payload]).catch(() => {})
    },
    async close() {
      closed = true
      clearTimeout(timer)
      // A connection that is being made would be left open.
      await connecting
      await client?.end().catch(() => {})
    },
  }
}
