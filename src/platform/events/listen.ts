import pg from 'pg'
import { asApplication } from '../db/connection.ts'
import type { Hub, Passing } from './hub.ts'
import { CHANNEL, WRITER } from './log.ts'

/** News that is not kept, between processes: payload `writer {json}`. */
const PASSING = 'peakdesk_passing'

export interface Listening {
  /** Passes news to the watchers of all processes. Lost where a connection is down: it is news of this second. */
  pass(news: Passing): void
  close(): Promise<void>
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
    timer = setTimeout(() => void connect(), 500)
  }
  const connect = async () => {
    const next = new pg.Client(asApplication(connection, 'peakdesk listen'))
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
        hub.pass(JSON.parse(payload.slice(writer.length + 1)) as Passing)
        return
      }
      for (const entry of shops) {
        const [shopId, seq] = entry.split(':')
        hub.heard(Number(shopId), Number(seq))
      }
    })
    try {
      await next.connect()
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
  void connect()
  return {
    pass(news) {
      hub.pass(news)
      const payload = `${WRITER} ${JSON.stringify(news)}`
      client?.query('select pg_notify($1, $2)', [PASSING, payload]).catch(() => {})
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
