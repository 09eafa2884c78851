import { keyOf, sign } from '../../src/features/channel/bridge/sign.ts'
import { openConnections } from './connections.ts'
import type { BenchDesk } from './desk.ts'
import { histogram, quantile, rounded } from './figures.ts'
import { openScreen } from './screen.ts'

const BUYERS = 2000
const RULES = 30
/** Connections for each batch size: enough to keep the desk busy, as a connector with some workers would. */
const CONNECTIONS: Record<number, number> = { 1: 200, 10: 64, 50: 24 }

const microseconds = (): number => Math.round(performance.now() * 1000)

/** Makes signed requests of `size` messages. Texts are as long as real questions, about 20 characters. */
export const requests = (desk: BenchDesk) => {
  const key = keyOf(desk.bridge.secret)
  const run = Math.random().toString(36).slice(2, 8)
  let n = 0
  return (size: number, at = microseconds()): string => {
    const now = Date.now()
    const messages = []
    for (let i = 0; i < size; i++) {
      n++
      const buyer = `buyer-${n % BUYERS}`
      messages.push({
        id: `t${at}-${run}${n}`,
        buyer: { id: buyer, name: `买家${n % BUYERS}` },
        at: now,
        text: `你好，请问这件衣服的问题${n % RULES}号什么时候能解决呀？`,
      })
    }
    const body = JSON.stringify({ messages })
    const stamp = sign(key, `msg_${run}${n}`, now, body)
    return (
      `POST /bridge/v1/${desk.bridge.key}/messages HTTP/1.1\r\nhost: desk\r\ncontent-type: application/json\r\n` +
      `webhook-id: ${stamp.id}\r\nwebhook-timestamp: ${stamp.timestamp}\r\nwebhook-signature: ${stamp.signature}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    )
  }
}

/** Rules that answer every message of the bench. */
export const setRules = async (desk: BenchDesk) => {
  const address = `${desk.url}/api/shops/${desk.bridge.shopId}/assistant`
  const headers = { cookie: desk.cookie, origin: desk.url, 'content-type': 'application/json' }
  const settings = (await (await fetch(address, { headers })).json()) as Record<string, unknown>
  const rules = Array.from({ length: RULES }, (_, i) => ({
    id: `bench-${i}`,
    enabled: true,
    keywords: [`问题${i}号`, `别的说法${i}`],
    match: 'any',
    answer: `{buyer}您好，${i}号问题我们会在48小时内为您处理好，请放心。`,
  }))
  const saved = await fetch(address, { method: 'PUT', headers, body: JSON.stringify({ ...settings, rules }) })
  if (!saved.ok) throw new Error(`settings were refused: ${await saved.text()}`)
}

const accepted = (answer: { status: number; body: string }, size: number) => {
  if (answer.status !== 200 || !answer.body.includes(`"accepted":${size}`))
    throw new Error(`the desk answered ${answer.status}: ${answer.body.slice(0, 300)}`)
}

/** As much as the desk takes: closed loop, every connection always has a request under way. */
export const fullLoad = async (
  desk: BenchDesk,
  make: ReturnType<typeof requests>,
  size: number,
  forSeconds: number,
) => {
  let stored = 0
  let seen = 0
  const screen = await openScreen(desk, () => seen++)
  const count = CONNECTIONS[size] ?? 32
  const connections = await openConnections(desk.url, count)
  const flushes = await histogram(desk.url, 'peakdesk_flush_inputs')
  const start = performance.now()
  const end = start + forSeconds * 1000
  await Promise.all(
    Array.from({ length: count }, async () => {
      while (performance.now() < end) {
        accepted(await connections.post(make(size)), size)
        stored += size
      }
    }),
  )
  const took = (performance.now() - start) / 1000
  // What has been answered must also arrive on the screen: wait for the rest, and count that time too.
  while (seen < stored && performance.now() < end + 30_000) await new Promise((go) => setTimeout(go, 5))
  const shown = (performance.now() - start) / 1000
  const after = await histogram(desk.url, 'peakdesk_flush_inputs')
  screen.close()
  connections.close()
  if (seen < stored) throw new Error(`the screen saw ${seen} of ${stored} messages`)
  return {
    perSecond: stored / shown,
    lag: shown - took,
    flush: (after.sum - flushes.sum) / Math.max(1, after.count - flushes.count),
  }
}

/** A fixed rate: open loop, a request is due whether or not the one before has been answered. Latencies in ms count
 * from the moment it was due. */
export const steadyLoad = async (
  desk: BenchDesk,
  make: ReturnType<typeof requests>,
  size: number,
  rate: number,
  forSeconds: number,
) => {
  const committed: number[] = []
  const shown: number[] = []
  const screen = await openScreen(desk, (sentAt) => shown.push((microseconds() - sentAt) / 1000))
  const connections = await openConnections(desk.url, CONNECTIONS[size] ?? 32)
  const pending = new Set<Promise<void>>()
  const start = microseconds()
  let sent = 0
  const total = Math.floor((rate * forSeconds) / size)
  while (sent < total) {
    const dueCount = Math.min(total, Math.floor((((microseconds() - start) / 1e6) * rate) / size))
    for (; sent < dueCount; sent++) {
      const at = start + Math.round((sent * size * 1e6) / rate)
      const one = connections.post(make(size, at)).then((answer) => {
        accepted(answer, size)
        committed.push((microseconds() - at) / 1000)
        pending.delete(one)
      })
      pending.add(one)
    }
    await new Promise((go) => setTimeout(go, 1))
  }
  await Promise.all(pending)
  const wait = performance.now() + 10_000
  while (shown.length < sent * size && performance.now() < wait) await new Promise((go) => setTimeout(go, 5))
  screen.close()
  connections.close()
  const both = (figures: number[]) => ({
    p50: rounded(quantile(figures, 0.5)),
    p99: rounded(quantile(figures, 0.99)),
  })
  return { committed: both(committed), screen: both(shown) }
}
