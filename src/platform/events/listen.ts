import pg from 'pg'
import { asApplication } from '../db/connection.ts'
import type { Hub } from './hub.ts'
import { CHANNEL, WRITER } from './log.ts'

/** A connection that hears what other processes have written, and comes back when it is lost. `ends` tells where the
 * logs stand, asked after each reconnect: notifications sent meanwhile are lost. */
export const listen = (
  connection: pg.ClientConfig,
  hub: Hub,
  ends: () => Promise<Map<number, number>>,
  log: (message: string) => void,
): { close(): Promise<void> } => {
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
    next.on('notification', ({ payload = '' }) => {
      const [writer, ...shops] = payload.split(' ')
      if (writer === WRITER) return
      for (const entry of shops) {
        const [shopId, seq] = entry.split(':')
        hub.heard(Number(shopId), Number(seq))
      }
    })
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
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
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
