import { get } from 'node:http'
import type { LogEntry } from '../../src/features/desk/contract.ts'

/** Who follows the event log: a desk, and a session at it. */
export interface Follower {
  url: string
  cookie: string
}

/**
 * A workbench's event stream from now on. `read` gets the text so far and gives from where on it is still needed: text
 * is searched, not parsed, which would take a core of its own.
 */
const openStream = async (
  { url, cookie }: Follower,
  read: (text: string) => number,
): Promise<{ close(): void }> => {
  const snapshot = await fetch(`${url}/api/snapshot`, { headers: { cookie } })
  const { cursor } = (await snapshot.json()) as { cursor: string }
  return new Promise((resolve, reject) => {
    const request = get(`${url}/api/events?after=${cursor}`, { headers: { cookie } }, (res) => {
      if (res.statusCode !== 200) return reject(new Error(`the event stream answered ${res.statusCode}`))
      let rest = ''
      res.setEncoding('latin1')
      res.on('data', (text: string) => {
        const all = rest + text
        rest = all.slice(read(all))
      })
      resolve({ close: () => request.destroy() })
    })
    request.on('error', reject)
  })
}

/** Calls `seen` with the time (µs, as the load program wrote it into the message's id) of each buyer message that
 * arrives. */
export const openScreen = (desk: Follower, seen: (sentAt: number) => void): Promise<{ close(): void }> => {
  const MARK = '"externalId":"t'
  return openStream(desk, (all) => {
    let from = 0
    for (let at = all.indexOf(MARK); at >= 0; at = all.indexOf(MARK, from)) {
      const end = all.indexOf('-', at + MARK.length)
      if (end < 0) break
      seen(Number(all.slice(at + MARK.length, end)))
      from = end
    }
    return Math.max(from, all.length - 64)
  })
}

/** Calls `seen` with the moment (ms) at which the limit was over, for each breach of a rule that arrives. */
export const watchBreaches = (
  by: Follower,
  rule: string,
  seen: (dueAt: number) => void,
): Promise<{ close(): void }> => {
  const MARK = `"what":"breached","rule":"${rule}"`
  const DUE = '"dueAt":'
  return openStream(by, (all) => {
    let from = 0
    for (let at = all.indexOf(MARK); at >= 0; at = all.indexOf(MARK, from)) {
      const due = all.indexOf(DUE, at)
      const end = due < 0 ? -1 : all.indexOf('}', due)
      if (end < 0) return at
      seen(Number(all.slice(due + DUE.length, end)))
      from = end
    }
    return Math.max(from, all.length - MARK.length)
  })
}

/** Calls `heard` with each entry of the event log, in order. Texts are not decoded: ids, times and ASCII are. */
export const openNews = (by: Follower, heard: (entry: LogEntry) => void): Promise<{ close(): void }> => {
  const DATA = '\ndata: '
  return openStream(by, (all) => {
    let from = 0
    for (let end = all.indexOf('\n\n'); end >= 0; end = all.indexOf('\n\n', from)) {
      const event = all.slice(from, end)
      if (event.includes('event: log'))
        for (const entry of JSON.parse(event.slice(event.indexOf(DATA) + DATA.length))) heard(entry)
      from = end + 2
    }
    return from
  })
}
