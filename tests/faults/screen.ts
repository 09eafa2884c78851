import type { LogEntry } from '../../src/features/desk/contract.ts'
import { readCursor } from '../../src/platform/events/cursor.ts'
import type { Session } from '../support/session.ts'
import type { Chance } from './chance.ts'
import { cutOff, knockAgain } from './wire.ts'

/**
 * A screen's event stream: reads the log from a cursor on and comes back with `Last-Event-ID` whenever it is cut off,
 * and now and then hangs up by itself. `wrong` says what must never happen, in words.
 */
export const followLog = (
  { url, cookie }: Session,
  from: string,
  { chance, until }: { chance: Chance; until: AbortSignal },
) => {
  const entries: LogEntry[] = []
  const wrong: string[] = []
  const reached = new Map(readCursor(from) ?? [])
  let cursor = from
  let streams = 0

  const take = (event: string) => {
    const lines = event.split('\n')
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
    if (field('event') === 'reset') wrong.push('the stream says that entries are gone')
    if (field('event') !== 'log') return
    for (const entry of JSON.parse(field('data') ?? '[]') as LogEntry[]) {
      const before = reached.get(entry.shopId) ?? 0
      if (entry.seq !== before + 1) wrong.push(`shop ${entry.shopId}: ${entry.seq} came after ${before}`)
      reached.set(entry.shopId, entry.seq)
      entries.push(entry)
    }
    cursor = field('id') ?? cursor
    for (const [shopId, seq] of readCursor(cursor) ?? [])
      if (seq !== reached.get(shopId)) wrong.push(`the cursor says ${cursor} at ${reached.get(shopId)}`)
  }

  const stream = async () => {
    const hangUp = new AbortController()
    const response = await fetch(`${url}/api/events`, {
      headers: { cookie, 'last-event-id': cursor },
      signal: AbortSignal.any([until, hangUp.signal]),
    })
    if (response.status === 503) return
    if (!response.ok)
      throw new Error(`the event stream was refused: ${response.status} ${await response.text()}`)
    streams++
    let left = chance.happens(0.5) ? chance.between(1, 15) : Number.POSITIVE_INFINITY
    const decoder = new TextDecoder()
    let text = ''
    for await (const piece of response.body ?? []) {
      text += decoder.decode(piece as Uint8Array, { stream: true })
      const events = text.split('\n\n')
      // The last one is not whole yet; if it never is, it comes again.
      text = events.pop() ?? ''
      for (const event of events) {
        take(event)
        if (--left === 0) return hangUp.abort()
      }
    }
  }

  const run = async () => {
    while (!until.aborted) {
      await stream().catch((error) => {
        // Hung up by itself, or told to end.
        if (error.name !== 'AbortError' && !until.aborted) cutOff(error)
      })
      if (!until.aborted) await knockAgain()
    }
  }
  return { entries, wrong, reached, streams: () => streams, ended: run() }
}
