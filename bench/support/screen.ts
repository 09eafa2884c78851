import { get } from 'node:http'
import type { BenchDesk } from './desk.ts'

/**
 * A workbench's event stream: calls `seen` with the time (µs, as the load program wrote it into the message's id) of
 * each buyer message that arrives. Searches the text instead of parsing it, which would take a core of its own.
 */
export const openScreen = async (
  desk: BenchDesk,
  seen: (sentAt: number) => void,
): Promise<{ close(): void }> => {
  const snapshot = await fetch(`${desk.url}/api/snapshot`, { headers: { cookie: desk.cookie } })
  const { cursor } = (await snapshot.json()) as { cursor: string }
  const MARK = '"externalId":"t'
  return new Promise((resolve, reject) => {
    const request = get(
      `${desk.url}/api/events?after=${cursor}`,
      { headers: { cookie: desk.cookie } },
      (res) => {
        if (res.statusCode !== 200) return reject(new Error(`the event stream answered ${res.statusCode}`))
        let rest = ''
        res.setEncoding('latin1')
        res.on('data', (text: string) => {
          const all = rest + text
          let from = 0
          for (let at = all.indexOf(MARK); at >= 0; at = all.indexOf(MARK, from)) {
            const end = all.indexOf('-', at + MARK.length)
            if (end < 0) break
            seen(Number(all.slice(at + MARK.length, end)))
            from = end
          }
          rest = all.slice(Math.max(from, all.length - 64))
        })
        resolve({ close: () => request.destroy() })
      },
    )
    request.on('error', reject)
  })
}
